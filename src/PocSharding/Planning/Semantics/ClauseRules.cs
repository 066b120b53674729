using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// HAVING reads what is selected and what is grouped by, by name; where nothing is grouped, columns of FROM too. Vitess: semantics/binder.go
/// resolveColumnInHaving.
/// </summary>
internal static class HavingRules
{
    public static void Check(Expr? having, AliasMap aliases, List<SelectItem> items, Expr[] groupBy, Scope scope) => Tree.Walk(having, node =>
    {
        if (node is AggregateExpr { Over: null } or SubqueryExpr)
            return false;
        if (node is ColumnName column && !IsSelected(column, aliases, items) && !MayBeRead(column, items, groupBy, scope))
            throw new RefusedException("", $"Unknown column '{column.Name}' in 'having clause'");
        return true;
    });

    private static bool IsSelected(ColumnName column, AliasMap aliases, List<SelectItem> items) =>
        column.Qualifier.IsEmpty && (aliases.Has(column.Name.Text) || items.Exists(i => i is StarItem));

    /// <summary>A column of FROM must stand in the select list or in GROUP BY as it is, under whatever alias.</summary>
    private static bool MayBeRead(ColumnName column, List<SelectItem> items, Expr[] groupBy, Scope scope)
    {
        if (ColumnResolver.TableOf(column, scope) is not { } table)
            return false;
        return groupBy.Length == 0 || items.Exists(i => i is ExprItem item && Is(item.Expr)) || Array.Exists(groupBy, Is);

        bool Is(Expr expr) => expr is ColumnName { Binding: ColumnBinding binding } other && other.Name.Equals(column.Name) && binding.Direct == table.Set;
    }
}

/// <summary>A subquery in a comparison gives as many columns as the other side has. Vitess: check_invalid.go checkSubqueryColumns.</summary>
internal static class SubqueryWidth
{
    /// <summary>The width that was expected; null where it is met, and where a star hides it.</summary>
    public static int? Differs(ComparisonExpr comparison) => Differs(comparison.Left, comparison.Right) ?? Differs(comparison.Right, comparison.Left);

    private static int? Differs(Expr side, Expr other)
    {
        if (side is not SubqueryExpr { Select: Select or Union } subquery || Binder.FirstSelect(subquery.Select).Items is var items && items.Any(i => i is StarItem))
            return null;
        int expected = other is TupleExpr tuple ? tuple.Items.Count : 1;
        return items.Count == expected ? null : expected;
    }
}

/// <summary>LIMIT takes numbers.</summary>
internal static class LimitRules
{
    /// <summary>Vitess reads any expression there; MySQL takes no subquery, and we do not follow one.</summary>
    public static void Check(Limit? limit)
    {
        if (limit is not null && (HasSubquery(limit.RowCount) || HasSubquery(limit.Offset)))
            throw new NotModelledException("a subquery in LIMIT");
    }

    private static bool HasSubquery(Expr? expr) => expr is not (null or Literal or Argument) && Tree.Contains<SubqueryExpr>(expr);
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
