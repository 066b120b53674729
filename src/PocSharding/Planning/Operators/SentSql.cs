using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>The last changes to a Route's text: no keyspace names, <c>::__vals</c> for a list that is split over the shards.</summary>
internal static class SentSql
{
    public static Statement Of(PlanContext context, RouteOp route, Statement statement)
    {
        Expr? split = route.Routing is ShardedRouting { Opcode: Opcode.IN, Selected: { ColumnVindex.Vindex.MultiColumn: false } selected } ? selected.Predicates[0]?.Expr : null;
        return Tree.Map(statement, node => node switch
        {
            ComparisonExpr comparison when split is not null && ReferenceEquals(comparison, split) => comparison with { Left = Plain(comparison.Left), Right = new ListArgument("__vals") },
            ComparisonExpr { Op: ComparisonOp.Equal or ComparisonOp.NotEqual or ComparisonOp.NullSafeEqual, Left: Literal or Argument, Right: ColumnName column } flipped when statement is SelectStatement =>
                flipped with { Left = Plain(column), Right = flipped.Left },
            ColumnName column => Plain(column),
            AliasedTable { Source: TableRef { Name: var name }, Instance: >= 0 } table when context.TableOf(table.Instance) is { } routed && routed.Name != name.Name && !TableResolver.IsDual(routed) =>
                table.Alias.Length > 0 && table.Alias != name.Name ? table : RouteFactory.Routed(table, routed),
            _ => null,
        });
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
