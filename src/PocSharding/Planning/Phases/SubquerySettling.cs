using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Subqueries that did not merge run before the outer query, or per row, or are refused. Vitess: subquery.go settle (planner-facts §8.3).</summary>
internal static class SubquerySettling
{
    public static Op Settle(PlanContext context, Op root) => Op.BottomUp(context, root, Settled);

    private static Op? Settled(PlanContext context, Op op) => op switch
    {
        SubQueryContainerOp container => Container(context, container),
        RouteOp route when route.All<ProjectionOp>().Exists(p => p.Items is null) => throw RefusedException.NeedsColumns(),
        ProjectionOp { Items: null } => throw RefusedException.NeedsColumns(),
        ProjectionOp projection => Restored(context, projection),
        AggregatorOp aggregator => Restored(context, aggregator),
        OrderingOp ordering => Restored(context, ordering),
        DmlOp dml => dml.RestoreMerged(e => MergedExpr(context, e)),
        _ => null,
    };

    private static Op Container(PlanContext context, SubQueryContainerOp container)
    {
        Op outer = container.Outer;
        foreach (SubQueryOp subquery in container.Inner)
        {
            subquery.Outer = Around(context, subquery, outer);
            outer = subquery;
        }
        return outer;
    }

    private static Op Around(PlanContext context, SubQueryOp subquery, Op outer)
    {
        if (subquery.Inner.All<UnionOp>().Exists(u => u.Items.Exists(list => list.Any(i => i is StarItem))))
            throw RefusedException.NeedsColumns();
        if (!subquery.IsTopLevel && subquery.IsCorrelated)
            throw RefusedException.Unsupported("unmergable subquery can not be inside complex expression");
        if (subquery.IsCorrelated && subquery.Variant != PulloutVariant.PulloutExists)
            throw CorrelatedOnlyExists();
        if (subquery.IsArgument)
            return subquery.MergePredicates.Any() ? throw CorrelatedOnlyExists() : outer;
        if (subquery.Variant is PulloutVariant.PulloutExists or PulloutVariant.PulloutNotExists)
            subquery.Inner = new LimitOp(subquery.Inner, new Limit(null, Literal.Integer(1)), isTop: true);
        if (subquery.Correlated.Count > 0)
            return subquery.Variant == PulloutVariant.PulloutExists ? outer : throw CorrelatedOnlyExists();
        return new FilterOp(outer, [.. Filters(context, subquery).Select(p => new Predicate(p))]);
    }

    private static RefusedException CorrelatedOnlyExists() => RefusedException.Unsupported("correlated subquery is only supported for EXISTS");

    private static IEnumerable<Expr> Filters(PlanContext context, SubQueryOp subquery)
    {
        if (subquery.Variant == PulloutVariant.PulloutValue)
            return [Replaced(subquery)];
        subquery.HasValues = context.Names.ForHasValues();
        Expr hasValues = new Argument(subquery.HasValues);
        switch (subquery.Variant)
        {
            case PulloutVariant.PulloutExists when !subquery.IsTopLevel:
                return [Tree.Map(subquery.Original, node => node is ExistsExpr ? hasValues : null)];
            case PulloutVariant.PulloutExists:
                return [hasValues];
            case PulloutVariant.PulloutNotExists:
                subquery.AsExists();
                return [new NotExpr(hasValues)];
            case PulloutVariant.PulloutIn when subquery.IsTopLevel:
                return [hasValues, Replaced(subquery)];
            case PulloutVariant.PulloutNotIn when subquery.IsTopLevel:
                return [new OrExpr(new NotExpr(hasValues), Replaced(subquery))];
            default:
                return [Guarded(Replaced(subquery), subquery, hasValues)];
        }
    }

    /// <summary>Vitess takes one subquery out of a conjunct and then reads its argument in the place of every subquery there (subquery.go settleFilter).</summary>
    private static Expr Replaced(SubQueryOp subquery) => Tree.Map(subquery.Original, node => node is SubqueryExpr ? subquery.ArgumentExpr : null);

    /// <summary>Inside a larger expression the list is guarded where it stands.</summary>
    private static Expr Guarded(Expr expr, SubQueryOp subquery, Expr hasValues) => Tree.Map(expr, node =>
        node is ComparisonExpr { Right: ListArgument list } comparison && list.Name == subquery.Argument
            ? comparison.Op == ComparisonOp.In ? new AndExpr(hasValues, comparison) : new OrExpr(new NotExpr(hasValues), comparison)
            : null);

    private static ProjectionOp? Restored(PlanContext context, ProjectionOp projection)
    {
        foreach (ProjectedColumn item in projection.Known)
            if (item.Subqueries.Count > 0)
                item.Eval = MergedExpr(context, item.Eval);
        return null;
    }

    private static AggregatorOp? Restored(PlanContext context, AggregatorOp aggregator)
    {
        for (int i = 0; i < aggregator.Aggregations.Count; i++)
        {
            Aggregation aggregation = aggregator.Aggregations[i];
            if (aggregation.Subqueries.Count == 0)
                continue;
            ExprItem item = aggregation.Original with { Expr = MergedExpr(context, aggregation.Original.Expr) };
            aggregator.Aggregations[i] = aggregation with { Original = item, Function = item.Expr as AggregateExpr };
            if (aggregation.Offset >= 0 && aggregation.Offset < aggregator.Output.Count)
                aggregator.Output[aggregation.Offset] = item;
        }
        return null;
    }

    private static OrderingOp? Restored(PlanContext context, OrderingOp ordering)
    {
        for (int i = 0; i < ordering.Order.Count; i++)
            ordering.Order[i] = ordering.Order[i].Map(e => MergedExpr(context, e));
        return null;
    }

    /// <summary>Arguments of subqueries that merged become the subqueries again.</summary>
    public static Expr MergedExpr(PlanContext context, Expr expr)
    {
        if (context.Merged.Count == 0)
            return expr;
        return Tree.Map(expr, node => node switch
        {
            Argument argument when context.Merged.Find(s => s.HasValues == argument.Name) is { } exists => new ExistsExpr(exists.Syntax),
            Argument argument => context.Merged.Find(s => s.Argument == argument.Name)?.Syntax is { } value ? WithNested(context, value) : null,
            ListArgument list => context.Merged.Find(s => s.Argument == list.Name)?.Syntax,
            _ => null,
        });
    }

    /// <summary>In a merged subquery the columns that stood for nested subqueries are subqueries again, or arguments.</summary>
    private static SubqueryExpr WithNested(PlanContext context, SubqueryExpr merged) => merged with
    {
        Select = Tree.Map(merged.Select, node => node is ColumnName { Binding: null } column && ReservedNames.IsOfSubquery(column.Name.Text)
            ? context.Merged.Find(s => s.Argument == column.Name.Text)?.Syntax is { } nested ? WithNested(context, nested) : new Argument(column.Name.Text)
            : null),
    };
}
