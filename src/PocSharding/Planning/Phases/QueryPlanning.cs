using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>
/// Runs the phases over an operator tree: each does its one thing, then all rules run until nothing moves. Vitess: query_planning.go, phases.go.
/// </summary>
internal static class QueryPlanning
{
    public static Op Plan(PlanContext context, Op root, IReadOnlyList<SelectItem>? asked)
    {
        Signature signature = context.Analysis.Signature;
        foreach ((Phase phase, Func<Signature, bool> runs, Func<PlanContext, Op, Op> act) in Phases)
        {
            if (!runs(signature))
                continue;
            context.Phase = phase;
            root = act(context, root);
            root = Op.FixedPoint(context, root, Rule);
        }
        AddGroupingOnRightOfJoins(root);
        root = Op.TopDown(context, root, static (context, op) => op.PlanOffsets(context));
        root = Compaction.Run(context, root);
        return asked is null ? root : ReturnColumns.Ensure(context, asked, root);
    }

    private static readonly (Phase Phase, Func<Signature, bool> Runs, Func<PlanContext, Op, Op> Act)[] Phases =
    [
        (Phase.PhysicalTransform, _ => true, static (_, op) => op),
        (Phase.InitialPlanning, _ => true, static (_, op) => op),
        (Phase.PullDistinctFromUnion, s => s.Union, PullDistinctFromUnion.Run),
        (Phase.DelegateAggregation, s => s.Aggregation || s.Distinct, FilterColumns.AddToInput),
        (Phase.RecursiveCteHorizons, s => s.RecursiveCte, RecurseOp.AddTermLists),
        (Phase.OrderAggregations, s => s.Aggregation || s.Distinct, AggregationOrdering.Add),
        (Phase.CleanOutDistinct, s => s.Distinct || s.Union, PerformanceDistinct.Remove),
        (Phase.DmlWithInput, s => s.Dml, Dml.DmlWithInputPlanning.Run),
        (Phase.SettleSubqueries, s => s.Subqueries, SubquerySettling.Settle),
    ];

    /// <summary>The rules, by the operator that they move; null: nothing to do.</summary>
    private static Op? Rule(PlanContext context, Op op) => op switch
    {
        QueryGraphOp graph => JoinPlanning.Solve(context, graph),
        LogicalJoinOp join => JoinPlanning.MergeOrJoin(context, join.Left, join.Right, join.Predicates, join.Type),
        ApplyJoinOp join => JoinRetry.TryMerge(context, join),
        HorizonOp horizon => HorizonPushing.PushOrExpand(context, horizon),
        ProjectionOp projection => ProjectionPushing.TryPush(context, projection),
        FilterOp filter => FilterPushing.TryPush(context, filter),
        AggregatorOp aggregator => AggregationPushing.TryPush(context, aggregator),
        OrderingOp ordering => OrderingPushing.TryPush(context, ordering),
        LimitOp limit => LimitPushing.TryPush(context, limit),
        DistinctOp distinct => DistinctPushing.TryPush(distinct),
        UnionOp union => UnionPushing.TryPush(context, union),
        SubQueryContainerOp container => SubqueryPushing.PushOrMerge(context, container),
        RecurseOp recurse => recurse.TryMerge(context),
        DmlOp dml => dml.TryPush(),
        _ => null,
    };

    /// <summary>An aggregation on the right of a join runs once for each left row: without groups it must give no row for no input.</summary>
    private static void AddGroupingOnRightOfJoins(Op op)
    {
        if (op is RouteOp)
            return;
        if (op is ApplyJoinOp join)
            foreach (AggregatorOp aggregator in join.Right.All<AggregatorOp>())
                if (aggregator.Groupings.Count == 0)
                    aggregator.Groupings.Add(new Grouping(new Literal(LiteralKind.Integer, ".0"u8.ToArray())));
        foreach (Op input in op.Inputs)
            AddGroupingOnRightOfJoins(input);
    }
}
