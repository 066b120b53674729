using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Column types.</summary>
internal sealed partial class Parser
{
    /// <summary>A type with its length, sign and character set; the name as written.</summary>
    private ColumnType ColumnTypeOnly()
    {
        if (token.Kind != TokenKind.Word)
            throw Fail("a type");
        Keyword keyword = token.Keyword;
        string name = TypeName();
        (int? length, int? scale) = (null, null);
        NodeList<string> members = NodeList<string>.Empty;
        if (keyword is ENUM or SET)
            members = Members();
        else if (Accept(TokenKind.LeftParen))
        {
            length = SmallNumber();
            scale = Accept(TokenKind.Comma) ? SmallNumber() : null;
            Expect(TokenKind.RightParen);
        }
        return TypeAttributes(new ColumnType(name) { Length = length, Scale = scale, Members = members });
    }

    private string TypeName()
    {
        Keyword first = token.Keyword;
        if (first == None && !TypeNames.IsKnown(names.Get(Bytes(token), quoted: false)))
            throw Fail("a type");
        string name = names.Get(Bytes(token), quoted: false);
        Advance();
        switch (first)
        {
            case DOUBLE when Accept(PRECISION): return name;
            case CHAR or CHARACTER or NCHAR when Is(VARYING):
                Advance();
                return "varchar";
            case LONG:
                return Accept(VARBINARY) ? "mediumblob" : Accept(VARCHAR) ? "mediumtext" : "mediumtext";
            case NATIONAL:
                bool varying = Accept(VARCHAR);
                if (!varying)
                    Advance();
                return varying || Accept(VARYING) ? "varchar" : "char";
            default: return name;
        }
    }

    private NodeList<string> Members()
    {
        var members = new List<string>();
        Expect(TokenKind.LeftParen);
        do
            members.Add(StringLiteral().Text);
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return new NodeList<string>([.. members]);
    }

    private ColumnType TypeAttributes(ColumnType type)
    {
        while (true)
        {
            if (Accept(UNSIGNED))
                type = type with { Unsigned = true };
            else if (Accept(SIGNED))
                continue;
            else if (Accept(ZEROFILL))
                type = type with { Zerofill = true };
            else if (Is(CHARSET) || (Is(CHARACTER) && NextIs(SET)))
                type = type with { CharacterSet = CharacterSetClause() };
            else if (Accept(COLLATE))
                type = type with { Collation = CharacterSetName() };
            else if (Accept(BINARY))
                type = type with { Binary = true };
            else if (Accept(ASCII))
                type = type with { CharacterSet = "latin1" };
            else if (Accept(UNICODE))
                type = type with { CharacterSet = "ucs2" };
            else if (Accept(BYTE))
                type = type with { CharacterSet = "binary" };
            else
                return type;
        }
    }
}

/// <summary>Types that are no keywords of ours.</summary>
internal static class TypeNames
{
    private static readonly HashSet<string> Known = new(["uuid", "inet4", "inet6", "geomcollection", "fixed", "serial", "dec", "national", "xmltype"], StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string name) => Known.Contains(name);
}
