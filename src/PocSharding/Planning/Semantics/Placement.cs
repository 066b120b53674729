using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Where NEXT, INTO and SQL_CALC_FOUND_ROWS may stand. Vitess: semantics/check_invalid.go.</summary>
internal static class Placement
{
    /// <summary>SQL_CALC_FOUND_ROWS stands in the outermost SELECT only, NEXT and INTO in no subquery and no derived table.</summary>
    public static void CheckTop(SelectStatement query) => Tree.Walk(query, node =>
    {
        if (node is Union { Left: var left, Right: var right } && (left is Select { CalcFoundRows: true } || right is Select { CalcFoundRows: true }))
            throw RefusedException.Unsupported("SQL_CALC_FOUND_ROWS not supported with union");
        SelectStatement? inner = node switch
        {
            SubqueryExpr subquery => subquery.Select,
            DerivedTable derived => derived.Select,
            CommonTableExpr cte => cte.Select,
            _ => null,
        };
        if (inner is Select select)
            CheckInner(select);
        return true;
    });

    private static void CheckInner(Select select)
    {
        if (select.CalcFoundRows)
            throw Misplaced("SQL_CALC_FOUND_ROWS");
        if (select.Items is [NextItem])
            throw Misplaced("NEXT");
        if (select.Into is not null)
            throw Misplaced("INTO");
    }

    private static RefusedException Misplaced(string word) => new("", $"Incorrect usage/placement of '{word}'");
}
