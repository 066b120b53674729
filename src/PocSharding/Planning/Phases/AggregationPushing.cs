using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Phases;

/// <summary>Aggregation goes to MySQL, whole where it can, in part elsewhere. Vitess: aggregation_pushing.go (planner-facts §11.1–11.3).</summary>
internal static class AggregationPushing
{
    public static Op? TryPush(PlanContext context, AggregatorOp aggregator)
    {
        if (aggregator.Pushed)
            return null;
        if (aggregator.Source is RouteOp whole && (whole.IsSingleShard || GroupsByUniqueVindex(context, aggregator)))
            return HorizonPushing.Swap(aggregator, whole);
        if (context.Phase < Phase.DelegateAggregation)
            return null;
        if (aggregator.Aggregations.Exists(a => a.Opcode == AggregateOpcode.Avg))
            return SplitAverages(aggregator);
        Op? result = aggregator.Source switch
        {
            RouteOp route => ThroughRoute(context, aggregator, route),
            ApplyJoinOp join => AggregationThroughJoin.Push(context, aggregator, join),
            HashJoinOp join => AggregationThroughJoin.Push(context, aggregator, join),
            FilterOp filter => ThroughFilter(aggregator, filter),
            SubQueryContainerOp container => ThroughSubquery(aggregator, container),
            _ => null,
        };
        if (result is not null)
            aggregator.Pushed = true;
        return result;
    }

    private static bool GroupsByUniqueVindex(PlanContext context, AggregatorOp aggregator)
    {
        foreach (Grouping grouping in aggregator.Groupings)
            if (HasUniqueVindex(context, grouping.Expr))
                return true;
        return false;
    }

    /// <summary>
    /// Whether grouping by the column keeps every group on one shard: scanning the table's vindexes in order, all up to the match are unique and
    /// of one column.
    /// </summary>
    public static bool HasUniqueVindex(PlanContext context, Expr expr)
    {
        if (expr is not ColumnName column || Exprs.Deps(column) is not { IsSingle: true } deps || context.TableOf(deps.First) is not { } table)
            return false;
        foreach (ColumnVindex vindex in table.ColumnVindexes)
        {
            if (vindex.Columns.Count > 1 || !vindex.Unique)
                return false;
            if (vindex.Columns[0].Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static Op ThroughRoute(PlanContext context, AggregatorOp aggregator, RouteOp route)
    {
        AggregatorOp below = aggregator.Below(route.Source);
        below.Aggregations = [];
        Distribute(context, aggregator, below);
        route.Source = below;
        if (!aggregator.IsOriginal)
            return route;
        aggregator.KeptAbove = new KeptAbove(
            "the aggregation",
            aggregator.Groupings.Count == 0 ? "the rows come from several shards" : "no grouping column is the first unique vindex of its table, so a group may be on several shards");
        return aggregator;
    }

    /// <summary>What the shards compute, and what vtgate makes of it.</summary>
    private static void Distribute(PlanContext context, AggregatorOp above, AggregatorOp below)
    {
        DistinctArguments distinct = DistinctArguments.Of(context, above);
        bool grouped = false;
        for (int i = 0; i < above.Aggregations.Count; i++)
        {
            Aggregation aggregation = above.Aggregations[i];
            if (!aggregation.Distinct || distinct.CanPush)
            {
                below.Aggregations.Add(aggregation);
                Combine(above, i);
                above.Aggregations[i] = above.Aggregations[i] with { PushedDown = true };
                continue;
            }
            Expr argument = distinct.Single(aggregation.Function);
            below.Output[aggregation.Offset] = Op.Wrap(argument);
            if (grouped)
                continue;
            below.Groupings.Add(new Grouping(argument, aggregation.Offset));
            grouped = true;
        }
        if (!distinct.CanPush)
            above.DistinctArgument = distinct.Arguments[0];
    }

    /// <summary>Counts of parts are added up.</summary>
    public static void CombineAll(AggregatorOp aggregator)
    {
        for (int i = 0; i < aggregator.Aggregations.Count; i++)
            Combine(aggregator, i);
    }

    private static void Combine(AggregatorOp aggregator, int index)
    {
        Aggregation aggregation = aggregator.Aggregations[index];
        if (aggregation.Opcode is AggregateOpcode.Count or AggregateOpcode.CountStar or AggregateOpcode.CountDistinct or AggregateOpcode.SumDistinct)
            aggregator.Aggregations[index] = aggregation with { Opcode = AggregateOpcode.Sum };
    }

    /// <summary>AVG(x) is SUM(x) / COUNT(x).</summary>
    private static ProjectionOp SplitAverages(AggregatorOp aggregator)
    {
        var projection = new ProjectionOp(aggregator);
        List<ExprItem> counts = [];
        for (int offset = 0; offset < aggregator.Output.Count; offset++)
        {
            ExprItem column = aggregator.Output[offset];
            int index = aggregator.Aggregations.FindIndex(a => a.Offset == offset && a.Opcode == AggregateOpcode.Avg);
            if (index < 0)
            {
                projection.Known.Add(new ProjectedColumn(column, column.Expr));
                continue;
            }
            var average = (AggregateExpr)column.Expr;
            if (average.Distinct)
                throw RefusedException.Unsupported("AVG(distinct <>)");
            AggregateExpr sum = average with { Kind = AggregateKind.Sum }, count = average with { Kind = AggregateKind.Count };
            projection.Known.Add(new ProjectedColumn(column, new BinaryExpr(BinaryOp.Divide, sum, count)));
            aggregator.Output[offset] = Op.Wrap(sum);
            aggregator.Aggregations[index] = aggregator.Aggregations[index] with { Opcode = AggregateOpcode.Sum, Function = sum, Original = Op.Wrap(sum) };
            aggregator.Aggregations.Add(new Aggregation(AggregateOpcode.Count, count, Op.Wrap(count)) { Offset = aggregator.Output.Count + counts.Count });
            counts.Add(Op.Wrap(count));
        }
        aggregator.Output.AddRange(counts);
        return projection;
    }

    private static Op ThroughFilter(AggregatorOp aggregator, FilterOp filter)
    {
        AggregatorOp below = aggregator.Below(filter.Source);
        foreach (ColumnName column in filter.Predicates.SelectMany(p => Columns(p.Expr)).Distinct())
            if (!below.Groupings.Exists(g => g.Expr.Equals(column)))
                below.AddWithoutPushing(Op.Wrap(column), groupBy: true);
        filter.Source = below;
        if (!aggregator.IsOriginal)
            return filter;
        CombineAll(aggregator);
        return aggregator;
    }

    private static List<ColumnName> Columns(Expr expr)
    {
        var columns = new List<ColumnName>();
        Tree.Walk(expr, node =>
        {
            if (node is ColumnName column)
                columns.Add(column);
            return true;
        });
        return columns;
    }

    private static Op ThroughSubquery(AggregatorOp aggregator, SubQueryContainerOp container)
    {
        AggregatorOp below = aggregator.Below(container.Outer);
        TableSet outer = container.Outer.Tables;
        foreach (ColumnName column in container.Inner.SelectMany(s => s.OuterColumns(outer)).Distinct())
            if (!below.Output.Exists(c => c.Expr.Equals(column)))
                below.AddWithoutPushing(Op.Wrap(column), groupBy: true);
        container.Outer = below;
        if (!aggregator.IsOriginal)
            return container;
        CombineAll(aggregator);
        return aggregator;
    }
}

/// <summary>The arguments of DISTINCT aggregates, and whether shards can do them alone.</summary>
internal sealed record DistinctArguments(bool CanPush, IReadOnlyList<Expr> Arguments)
{
    public static DistinctArguments Of(PlanContext context, AggregatorOp aggregator)
    {
        bool canPush = true;
        NodeList<Expr>? arguments = null;
        ExprItem? different = null;
        foreach (Aggregation aggregation in aggregator.Aggregations)
        {
            if (!aggregation.Distinct)
                continue;
            NodeList<Expr> own = aggregation.Function!.Arguments;
            canPush &= own.Any(a => AggregationPushing.HasUniqueVindex(context, a));
            arguments ??= own;
            if (!arguments.Equals(own))
                different = aggregation.Original;
        }
        if (!canPush && different is not null)
            throw RefusedException.Unsupported($"only one DISTINCT aggregation is allowed in a SELECT: {SqlPrinter.Print(different)}");
        return new DistinctArguments(canPush, arguments ?? NodeList<Expr>.Empty);
    }

    public Expr Single(AggregateExpr? function)
    {
        if (Arguments.Count == 1)
            return Arguments[0];
        string which = function is null ? "" : $" '{SqlPrinter.Print(function)}'";
        throw RefusedException.Unsupported($"distinct aggregation function with multiple expressions{which}");
    }
}
