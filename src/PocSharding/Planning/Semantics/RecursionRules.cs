using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>What the term of a recursive common table expression may not hold. Vitess: semantics/check_invalid.go.</summary>
internal static class RecursionRules
{
    public static void Check(RecursiveCte cte)
    {
        if (cte.Term is not Select term)
            return;
        if (term.GroupBy.Count > 0 || term.Items.Any(i => Exprs.ContainsAggregate(i) || Exprs.ContainsWindow(i)) || term.Distinct)
            throw new RefusedException("VT09027", $"Recursive Common Table Expression '{cte.Name}' can contain neither aggregation nor window functions in recursive query block");
    }
}
