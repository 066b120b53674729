using System.Globalization;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Vitess: query_planning.go tryPushLimit (planner-facts §11.6).</summary>
internal static class LimitPushing
{
    /// <summary>The sum of row count and offset, which only the run knows.</summary>
    public const string UpperLimit = "__upper_limit";

    public static Op? TryPush(PlanContext context, LimitOp limit)
    {
        switch (limit.Source)
        {
            case RouteOp route:
                return IntoRoute(context, limit, route);
            case AggregatorOp:
                return null;
            case ApplyJoinOp join:
                return IntoJoin(limit, join);
            case LimitOp below when Merge(limit.Limit, below.Limit) is { } merged:
                limit.Limit = merged;
                limit.Source = below.Source;
                return limit;
            default:
                return SetUpperLimit(limit);
        }
    }

    private static Op? IntoRoute(PlanContext context, LimitOp limit, RouteOp route)
    {
        if (route.IsSingleShard || route.Routing.Opcode == Opcode.ByDestination)
            return HorizonPushing.Swap(limit, route);
        if (context.IsDml)
            return SetUpperLimit(limit);
        if (limit.Pushed)
            return null;
        route.Source = Below(route.Source, limit);
        limit.Pushed = true;
        return limit;
    }

    private static Op? IntoJoin(LimitOp limit, ApplyJoinOp join)
    {
        if (limit.Pushed)
            return null;
        join.Right = Below(join.Right, limit);
        if (!join.IsInner)
            join.Left = Below(join.Left, limit);
        if (!limit.IsTop)
            return join;
        limit.Pushed = true;
        return limit;
    }

    private static LimitOp Below(Op source, LimitOp limit) => new(source, new Limit(null, RowsNeeded(limit.Limit)), isTop: false);

    private static Expr RowsNeeded(Limit limit)
    {
        if (limit.Offset is null)
            return limit.RowCount;
        return Number(limit.RowCount) is { } count && Number(limit.Offset) is { } offset ? Literal.Integer(count + offset) : new Argument(UpperLimit);
    }

    private static long? Number(Expr expr) => expr is Literal literal && long.TryParse(literal.Text, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Every Route that is reached without a join, a subquery or a grouping gets the limit.</summary>
    private static Op? SetUpperLimit(LimitOp limit)
    {
        if (limit.Pushed)
            return null;
        limit.Pushed = true;
        return Descend(limit.Source) ? limit : null;
    }

    private static bool Descend(Op op)
    {
        switch (op)
        {
            case LogicalJoinOp or ApplyJoinOp or SubQueryContainerOp or SubQueryOp:
            case AggregatorOp { Groupings.Count: > 0 }:
                return false;
            case RouteOp route:
                route.Source = new LimitOp(route.Source, new Limit(null, new Argument(UpperLimit)), isTop: false);
                return true;
            default:
                bool any = false;
                foreach (Op input in op.Inputs)
                    any |= Descend(input);
                return any;
        }
    }

    /// <summary>Two limits as one: offsets add up, the smaller rest counts; only literals can be added.</summary>
    private static Limit? Merge(Limit outer, Limit inner)
    {
        if (Count(outer.RowCount, inner.RowCount, inner.Offset) is not { } count)
            return null;
        if (outer.Offset is null || inner.Offset is null)
            return new Limit(outer.Offset ?? inner.Offset, count);
        return Number(outer.Offset) is { } a && Number(inner.Offset) is { } b ? new Limit(Literal.Integer(a + b), count) : null;
    }

    private static Expr? Count(Expr outer, Expr inner, Expr? offset)
    {
        if (Number(outer) == 1)
            return outer;
        if (Number(inner) == 1)
            return inner;
        if (Number(outer) is not { } a || Number(inner) is not { } b || (offset is not null && Number(offset) is null))
            return null;
        return Literal.Integer(Math.Max(0, Math.Min(b, a - (offset is null ? 0 : Number(offset)!.Value))));
    }
}
