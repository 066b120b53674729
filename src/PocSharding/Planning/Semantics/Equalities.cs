using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// Expressions that WHERE makes equal, closed under transitivity; worked out once somebody asks. Vitess: semantics/transitive_closures.go
/// (planner-facts §4).
/// </summary>
internal sealed class Equalities
{
    private List<ComparisonExpr>? waiting;
    private Dictionary<Expr, List<Expr>>? classes;

    public void Add(Expr predicate)
    {
        if (predicate is ComparisonExpr { Op: ComparisonOp.Equal, Modifier: ComparisonModifier.None } equal && (equal.Left is ColumnName || equal.Right is ColumnName))
            (waiting ??= []).Add(equal);
    }

    /// <summary>The expression and all that equal it; empty when nothing is known of it.</summary>
    public IReadOnlyList<Expr> Of(Expr expr)
    {
        waiting?.ForEach(Join);
        waiting = null;
        return classes is not null && classes.TryGetValue(expr, out List<Expr>? members) ? members : [];
    }

    /// <summary>One class of both, the left's members first; the smaller moves, so that a long chain of equalities takes no quadratic time.</summary>
    private void Join(ComparisonExpr equal)
    {
        List<Expr> left = ClassOf(equal.Left), right = ClassOf(equal.Right);
        if (ReferenceEquals(left, right))
            return;
        bool append = left.Count >= right.Count;
        (List<Expr> kept, List<Expr> moved) = append ? (left, right) : (right, left);
        kept.InsertRange(append ? kept.Count : 0, moved);
        foreach (Expr member in moved)
            classes![member] = kept;
    }

    private List<Expr> ClassOf(Expr expr)
    {
        classes ??= [];
        if (!classes.TryGetValue(expr, out List<Expr>? members))
            classes[expr] = members = [expr];
        return members;
    }
}
