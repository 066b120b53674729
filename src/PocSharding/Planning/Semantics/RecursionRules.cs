using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>What a recursive common table expression must be, and what its term may not hold. Vitess: semantics/table_collector.go checkValidRecursiveCTE.</summary>
internal static class RecursionRules
{
    /// <summary>Seed UNION term; the term reads the expression in its own FROM only.</summary>
    public static Union UnionOf(CommonTableExpr cte)
    {
        if (cte.Select is not Union union)
            throw new RefusedException("VT09026", $"Recursive Common Table Expression '{cte.Name}' should contain a UNION");
        Tree.Walk(union.Right, node => node is SubqueryExpr subquery && Mentions(subquery, cte.Name) ? throw OnlyOnce(cte.Name) : node is not SubqueryExpr);
        return union;
    }

    public static RefusedException OnlyOnce(string name) =>
        new("VT09029", $"In recursive query block of Recursive Common Table Expression {name}, the recursive table must be referenced only once, and not in any subquery");

    public static void Check(RecursiveCte cte)
    {
        if (cte.Term is not Select term)
            return;
        if (term.GroupBy.Count > 0 || term.Items.Any(i => Exprs.ContainsAggregate(i) || Exprs.ContainsWindow(i)) || term.Distinct)
            throw new RefusedException("VT09027", $"Recursive Common Table Expression '{cte.Name}' can contain neither aggregation nor window functions in recursive query block");
    }

    public static bool Mentions(Node query, string name) => Tree.Any(query, node => node is TableRef { Name: { Qualifier.Length: 0 } table } && table.Name == name);
}
