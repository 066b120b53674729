using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>Hash join: both sides run once. Vitess: operators/hash_join.go.</summary>
internal sealed class HashJoinOp(Op left, Op right, JoinType type) : JoinOp(left, right, type)
{
    public List<(Expr Left, Expr Right)> Comparisons { get; init; } = [];

    public List<Expr> Output { get; init; } = [];

    public override Op Clone() => new HashJoinOp(Left.Clone(), Right.Clone(), Type) { Comparisons = [.. Comparisons], Output = [.. Output] };

    public override void AddJoinPredicate(PlanContext context, Predicate predicate)
    {
        if (predicate.Expr is not ComparisonExpr { Op: ComparisonOp.Equal or ComparisonOp.NullSafeEqual } equal)
            throw CannotUse(predicate.Expr);
        TableSet left = Left.Tables, right = Right.Tables;
        if (Exprs.Deps(equal.Left).IsSolvedBy(left) && Exprs.Deps(equal.Right).IsSolvedBy(right))
            Comparisons.Add((equal.Left, equal.Right));
        else if (Exprs.Deps(equal.Right).IsSolvedBy(left) && Exprs.Deps(equal.Left).IsSolvedBy(right))
            Comparisons.Add((equal.Right, equal.Left));
        else
            throw CannotUse(equal);
    }

    private static RefusedException CannotUse(Expr expr) => RefusedException.Unsupported($"can't use [{Sql.SqlPrinter.Print(expr)}] with hash joins");

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => Output.FindIndex(c => c.Equals(expr));

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        if (reuse && FindColumn(context, column.Expr, false) is >= 0 and int found)
            return found;
        Output.Add(column.Expr);
        return Output.Count - 1;
    }

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [.. Output.Select(Wrap)];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];

    public override Op PlanOffsets(PlanContext context)
    {
        foreach ((Expr l, Expr r) in Comparisons)
        {
            Left.AddColumn(context, true, false, Wrap(l));
            Right.AddColumn(context, true, false, Wrap(r));
        }
        TableSet left = Left.Tables, right = Right.Tables;
        foreach (Expr column in Output)
        {
            TableSet deps = Exprs.Deps(column);
            if (deps.IsSolvedBy(left))
                Left.AddColumn(context, true, false, Wrap(column));
            else if (deps.IsSolvedBy(right))
                Right.AddColumn(context, true, false, Wrap(column));
            else
                FetchParts(context, column, left);
        }
        return this;
    }

    private void FetchParts(PlanContext context, Expr expr, TableSet left) => Tree.Walk(expr, node =>
    {
        if (node is not Expr part || !Exprs.MustFetch(part))
            return true;
        (Exprs.Deps(part).IsSolvedBy(left) ? Left : Right).AddColumn(context, true, false, Wrap(part));
        return false;
    });
}
