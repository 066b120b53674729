using PocSharding.Sql;

namespace PocSharding.Vitess;

/// <summary>The name of a reference table's source: <c>table</c> or <c>keyspace.table</c>, without quoting.</summary>
internal sealed record SourceName(string Keyspace, string Table)
{
    /// <summary>Null where the text is no such name. Vitess: vindexes/vschema.go, parseTable.</summary>
    public static SourceName? Parse(string text) => text.Split('.') switch
    {
        [var table] => new SourceName("", table),
        [var keyspace, var table] => new SourceName(keyspace, table),
        _ => null,
    };

    /// <summary>The source that a reference table names.</summary>
    public static SourceName? Of(VTable table, VSchemaDocument document) =>
        table.Type == VTableType.Reference && document.Keyspaces[table.Keyspace.Name].Tables[table.Name].Source is { Length: > 0 } source ? Parse(source) : null;

    public static string Refusal(string text) =>
        $"invalid table name: '{text}', it must be of the unqualified form <table_name> or the qualified form <keyspace_name>.<table_name> (dots are not allowed in either name)";

    /// <summary>As SQL writes it: keywords and odd names in backticks.</summary>
    public override string ToString() => Keyspace.Length > 0 ? $"{SqlPrinter.Quote(Keyspace)}.{SqlPrinter.Quote(Table)}" : SqlPrinter.Quote(Table);
}
