using PocSharding.Planning.Operators;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Vitess: query_planning.go tryPushDistinct (planner-facts §11.4).</summary>
internal static class DistinctPushing
{
    public static Op? TryPush(DistinctOp distinct)
    {
        if (distinct.Required && distinct.PushedPerformance)
            return null;
        switch (distinct.Source)
        {
            case RouteOp route:
                return IntoRoute(distinct, route);
            case DistinctOp below:
                below.Required = false;
                below.PushedPerformance = false;
                return below;
            case UnionOp union:
                for (int i = 0; i < union.Legs.Count; i++)
                    union.Legs[i] = new DistinctOp(union.Legs[i], required: false);
                distinct.PushedPerformance = true;
                return distinct;
            case JoinOp join:
                join.Left = new DistinctOp(join.Left, required: false);
                join.Right = new DistinctOp(join.Right, required: false);
                distinct.PushedPerformance = true;
                return distinct.Required ? distinct : join;
            case OrderingOp ordering:
                distinct.Source = ordering.Source;
                return distinct;
            case WindowOp window:
                window.Source = new DistinctOp(window.Source, required: false);
                distinct.PushedPerformance = true;
                return distinct.Required ? distinct : window;
            default:
                return null;
        }
    }

    private static Op? IntoRoute(DistinctOp distinct, RouteOp route)
    {
        bool already = IsDistinct(route.Source);
        if (already && route.IsSingleShard)
            return route;
        if (route.IsSingleShard || !distinct.Required)
            return HorizonPushing.Swap(distinct, route);
        if (already)
            return null;
        route.Source = new DistinctOp(route.Source, required: false);
        distinct.PushedPerformance = true;
        return distinct;
    }

    private static bool IsDistinct(Op op) => op switch
    {
        DistinctOp => true,
        UnionOp union => union.Distinct,
        HorizonOp { Query: Select { Distinct: true } or Union { Distinct: true } } => true,
        LimitOp limit => IsDistinct(limit.Source),
        _ => false,
    };
}

/// <summary>A DISTINCT that was only to save rows and reached no Route goes. Vitess: removePerformanceDistinctAboveRoute.</summary>
internal static class PerformanceDistinct
{
    public static Op Remove(PlanContext context, Op root) => Op.BottomUp(context, root, static (_, op) => op is DistinctOp { Required: false } distinct ? distinct.Source : null);
}
