using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>The clauses of a query go to MySQL whole, or are taken apart. Vitess: pushOrExpandHorizon (planner-facts §10).</summary>
internal static class HorizonPushing
{
    public static Op? PushOrExpand(PlanContext context, HorizonOp horizon)
    {
        if (horizon.Derived is not null && PushDerived(context, horizon) is { } pushed)
            return pushed;
        if (context.Phase < Phase.InitialPlanning)
            return null;
        if (context.Analysis.Signature.Subqueries)
            return HorizonExpansion.Expand(context, horizon);
        if (horizon.Source is RouteOp route && (route.IsSingleShard || CanPush(context, horizon)))
            return Swap(horizon, route);
        return HorizonExpansion.Expand(context, horizon);
    }

    private static bool CanPush(PlanContext context, HorizonOp horizon)
    {
        QueryProjection projection = horizon.Projection(context);
        return projection.Order.Count == 0 && !projection.NeedsAggregation && !projection.HasWindow && horizon.Query.Limit is null
            && !(horizon.Query is Select { Having: not null }) && !(horizon.Query is Select { Distinct: true }) && !(horizon.Query is Union { Distinct: true });
    }

    private static Op? PushDerived(PlanContext context, HorizonOp horizon)
    {
        if (horizon.Source is not RouteOp route)
            return null;
        return route.Routing.Opcode == Opcode.EqualUnique || route.IsSingleShard || Mergeability.IsMergeable(context, horizon.Query, horizon) ? Swap(horizon, route) : null;
    }

    /// <summary>The operator goes below the Route.</summary>
    public static RouteOp Swap(OneInputOp op, RouteOp route)
    {
        op.Source = route.Source;
        route.Source = op;
        return route;
    }
}
