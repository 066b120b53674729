using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// <c>(SELECT value)</c> is the value, and <c>IN (SELECT value)</c> is <c>IN (value)</c>; the query below EXISTS stays a query. It comes after the
/// literals became arguments: such a list never was a list of literals. Vitess: sqlparser/normalizer.go (planner-facts §2).
/// </summary>
internal static class DualSubqueries
{
    public static T Run<T>(T node) where T : Node => Tree.Map(node, Replace);

    /// <summary>The value of a subquery that does nothing but give it; null for any other.</summary>
    public static Expr? Value(SubqueryExpr subquery) =>
        subquery.Select is Select
        {
            Items: { Count: 1 } items, Where: null, GroupBy.Count: 0, Having: null, OrderBy.Count: 0, Limit: null, With: null, Distinct: false, Lock: null, Into: null,
        } select && IsOnlyDual(select) && items[0] is ExprItem { Expr: not ColumnName } item ? item.Expr : null;

    public static bool IsOnlyDual(Select select) =>
        select.From.Count == 0 || select.From is [AliasedTable { Source: TableRef { Name: { Qualifier.Length: 0, Name: "dual" } } }];

    private static Node? Replace(Node node) => node switch
    {
        ExistsExpr exists => new ExistsExpr(new SubqueryExpr(Run(exists.Subquery.Select))),
        ComparisonExpr { Op: ComparisonOp.In or ComparisonOp.NotIn, Right: SubqueryExpr list } comparison when Value(list) is { } value =>
            comparison with { Left = Run(comparison.Left), Right = new TupleExpr(new NodeList<Expr>([Run(value)])) },
        SubqueryExpr subquery when Value(subquery) is { } value => Run(value),
        _ => null,
    };
}
