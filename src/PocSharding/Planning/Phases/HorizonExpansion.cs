using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Takes a query apart: projection or aggregation, HAVING, window, DISTINCT, ORDER BY, LIMIT. Vitess: horizon_expanding.go.</summary>
internal static class HorizonExpansion
{
    public static Op Expand(PlanContext context, HorizonOp horizon) => horizon.Query switch
    {
        Select select => ExpandSelect(context, horizon, select),
        Union union => ExpandUnion(context, horizon, union),
        _ => throw new System.Diagnostics.UnreachableException("VALUES is refused when names are bound"),
    };

    private static Op ExpandUnion(PlanContext context, HorizonOp horizon, Union union)
    {
        Op op = horizon.Source;
        QueryProjection projection = horizon.Projection(context);
        if (projection.Order.Count > 0)
            op = new OrderingOp(op, [.. projection.Order]);
        if (union.Limit is not null)
            op = new LimitOp(op, union.Limit, isTop: false);
        if (horizon.Derived is not null)
            op = DerivedUnion(context, op, horizon);
        return op;
    }

    private static ProjectionOp DerivedUnion(PlanContext context, Op op, HorizonOp horizon)
    {
        ProjectionOp projection = ProjectionOp.Over(op, horizon.Columns(context));
        projection.Derived = horizon.Derived;
        return projection;
    }

    private static Op ExpandSelect(PlanContext context, HorizonOp horizon, Select select)
    {
        QueryProjection projection = horizon.Projection(context);
        if (horizon.Derived is not null)
            AddOrderColumns(projection, select);
        Op op = projection.NeedsAggregation ? WithAggregation(context, projection, horizon) : WithoutAggregation(context, projection, horizon);
        if (select.Having is not null)
            op = OpBuilder.Where(context, op, select.Having);
        if (projection.HasWindow)
            op = new WindowOp(op, select);
        if (projection.NeedsDistinct)
            op = new DistinctOp(op, required: true);
        if (projection.Order.Count > 0)
            op = WithOrder(context, op, projection);
        if (select.Limit is not null)
            op = new LimitOp(op, select.Limit, isTop: true);
        return op;
    }

    /// <summary>What a derived table is ordered by must be among its columns.</summary>
    private static void AddOrderColumns(QueryProjection projection, Select select)
    {
        foreach (OrderItem order in select.OrderBy)
            if (projection.Items.TrueForAll(i => i is ExprItem) && !projection.Items.Exists(i => ((ExprItem)i).Expr.Equals(order.Expr)))
                projection.Items.Add(Op.Wrap(order.Expr));
    }

    private static Op WithoutAggregation(PlanContext context, QueryProjection query, HorizonOp horizon)
    {
        if (query.Items.Exists(i => i is not ExprItem))
        {
            if (query.Items.Exists(i => Exprs.ContainsSubquery(i)))
                throw RefusedException.NeedsColumns();
            return new ProjectionOp(horizon.Source) { Items = null, Stars = [.. query.Items], Derived = horizon.Derived };
        }
        var subqueries = new SubqueryExtraction(context);
        TableSet outer = horizon.Source.Tables;
        var projection = new ProjectionOp(horizon.Source) { Derived = horizon.Derived };
        foreach (ExprItem item in query.Items.Cast<ExprItem>())
            projection.Known.Add(Column(subqueries, item, outer));
        projection.Source = subqueries.Around(horizon.Source);
        return projection;
    }

    private static ProjectedColumn Column(SubqueryExtraction subqueries, ExprItem item, TableSet outer) =>
        subqueries.PullOut(item.Expr, outer) is { } pulled
            ? new ProjectedColumn(item, pulled.Expr) { Subqueries = pulled.Subqueries }
            : new ProjectedColumn(item, item.Expr);

    private static Op WithAggregation(PlanContext context, QueryProjection query, HorizonOp horizon)
    {
        (List<Aggregation> aggregations, bool complex) = query.Aggregations();
        var subqueries = new SubqueryExtraction(context);
        TableSet outer = horizon.Source.Tables;
        var aggregator = new AggregatorOp(horizon.Source, query)
        {
            IsOriginal = true,
            Groupings = [.. query.GroupBy.Select(g => new Grouping(g))],
            Aggregations = [.. aggregations.Select(a => PullSubqueries(subqueries, a, outer))],
            Rollup = query.Rollup,
            Derived = horizon.Derived,
        };
        aggregator.Source = subqueries.Around(horizon.Source);
        if (complex)
            return ComplexProjection(aggregator, query);
        AddColumns(aggregator, query);
        return aggregator;
    }

    private static Aggregation PullSubqueries(SubqueryExtraction subqueries, Aggregation aggregation, TableSet outer)
    {
        if (subqueries.PullOut(aggregation.Original.Expr, outer) is not { } pulled)
            return aggregation;
        ExprItem item = aggregation.Original with { Expr = pulled.Expr };
        return aggregation with { Original = item, Function = pulled.Expr as AggregateExpr, Subqueries = pulled.Subqueries };
    }

    private static void AddColumns(AggregatorOp aggregator, QueryProjection query)
    {
        for (int index = 0; index < query.Items.Count; index++)
        {
            var item = (ExprItem)query.Items[index];
            bool grouped = false;
            for (int g = 0; g < aggregator.Groupings.Count; g++)
            {
                if (!aggregator.Groupings[g].Expr.Equals(item.Expr))
                    continue;
                grouped = true;
                if (aggregator.Groupings[g].Offset < 0)
                    aggregator.Groupings[g] = aggregator.Groupings[g] with { Offset = index };
            }
            if (!grouped)
                item = Assign(aggregator, item, index);
            aggregator.Output.Add(item);
        }
    }

    private static ExprItem Assign(AggregatorOp aggregator, ExprItem item, int index)
    {
        int found = aggregator.Aggregations.FindIndex(a => a.Offset < 0 && (a.Original.Expr.Equals(item.Expr) || a.Subqueries.Count > 0));
        if (found < 0)
            throw new NotModelledException("an aggregate that is not in the select list");
        aggregator.Aggregations[found] = aggregator.Aggregations[found] with { Offset = index };
        return aggregator.Aggregations[found].Original;
    }

    private static ProjectionOp ComplexProjection(AggregatorOp aggregator, QueryProjection query)
    {
        ProjectionOp projection = ProjectionOp.Over(aggregator, query.Items.Cast<ExprItem>());
        projection.Derived = aggregator.Derived;
        aggregator.Derived = null;
        for (int i = 0; i < aggregator.Groupings.Count; i++)
        {
            aggregator.Groupings[i] = aggregator.Groupings[i] with { Offset = aggregator.Output.Count };
            aggregator.Output.Add(Op.Wrap(aggregator.Groupings[i].Expr));
        }
        for (int i = 0; i < aggregator.Aggregations.Count; i++)
        {
            aggregator.Aggregations[i] = aggregator.Aggregations[i] with { Offset = aggregator.Output.Count };
            aggregator.Output.Add(aggregator.Aggregations[i].Original);
        }
        return projection;
    }

    /// <summary>Subqueries that an alias in ORDER BY stands for were taken out of the select list before.</summary>
    private static (HashSet<Node> Subqueries, TableSet Outer)? Selected(Op op, QueryProjection query)
    {
        if (op is not ProjectionOp { Source: SubQueryContainerOp container })
            return null;
        var found = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        foreach (SelectItem item in query.Items)
            Tree.Walk(item, node => node is SubqueryExpr ? found.Add(node) : true);
        return (found, container.Outer.Tables);
    }

    private static Op WithOrder(PlanContext context, Op op, QueryProjection query)
    {
        var order = new List<OrderBy>();
        var subqueries = new SubqueryExtraction(context) { Selected = Selected(op, query) };
        foreach (OrderBy by in query.Order)
        {
            if (!Exprs.ContainsSubquery(by.Simplified) || subqueries.PullOut(by.Simplified, op.Tables) is not { } pulled)
            {
                order.Add(by);
                continue;
            }
            if (op is not ProjectionOp { Items: not null } projection)
            {
                context.NotSingleRoute = new Refused("VT12001", "unsupported: subquery with aggregation in order by");
                return new OrderingOp(op, [.. query.Order]);
            }
            projection.Known.Add(new ProjectedColumn(Op.Wrap(pulled.Expr), pulled.Expr) { Subqueries = pulled.Subqueries });
            order.Add(new OrderBy(pulled.Expr, by.Descending));
        }
        if (op is ProjectionOp target)
            target.Source = subqueries.Around(target.Source);
        return new OrderingOp(op, order);
    }
}
