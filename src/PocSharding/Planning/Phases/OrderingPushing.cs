using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Vitess: query_planning.go tryPushOrdering (planner-facts §11.5).</summary>
internal static class OrderingPushing
{
    public static Op? TryPush(PlanContext context, OrderingOp ordering)
    {
        switch (ordering.Source)
        {
            case RouteOp route:
                return HorizonPushing.Swap(ordering, route);
            case FilterOp filter:
                return Swap(ordering, filter);
            case ApplyJoinOp join when IsFrom(ordering, join.Left, join.Tables):
                ordering.Source = join.Left;
                join.Left = ordering;
                return join;
            case OrderingOp below:
                ordering.Source = below.Source;
                return ordering;
            case ProjectionOp { Items: not null } projection when CanPass(ordering, projection):
                return Swap(ordering, projection);
            case AggregatorOp aggregator when aggregator.Query.AlignGroupingAndOrder() || Covers(ordering, aggregator):
                return context.Phase < Phase.DelegateAggregation ? null : UnderAggregation(context, ordering, aggregator);
            case SubQueryContainerOp container when IsFrom(ordering, container.Outer, container.Tables):
                ordering.Source = container.Outer;
                container.Outer = ordering;
                return container;
            default:
                return null;
        }
    }

    private static Op Swap(OrderingOp ordering, OneInputOp source)
    {
        ordering.Source = source.Source;
        source.Source = ordering;
        return source;
    }

    /// <summary><c>count(*)</c> is of all tables.</summary>
    private static bool IsFrom(OrderingOp ordering, Op side, TableSet all)
    {
        TableSet tables = side.Tables;
        return ordering.Order.TrueForAll(o => Exprs.Deps(o.Inner).IsSolvedBy(tables)
            && (all.IsSolvedBy(tables) || !Exprs.Contains(o.Inner, n => n is AggregateExpr { Kind: AggregateKind.CountStar })));
    }

    private static bool CanPass(OrderingOp ordering, ProjectionOp projection) =>
        ordering.Order.TrueForAll(o => Exprs.MustFetch(o.Simplified)) && projection.Known.TrueForAll(i => i.Subqueries.Count == 0 && !i.IsOffset);

    private static bool Covers(OrderingOp ordering, AggregatorOp aggregator) =>
        ordering.Order.TrueForAll(o => aggregator.Groupings.Exists(g => g.Expr.Equals(o.Simplified)));

    /// <summary>A column is looked for by its name alone: the order may stand in terms of a derived table around this one. Vitess: RewriteDerivedTableExpression.</summary>
    private static Expr ByName(Expr order, TableInstance derived) => Tree.Map(order, node =>
        node is ColumnName { Binding: ColumnBinding binding } column ? column with { Binding = binding with { Table = derived } } : null);

    private static Op UnderAggregation(PlanContext context, OrderingOp ordering, AggregatorOp aggregator)
    {
        if (aggregator.Derived is { } derived)
            for (int i = 0; i < ordering.Order.Count; i++)
                ordering.Order[i] = ordering.Order[i].Map(e => context.InsideDerived(ByName(e, derived.Instance), derived.Instance));
        var aligned = new List<Grouping>();
        foreach (OrderBy order in ordering.Order)
            aligned.AddRange(aggregator.Groupings.Where(g => g.Expr.Equals(order.Simplified) && !aligned.Contains(g)));
        foreach (Grouping missing in aggregator.Groupings.Where(g => !aligned.Contains(g)).ToArray())
        {
            aligned.Add(missing);
            ordering.Order.Add(missing.AsOrder());
        }
        aggregator.Groupings = aligned;
        if (aggregator.Source is not OrderingOp extra)
            return Swap(ordering, aggregator);
        ordering.Source = extra.Source;
        aggregator.Source = ordering;
        return aggregator;
    }
}
