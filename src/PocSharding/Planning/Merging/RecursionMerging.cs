using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;

namespace PocSharding.Planning.Merging;

/// <summary>When seed and term of a recursive common table expression become one Route. Vitess: cte_merging.go (planner-facts §9.4).</summary>
internal static class RecursionMerging
{
    /// <summary>The routing of both; null when they stay apart. Two scatters never merge, even when the recursion is by the sharding key.</summary>
    public static TableRouting? Decide(TableRouting seed, TableRouting term, bool same)
    {
        if (seed is DualRouting)
            return term;
        if (term is DualRouting)
            return seed;
        if (!same)
            return null;
        if (seed is AnyShardRouting)
            return term;
        if (term is AnyShardRouting)
            return seed;
        bool alike = seed is ShardedRouting { Opcode: Opcode.EqualUnique, Selected: { } a } && term is ShardedRouting { Opcode: Opcode.EqualUnique, Selected: { } b }
            && ReferenceEquals(a.Vindex, b.Vindex) && ValueEquality.AllEqual(a.Values, b.Values);
        return alike ? seed : null;
    }
}
