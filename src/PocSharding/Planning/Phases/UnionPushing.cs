using PocSharding.Planning.Merging;
using PocSharding.Planning.Operators;

namespace PocSharding.Planning.Phases;

/// <summary>Vitess: query_planning.go tryPushUnion, union.go.</summary>
internal static class UnionPushing
{
    public static Op? TryPush(PlanContext context, UnionOp union)
    {
        if (union.Distinct)
            StripDistinct(union);
        if (Flatten(union))
            return union;
        int before = union.Legs.Count;
        if (union.Distinct)
            UnionMerging.InAnyOrder(context, union.Legs, union.Items);
        else
            UnionMerging.InOrder(context, union.Legs, union.Items);
        if (union.Legs.Count == before)
            return null;
        if (union.Legs is not [RouteOp route])
            return union;
        return route.IsSingleShard || !union.Distinct ? route : new DistinctOp(route, required: true);
    }

    /// <summary>The legs of a UNION DISTINCT need no DISTINCT of their own, and merge without. Vitess: union_merging.go compactUnion.</summary>
    private static void StripDistinct(UnionOp union)
    {
        for (int i = 0; i < union.Legs.Count; i++)
            if (union.Legs[i] is DistinctOp { Required: true } distinct)
                union.Legs[i] = distinct.Source;
    }

    /// <summary>A nested UNION joins the outer one where the outer's DISTINCT absorbs it, or both are ALL.</summary>
    private static bool Flatten(UnionOp union)
    {
        if (!union.Legs.Exists(l => Absorbs(union, l)))
            return false;
        UnionOp flat = union.Legs[0] is UnionOp first && Absorbs(union, first) ? first : new UnionOp([union.Legs[0]], [union.Items[0]], union.Distinct);
        for (int i = 1; i < union.Legs.Count; i++)
            flat.Append(union.Legs[i], union.Items[i], Absorbs(union, union.Legs[i]));
        union.Become(flat);
        return true;
    }

    private static bool Absorbs(UnionOp union, Op leg) => leg is UnionOp inner && (union.Distinct || !inner.Distinct);
}

/// <summary>What is left of a UNION DISTINCT is a DISTINCT over a UNION ALL. Vitess: offset_planning.go pullDistinctFromUNION.</summary>
internal static class PullDistinctFromUnion
{
    public static Op Run(PlanContext context, Op root) => Op.TopDown(context, root, static (_, op) =>
    {
        if (op is not UnionOp { Distinct: true } union)
            return null;
        union.Distinct = false;
        return new DistinctOp(union, required: true);
    });
}
