using PocSharding.Planning.Merging;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>A nested-loop join whose sides became Routes since is tried again, without its predicates. Vitess: tryMergeApplyJoin.</summary>
internal static class JoinRetry
{
    private static List<Predicate> Originals(ApplyJoinOp join) => join.Predicates.ConvertAll(p => new Predicate(p.Original));

    public static Op? TryMerge(PlanContext context, ApplyJoinOp join)
    {
        if (join.Left is not RouteOp left || join.Right is not RouteOp right)
            return null;
        if (JoinMerging.TryMergePlanned(context, left, right, Originals(join), join.Type) is not { } route)
            return null;
        var merged = (ApplyJoinOp)route.Source;
        merged.Predicates.AddRange(join.Predicates);
        merged.Output = join.Output;
        var argumentForms = new List<(Predicate Predicate, Expr Expr)>();
        foreach (JoinColumn column in join.Predicates)
            if (column.Pushed is { } pushed)
            {
                argumentForms.Add((pushed, pushed.Expr));
                pushed.Expr = column.Original;
            }
        route.Routing = route.Routing.Reset(context);
        if (join.Left is RouteOp { Routing: not DualRouting } || join.IsInner || route.Routing.IsSingleShard)
            return route;
        foreach ((Predicate predicate, Expr expr) in argumentForms)
            predicate.Expr = expr;
        return null;
    }
}
