using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// What VALUES and ON DUPLICATE KEY UPDATE of an INSERT can read: its table, and the new row by its alias. Columns are only looked for: no plan reads
/// them. Vitess: semantics/table_collector.go visitRowAlias.
/// </summary>
internal static class InsertScope
{
    public static void Check(Insert insert, TableCatalog catalog, ColumnResolver columns)
    {
        var scope = new Scope(null);
        var table = new TableInstance(0, TableKind.Table, insert.Table.Name, insert.Table)
        {
            Catalog = catalog.Find(insert.Table),
            Database = insert.Table.Qualifier.Length > 0 ? insert.Table.Qualifier : catalog.Database,
        };
        scope.Tables.Add(table);
        Check(insert.Rows, columns, scope);
        if (insert.RowAlias.Length > 0)
            scope.Tables.Add(NewRow(insert, table));
        Check(insert.OnDuplicate, columns, scope);
    }

    private static void Check<T>(NodeList<T> nodes, ColumnResolver columns, Scope scope) where T : Node
    {
        foreach (T part in nodes)
            Tree.Walk(part, node =>
            {
                if (node is ColumnName column)
                    columns.Bind(column, scope);
                return node is not SubqueryExpr;
            });
    }

    private static TableInstance NewRow(Insert insert, TableInstance table)
    {
        if (insert.RowAlias == table.Alias)
            throw new RefusedException("VT03013", $"not unique table/alias: '{insert.RowAlias}'");
        IEnumerable<DerivedColumn> own = Names(insert, table).Select(n => new DerivedColumn(n, NullLiteral.Instance, table.Set));
        return new TableInstance(1, TableKind.Derived, insert.RowAlias, TableName.None) { Columns = [.. own], Inner = table.Set };
    }

    private static IEnumerable<string> Names(Insert insert, TableInstance table)
    {
        if (insert.Columns.Count == 0 && !table.Authoritative)
            throw RefusedException.NeedsColumns();
        string[] inserted = insert.Columns.Count > 0 ? [.. insert.Columns.Select(c => c.Text)] : [.. table.Catalog!.Columns.Where(c => !c.Invisible).Select(c => c.Name)];
        if (insert.RowAliasColumns.Count == 0)
            return inserted;
        if (insert.RowAliasColumns.Count != inserted.Length)
            throw RefusedException.ColumnNames();
        if (Array.Find(inserted, n => !table.Knows(n)) is { } unknown)
            throw new RefusedException("", $"Unknown column '{unknown}' in 'field list'");
        return insert.RowAliasColumns.Select(c => c.Text);
    }
}
