using PocSharding.Planning.Merging;
using PocSharding.Planning.Operators;
using PocSharding.Sql.Ast;

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
        List<Op> legs = [.. union.Legs];
        List<NodeList<SelectItem>> items = [.. union.Items];
        if (union.Distinct)
            UnionMerging.InAnyOrder(context, legs, items);
        else
            UnionMerging.InOrder(context, legs, items);
        if (legs.Count == union.Legs.Count)
            return null;
        if (legs.Count > 1)
            return new UnionOp(legs, items, union.Distinct);
        var route = (RouteOp)legs[0];
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
        var legs = new List<Op>();
        var items = new List<NodeList<SelectItem>>();
        bool changed = false;
        for (int i = 0; i < union.Legs.Count; i++)
        {
            if (union.Legs[i] is UnionOp inner && (union.Distinct || !inner.Distinct))
            {
                legs.AddRange(inner.Legs);
                items.AddRange(inner.Items);
                changed = true;
            }
            else
            {
                legs.Add(union.Legs[i]);
                items.Add(union.Items[i]);
            }
        }
        if (changed)
            union.Become(legs, items);
        return changed;
    }
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
