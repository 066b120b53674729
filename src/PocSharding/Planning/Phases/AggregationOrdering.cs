using PocSharding.Planning.Operators;

namespace PocSharding.Planning.Phases;

/// <summary>vtgate aggregates rows that come in the order of the groups. Vitess: phases.go addOrderingForAllAggregations.</summary>
internal static class AggregationOrdering
{
    public static Op Add(PlanContext context, Op root) => Op.BottomUp(context, root, static (context, op) =>
    {
        if (op is AggregatorOp aggregator && NeedsOrdering(context, aggregator))
            aggregator.Source = new OrderingOp(aggregator.Source, Required(aggregator));
        return null;
    });

    private static List<OrderBy> Required(AggregatorOp aggregator)
    {
        List<OrderBy> order = aggregator.Groupings.ConvertAll(g => g.AsOrder());
        if (aggregator.DistinctArgument is { } argument)
            order.Add(new OrderBy(argument));
        return order;
    }

    private static bool NeedsOrdering(PlanContext context, AggregatorOp aggregator)
    {
        List<OrderBy> required = Required(aggregator);
        if (required.Count == 0)
            return false;
        IReadOnlyList<OrderBy> given = aggregator.Source.Ordering(context);
        for (int i = 0; i < required.Count; i++)
            if (i >= given.Count || !given[i].Simplified.Equals(required[i].Simplified))
                return true;
        return false;
    }
}
