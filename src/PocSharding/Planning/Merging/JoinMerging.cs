using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Vitess;

namespace PocSharding.Planning.Merging;

/// <summary>When the two sides of a join become one Route. Vitess: join_merging.go (planner-facts §7.2); the first row that applies decides.</summary>
internal static class JoinMerging
{
    /// <summary>The merged Route; null with the reason when they stay apart.</summary>
    public static RouteOp? TryMerge(PlanContext context, Op left, Op right, IReadOnlyList<Predicate> predicates, JoinType type, out NotMerged? why)
    {
        why = null;
        if (left is not RouteOp l || right is not RouteOp r)
        {
            why = new NotMerged("one side is not a single Route");
            return null;
        }
        (l, r, bool same) = RouteMerger.InOneKeyspace(context, l, r);
        TableRouting? routing = Decide(context, l, r, same, predicates, type, out why);
        return routing is null ? null : Merge(context, l, r, routing, predicates, type);
    }

    /// <summary>The same decision for a join planned before, whose predicates are columns of it already. Vitess: tryMergeApplyJoin.</summary>
    public static RouteOp? TryMergePlanned(PlanContext context, RouteOp left, RouteOp right, IReadOnlyList<Predicate> predicates, JoinType type)
    {
        (left, right, bool same) = RouteMerger.InOneKeyspace(context, left, right);
        return Decide(context, left, right, same, predicates, type, out _) is { } routing ? Merge(context, left, right, routing, [], type) : null;
    }

    private static TableRouting? Decide(PlanContext context, RouteOp left, RouteOp right, bool same, IReadOnlyList<Predicate> predicates, JoinType type, out NotMerged? why)
    {
        TableRouting a = left.Routing, b = right.Routing;
        why = null;
        if (a is DualRouting)
            return DualLeft(context, right, predicates, type, out why);
        if (b is DualRouting)
            return a;
        if (same && a is AnyShardRouting first && b is AnyShardRouting second)
            return BothAnyShard(context, first, second, predicates, type);
        if (same && a is AnyShardRouting)
            return b;
        if (same && b is AnyShardRouting)
            return a;
        if (same && a is NoneRouting)
            return a;
        if (same && b is NoneRouting)
            return b;
        if (a is InfoSchemaRouting schemaA && b is InfoSchemaRouting schemaB)
        {
            InfoSchemaRouting? merged = InfoSchemaRouting.Merge(schemaA, schemaB);
            why = merged is null ? new NotMerged("they may name different schemas") : null;
            return merged;
        }
        if (a is ShardedRouting shardedA && b is ShardedRouting shardedB)
        {
            if (RouteMerger.CanMerge(context, left, right, predicates.Select(p => p.Expr), out string reason))
                return ShardedRouting.Merge(shardedA, shardedB);
            why = new NotMerged(reason);
            return null;
        }
        why = new NotMerged(same ? "their kinds of routing do not go together" : "they are in different keyspaces");
        return null;
    }

    /// <summary>A row of <c>dual</c> on the preserved side must come once: only from a single shard.</summary>
    private static TableRouting? DualLeft(PlanContext context, RouteOp right, IReadOnlyList<Predicate> predicates, JoinType type, out NotMerged? why)
    {
        TableRouting routing = right.Routing.Clone();
        TableSet tables = right.Tables;
        foreach (Predicate predicate in predicates)
            if (Exprs.DirectDeps(predicate.Expr).IsSolvedBy(tables))
                routing = routing.With(context, predicate);
        why = type == JoinType.Left && !routing.IsSingleShard ? new NotMerged("the row of dual would come from every shard") : null;
        return why is null ? routing : null;
    }

    private static AnyShardRouting BothAnyShard(PlanContext context, AnyShardRouting a, AnyShardRouting b, IReadOnlyList<Predicate> predicates, JoinType type)
    {
        var alternates = new Dictionary<Keyspace, RouteOp>();
        foreach ((Keyspace keyspace, RouteOp left) in a.Alternates)
            if (b.Alternates.TryGetValue(keyspace, out RouteOp? right)
                && TryMerge(context, (RouteOp)left.Clone(), (RouteOp)right.Clone(), predicates, type, out _) is { } merged)
                alternates[keyspace] = merged;
        return new AnyShardRouting(a.Keyspace) { Alternates = alternates };
    }

    private static RouteOp Merge(PlanContext context, RouteOp left, RouteOp right, TableRouting routing, IReadOnlyList<Predicate> predicates, JoinType type)
    {
        var join = new ApplyJoinOp(left.Source, right.Source, type);
        foreach (Predicate predicate in predicates)
            join.AddJoinPredicate(context, predicate);
        foreach (JoinColumn column in join.Predicates)
            column.Pushed!.Expr = column.Original;
        return new RouteOp(join, routing) { Lock = left.Lock ?? right.Lock, MergedTables = right.MergedTables, Merged = right.Merged };
    }
}
