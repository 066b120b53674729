using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Expressions that WHERE makes equal, closed under transitivity. Vitess: semantics/transitive_closures.go (planner-facts §4).</summary>
internal sealed class Equalities
{
    private Dictionary<Expr, List<Expr>>? classes;

    public void Add(Expr predicate)
    {
        if (predicate is not ComparisonExpr { Op: ComparisonOp.Equal, Modifier: ComparisonModifier.None } equal || (equal.Left is not ColumnName && equal.Right is not ColumnName))
            return;
        List<Expr> left = ClassOf(equal.Left), right = ClassOf(equal.Right);
        if (ReferenceEquals(left, right))
            return;
        left.AddRange(right);
        foreach (Expr member in right)
            classes![member] = left;
    }

    /// <summary>The expression itself, then all that equal it.</summary>
    public IEnumerable<Expr> Of(Expr expr)
    {
        yield return expr;
        if (classes is null || !classes.TryGetValue(expr, out List<Expr>? members))
            yield break;
        foreach (Expr member in members)
            if (!member.Equals(expr))
                yield return member;
    }

    private List<Expr> ClassOf(Expr expr)
    {
        classes ??= [];
        if (!classes.TryGetValue(expr, out List<Expr>? members))
            classes[expr] = members = [expr];
        return members;
    }
}
