using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>
/// Marks where window functions are computed: the shards do it if each partition is on one of them. Vitess: operators/window.go,
/// planbuilder/window.go (planner-facts §11.7).
/// </summary>
internal sealed class WindowOp(Op source, Select query) : OneInputOp(source)
{
    public override Op Clone() => new WindowOp(Source.Clone(), query);

    public override bool TryTruncate(int columns) => Source.TryTruncate(columns);

    /// <summary>Refused where a partition may be spread over shards.</summary>
    public void Check()
    {
        if (Source is JoinOp or UnionOp || (Source is SubQueryOp subquery && subquery.Correlated.Count > 0))
            throw NotOnSeveralShards();
        if (Source is not RouteOp route || route.IsSingleShard)
            return;
        List<TableOp> tables = route.All<TableOp>();
        foreach (SelectItem item in query.Items)
            Tree.Walk(item, node =>
            {
                (bool carries, OverClause? over) = node switch
                {
                    WindowFunctionExpr function => (true, function.Over),
                    AggregateExpr aggregate => (true, aggregate.Over),
                    _ => (false, null),
                };
                if (carries && !(over is { WindowName.IsEmpty: true, Specification: { Name.IsEmpty: true } window } && tables.Exists(t => Covers(window, t, tables.Count))))
                    throw NotOnSeveralShards();
                return node is not SubqueryExpr;
            });
    }

    private static RefusedException NotOnSeveralShards() => RefusedException.Unsupported("window functions are only supported for single-shard queries");

    private static bool Covers(WindowSpecification window, TableOp table, int tables)
    {
        List<ColumnName> columns = [.. window.PartitionBy.OfType<ColumnName>().Where(c => Belongs(c, table, tables))];
        return table.Table.ColumnVindexes.Where((v, i) => i == 0 || v.Unique)
            .Any(v => v.Columns.All(n => columns.Exists(c => c.Name.Text.Equals(n, StringComparison.OrdinalIgnoreCase))));
    }

    private static bool Belongs(ColumnName column, TableOp table, int tables)
    {
        if (!column.Qualifier.IsEmpty && column.Qualifier.Name != table.Instance.Alias)
            return false;
        bool known = table.Table.ColumnListAuthoritative && (tables == 1 || !column.Qualifier.IsEmpty);
        return !known || table.Table.Columns.Exists(c => c.Name.Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase));
    }
}
