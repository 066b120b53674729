using PocSharding.Sql.Ast;

namespace PocSharding.Planning.LeafSql;

/// <summary>
/// The tables of a FROM list stand in the order of the user's text again; derived tables come first, joins stay where they are.
/// Vitess: query_builder.go sortTables.
/// </summary>
internal static class TableOrder
{
    public static Statement Restore(Statement statement) =>
        Tree.Rewrite(statement, static node => node is Select { From.Count: > 1 } select ? select with { From = Sorted(select.From) } : node);

    private static NodeList<TableExpr> Sorted(NodeList<TableExpr> from)
    {
        TableExpr[] tables = [.. from];
        for (int i = 1; i < tables.Length; i++)
            for (int j = i; j > 0 && ComesFirst(tables[j], tables[j - 1]); j--)
                (tables[j], tables[j - 1]) = (tables[j - 1], tables[j]);
        return new NodeList<TableExpr>(tables);
    }

    private static bool ComesFirst(TableExpr table, TableExpr before) =>
        table is AliasedTable a && before is AliasedTable b && a.Instance < b.Instance;
}
