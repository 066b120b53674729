namespace PocSharding.Vitess;

/// <summary>Names in SQL text. Vitess: sqlparser/ast_funcs.go, formatID; sqlparser/parser.go, ParseTable.</summary>
internal static class SqlNames
{
    /// <summary>The name as SQL prints it.</summary>
    public static string Quoted(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$') && !char.IsAsciiDigit(name[0]) ? name : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary><c>table</c> or <c>keyspace.table</c>; null where it is neither.</summary>
    public static (string Keyspace, string Table)? ParseTable(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length is 1 or 2 && parts.All(p => p.Length > 0) ? (parts.Length == 2 ? parts[0] : "", parts[^1]) : null;
    }
}
