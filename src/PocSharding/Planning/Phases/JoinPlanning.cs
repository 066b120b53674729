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
        var plans = new List<Op>();
        foreach (QueryTable table in graph.Tables_)
        {
            Op route = RouteFactory.Create(context, table);
            for (int i = graph.Free.Count; i-- > 0;)
                route = route.AddPredicate(context, new Predicate(graph.Free[i].Expr));
            plans.Add(route);
        }
        Op result = LeftToRight(context) ? InOrder(context, graph, plans) : Greedy(context, graph, plans);
        List<Predicate> unsolved = graph.Unsolved();
        return unsolved.Count == 0 ? result : new FilterOp(result, unsolved);
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

    private static Op Greedy(PlanContext context, QueryGraphOp graph, List<Op> plans)
    {
        var cache = new Dictionary<(Op, Op), Op>();
        bool crossJoins = false;
        while (plans.Count > 1)
        {
            if (Best(context, graph, plans, cache, crossJoins) is not { } best)
            {
                crossJoins = true;
                continue;
            }
            plans.RemoveAt(Math.Max(best.Left, best.Right));
            plans.RemoveAt(Math.Min(best.Left, best.Right));
            plans.Add(best.Plan);
        }
        return plans[0];
    }

    private static (Op Plan, int Left, int Right)? Best(PlanContext context, QueryGraphOp graph, List<Op> plans, Dictionary<(Op, Op), Op> cache, bool crossJoins)
    {
        (Op Plan, int Left, int Right)? best = null;
        int bestCost = 0;
        for (int i = 0; i < plans.Count; i++)
            for (int j = 0; j < plans.Count; j++)
            {
                if (i == j)
                    continue;
                List<Predicate> predicates = graph.Between(plans[i].Tables, plans[j].Tables);
                if (predicates.Count == 0 && !crossJoins)
                    continue;
                if (!cache.TryGetValue((plans[i], plans[j]), out Op? plan))
                    cache[(plans[i], plans[j])] = plan = MergeOrJoin(context, plans[i], plans[j], predicates, JoinType.Inner);
                if (plan is RouteOp)
                    return (plan, i, j);
                int cost = Cost(plan);
                if (best is not null && cost >= bestCost)
                    continue;
                best = (plan, i, j);
                bestCost = cost;
            }
        return best;
    }

    private static int Cost(Op op)
    {
        if (op is RouteOp route)
            return route.Routing.Cost;
        int cost = 0;
        foreach (Op input in op.Inputs)
            cost += Cost(input);
        return cost;
    }

    public static Op MergeOrJoin(PlanContext context, Op left, Op right, IReadOnlyList<Predicate> predicates, JoinType type)
    {
        if (JoinMerging.TryMerge(context, left, right, predicates, type, out NotMerged? why) is { } merged)
            return merged;
        if (predicates.Count > 0 && MustNotRepeat(context, right))
        {
            if (type != JoinType.Inner || MustNotRepeat(context, left))
                return Hash(context, left, right, predicates, type);
            (left, right) = (right, left);
        }
        var join = new ApplyJoinOp(left.Clone(), right.Clone(), type) { NotMerged = why };
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
