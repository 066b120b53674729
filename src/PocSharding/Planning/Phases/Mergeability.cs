using PocSharding.Planning.Merging;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Whether a derived query gives the same rows when each shard computes its part. Vitess: subquery_planning.go isMergeable (planner-facts §9.1).</summary>
internal static class Mergeability
{
    public static bool IsMergeable(PlanContext context, SelectStatement query, Op op)
    {
        if (query.Limit is not null)
            return false;
        return query switch
        {
            Union union => IsMergeable(context, union.Left, op) && IsMergeable(context, union.Right, op),
            Select select => IsMergeable(context, select, op),
            _ => false,
        };
    }

    private static bool IsMergeable(PlanContext context, Select select, Op op)
    {
        if (select.Items.Any(i => Exprs.ContainsWindow(i)) || select.OrderBy.Any(o => Exprs.ContainsWindow(o)))
            return false;
        if (select.GroupBy.Count > 0)
            return select.GroupBy.Any(g => RouteMerger.VindexOf(context, op, g) is { Unique: true });
        return !select.Items.Any(i => Exprs.ContainsAggregate(i)) && !Exprs.ContainsAggregate(select.Having);
    }
}
