using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>HAVING reads groups, aggregates and what is selected, nothing else.</summary>
internal static class HavingRules
{
    public static void Check(Expr? having, List<SelectItem> items, Expr[] groupBy) => Tree.Walk(having, node =>
    {
        if (node is AggregateExpr or SubqueryExpr || (node is Expr expr && Array.Exists(groupBy, g => g.Equals(expr))))
            return false;
        if (node is ColumnName column && !items.Exists(i => i is StarItem || (i is ExprItem item && item.Expr.Equals(column))))
            throw new RefusedException("", $"Unknown column '{column.Name}' in 'having clause'");
        return true;
    });
}

/// <summary>OVER names a window of its own query.</summary>
internal static class WindowRules
{
    public static void Check(Select select)
    {
        foreach (SelectItem item in select.Items)
            Tree.Walk(item, node =>
            {
                if (node is OverClause { WindowName: { IsEmpty: false } name } && !select.Windows.Any(w => w.Name.Equals(name)))
                    throw new RefusedException("VT03025", $"Incorrect arguments to {name}");
                return node is not SubqueryExpr;
            });
    }
}
