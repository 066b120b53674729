using PocSharding.Planning.Merging;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;

namespace PocSharding.Planning.Phases;

/// <summary>Order and kind of joins. Vitess: operators/route_planning.go (planner-facts §7.1, §7.4).</summary>
internal static class JoinPlanning
{
    /// <summary>One Route for each table, then joins: the first pair that merges, else the cheapest.</summary>
    public static Op Solve(PlanContext context, QueryGraphOp graph)
    {
        Op result = graph.Members is [var only] ? Single(context, graph, only) : Joined(context, graph);
        return graph.Joins.Count > 0 && graph.Unsolved() is { Count: > 0 } unsolved ? new FilterOp(result, [.. unsolved]) : result;
    }

    private static Op Single(PlanContext context, QueryGraphOp graph, QueryTable table)
    {
        Op route = RouteFactory.Create(context, table);
        for (int i = graph.Free.Count; i-- > 0;)
            route = route.AddPredicate(context, graph.Free[i]);
        return route;
    }

    private static Op Joined(PlanContext context, QueryGraphOp graph)
    {
        List<Op> plans = graph.Members.ConvertAll(t => Single(context, graph, t));
        return LeftToRight(context) ? InOrder(context, graph, plans) : new JoinSearch(context, graph).Solve(plans);
    }

    private static bool LeftToRight(PlanContext context) =>
        context.Statement.Comments.Count > 0 && context.Statement.Comments.Any(c => c.Contains("PLANNER=left2right", StringComparison.OrdinalIgnoreCase));

    private static Op InOrder(PlanContext context, QueryGraphOp graph, List<Op> plans)
    {
        Op joined = plans[0];
        foreach (Op plan in plans.Skip(1))
            joined = MergeOrJoin(context, joined, plan, graph.Between(joined.Tables, plan.Tables), JoinType.Inner);
        return joined;
    }

    /// <summary>One Route of both, or a join. In a trial the right side may still be wanted as it was: the join changes a copy.</summary>
    public static Op MergeOrJoin(PlanContext context, Op left, Op right, IReadOnlyList<Predicate> predicates, JoinType type, bool isTrial = false)
    {
        if (JoinMerging.TryMerge(context, left, right, predicates, type, out NotMerged? why) is { } merged)
            return merged;
        if (predicates.Count > 0 && MustNotRepeat(context, right))
        {
            if (type != JoinType.Inner || MustNotRepeat(context, left))
                return Hash(context, left, right, predicates, type);
            (left, right) = (right, left);
        }
        var join = new ApplyJoinOp(left, isTrial ? right.Clone() : right, type) { NotMerged = why };
        foreach (Predicate predicate in predicates)
            join.AddJoinPredicate(context, predicate);
        return join;
    }

    private static HashJoinOp Hash(PlanContext context, Op left, Op right, IReadOnlyList<Predicate> predicates, JoinType type)
    {
        var join = new HashJoinOp(left, right, type == JoinType.Left ? JoinType.Left : JoinType.Inner);
        foreach (Predicate predicate in predicates.DistinctBy(p => p.Expr))
            join.AddJoinPredicate(context, predicate);
        context.HashJoin = true;
        return join;
    }

    /// <summary>A derived table that vtgate itself computes cannot run once for each row. Vitess: requiresSwitchingSides.</summary>
    private static bool MustNotRepeat(PlanContext context, Op op) =>
        op.All<HorizonOp>().Exists(horizon => !Mergeability.IsMergeable(context, horizon.Query, horizon));
}
