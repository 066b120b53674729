using System.Globalization;
using PocSharding.Planning.Dml;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.LeafSql;

/// <summary>The last changes to a Route's text: no keyspace names, <c>::__vals</c> for a list that is split over the shards.</summary>
internal static class SentSql
{
    public static Statement Of(PlanContext context, RouteOp route, Statement statement)
    {
        Dictionary<Node, string> split = SplitLists(route.Routing);
        return Tree.Map(statement, node => node switch
        {
            ComparisonExpr comparison when split.Count > 0 && split.TryGetValue(comparison, out string? list) => comparison with { Left = Plain(comparison.Left), Right = new ListArgument(list) },
            ComparisonExpr { Op: ComparisonOp.Equal or ComparisonOp.NotEqual or ComparisonOp.NullSafeEqual, Left: not ColumnName, Right: ColumnName column } flipped when statement is SelectStatement =>
                flipped with { Left = Plain(column), Right = Plain(flipped.Left) },
            ColumnName column => Plain(column),
            AliasedTable { Source: TableRef { Name: var name }, Instance: >= 0 } table when context.TableOf(table.Instance) is { } routed && routed.Name != name.Name && !TableResolver.IsDual(routed) =>
                table.Alias.Length > 0 && table.Alias != name.Name ? table : RouteFactory.Routed(table, routed),
            AliasedTable { Source: TableRef { Name.Qualifier.Length: > 0 } reference, Instance: >= 0 } qualified when context.TableOf(qualified.Instance) is not null =>
                qualified with { Source = new TableRef(new TableName("", reference.Name.Name)) },
            _ => null,
        });
    }

    /// <summary>The IN lists that the vindex splits over the shards, by predicate. Vitess: operator_transformers.go getVindexPredicate.</summary>
    private static Dictionary<Node, string> SplitLists(TableRouting routing)
    {
        var lists = new Dictionary<Node, string>(ReferenceEqualityComparer.Instance);
        if (routing is not ShardedRouting { Selected: { } selected } sharded)
            return lists;
        bool multi = selected.ColumnVindex.Vindex.MultiColumn;
        if (!multi && sharded.Opcode != Opcode.IN)
            return lists;
        for (int i = 0; i < selected.Predicates.Length; i++)
            if (selected.Predicates[i]?.Expr is ComparisonExpr { Op: ComparisonOp.In, Left: ColumnName, Right: not ListArgument { Name: DmlWithInputPlanning.Keys } } list)
                lists[list] = multi ? string.Create(CultureInfo.InvariantCulture, $"__vals{i}") : "__vals";
        return lists;
    }

    /// <summary>The statement without keyspaces, or without the one, as it is sent to an unsharded keyspace.</summary>
    public static Statement WithoutKeyspaces(Statement statement, string? keyspace = null) => Tree.Map(statement, node => node switch
    {
        TableName { Qualifier.Length: > 0 } name when (keyspace is null ? !TableResolver.IsSystemSchema(name.Qualifier) : name.Qualifier == keyspace) => new TableName("", name.Name),
        _ => null,
    });

    private static T Plain<T>(T expr) where T : Expr => Tree.Map(expr, node => node switch
    {
        ColumnName { Qualifier.Qualifier.Length: > 0, Binding: ColumnBinding { Table.Kind: TableKind.SystemSchema } } => node,
        ColumnName { Qualifier.Qualifier.Length: > 0 } column => column with { Qualifier = new TableName("", column.Qualifier.Name) },
        _ => null,
    });
}
