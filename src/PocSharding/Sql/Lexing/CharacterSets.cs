namespace PocSharding.Sql;

/// <summary>The introducers that MySQL and Vitess's lexer know.</summary>
internal static class CharacterSets
{
    private static readonly HashSet<string> Names = new(
        ("armscii8 ascii big5 binary cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 cp932 dec8 eucjpms euckr gb18030 gb2312 gbk geostd8 greek hebrew hp8 " +
         "keybcs2 koi8r koi8u latin1 latin2 latin5 latin7 macce macroman sjis swe7 tis620 ucs2 ujis utf16 utf16le utf32 utf8 utf8mb3 utf8mb4").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    public static bool IsIntroducer(ReadOnlySpan<byte> word) => word.Length is > 1 and < 20 && Names.Contains(System.Text.Encoding.UTF8.GetString(word[1..]));

    /// <summary>As Vitess prints it: lower case, utf8 by its new name.</summary>
    public static string IntroducerName(string word)
    {
        string name = word.ToLowerInvariant();
        return name == "_utf8" ? "_utf8mb3" : name;
    }
}

/// <summary>The words before the dot of <c>@@global.name</c>.</summary>
internal static class VariableScopes
{
    /// <summary>The session's variables have no scope, except the two where Vitess tells the session from the next transaction.</summary>
    public static Ast.VariableExpr Make(Ast.VariableScope scope, string name)
    {
        bool session = scope is Ast.VariableScope.Session or Ast.VariableScope.Local;
        if (session)
            scope = name.ToLowerInvariant() is "transaction_isolation" or "transaction_read_only" ? Ast.VariableScope.Session : Ast.VariableScope.None;
        return new Ast.VariableExpr(scope, new Ast.Ident(name));
    }

    public static Ast.VariableScope Of(string word) => word.ToLowerInvariant() switch
    {
        "global" => Ast.VariableScope.Global,
        "session" => Ast.VariableScope.Session,
        "local" => Ast.VariableScope.Local,
        "persist" => Ast.VariableScope.Persist,
        "persist_only" => Ast.VariableScope.PersistOnly,
        "vitess_metadata" => Ast.VariableScope.VitessMetadata,
        _ => Ast.VariableScope.None,
    };
}
