using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Merging;

/// <summary>When legs of a UNION become one Route. Vitess: union_merging.go (planner-facts §9.3).</summary>
internal static class UnionMerging
{
    /// <summary>UNION ALL: only neighbours merge, pair by pair; then again from the start.</summary>
    public static void InOrder(PlanContext context, List<Op> legs, List<NodeList<SelectItem>> items)
    {
        bool merged;
        do
        {
            merged = false;
            for (int i = 0; i + 1 < legs.Count; i++)
                merged |= TryMerge(context, legs, items, i, i + 1, distinct: false);
        }
        while (merged);
    }

    /// <summary>UNION DISTINCT: a leg takes in every later one that merges with it, then the next leg; it ends at the first that merges with none.</summary>
    public static void InAnyOrder(PlanContext context, List<Op> legs, List<NodeList<SelectItem>> items)
    {
        for (int at = 0; at < legs.Count; at++)
        {
            int before = legs.Count;
            for (int other = at + 1; other < legs.Count;)
                if (!TryMerge(context, legs, items, at, other, distinct: true))
                    other++;
            if (legs.Count == before)
                return;
        }
    }

    private static bool TryMerge(PlanContext context, List<Op> legs, List<NodeList<SelectItem>> items, int at, int other, bool distinct)
    {
        if (legs[at] is not RouteOp l || legs[other] is not RouteOp r)
            return false;
        (l, r, bool same) = RouteMerger.InOneKeyspace(context, l, r);
        if (Decide(l.Routing, r.Routing, same) is not { } routing)
            return false;
        legs[at] = new RouteOp(Joined(l, r, items[at], items[other], distinct), routing) { Lock = l.Lock, MergedTables = r.MergedTables, Merged = r.Merged };
        legs.RemoveAt(other);
        items.RemoveAt(other);
        return true;
    }

    /// <summary>One union of all legs, so that what is sent is flat; the left one goes on if it is one.</summary>
    private static UnionOp Joined(RouteOp left, RouteOp right, NodeList<SelectItem> leftItems, NodeList<SelectItem> rightItems, bool distinct)
    {
        var union = new UnionOp([], [], distinct);
        if (left.Source is UnionOp begun && (distinct || !begun.Distinct))
            union.Become(begun);
        else
            union.Append(left.Source, leftItems, unnest: false);
        union.Append(right.Source, rightItems, unnest: right.Source is UnionOp other && (distinct || !other.Distinct));
        return union;
    }

    private static TableRouting? Decide(TableRouting a, TableRouting b, bool same)
    {
        if (a is DualRouting || (a is AnyShardRouting && same))
            return b;
        if (b is DualRouting || (b is AnyShardRouting && same))
            return a;
        if (a is NoneRouting)
            return b;
        if (b is NoneRouting)
            return a;
        return a is ShardedRouting l && b is ShardedRouting r && same ? Sharded(l, r) : null;
    }

    private static ShardedRouting? Sharded(ShardedRouting a, ShardedRouting b)
    {
        if (a.Opcode == Opcode.Scatter)
            return a;
        if (b.Opcode == Opcode.Scatter)
            return b;
        bool alike = a.Opcode == b.Opcode && a.Opcode is Opcode.EqualUnique or Opcode.Equal or Opcode.IN;
        return alike && a.Selected is { } x && b.Selected is { } y && ReferenceEquals(x.Vindex, y.Vindex) && ValueEquality.AllEqual(x.Values, y.Values) ? a : null;
    }
}
