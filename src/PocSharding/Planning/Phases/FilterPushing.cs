using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Vitess: query_planning.go tryPushFilter.</summary>
internal static class FilterPushing
{
    public static Op? TryPush(PlanContext context, FilterOp filter)
    {
        switch (filter.Source)
        {
            case ProjectionOp projection when filter.Predicates.TrueForAll(p => !NeedsComputed(p.Expr, projection)):
                return Swap(filter, projection);
            case RouteOp { Source: UnionOp }:
                throw new NotModelledException("a filter over a merged UNION: Vitess's planner stops there");
            case RouteOp route:
                foreach (Predicate predicate in filter.Predicates)
                    if (!IsNullSupplied(route.Source, Exprs.Deps(predicate.Expr)))
                        route.Routing = route.Routing.WithFilter(context, predicate);
                if (route.Source is not DmlOp change)
                    return HorizonPushing.Swap(filter, route);
                Swap(filter, change);
                return route;
            case SubQueryOp subquery:
                return BelowSubqueries(filter, subquery);
            case FilterOp below:
                filter.Predicates.AddRange(below.Predicates);
                filter.Source = below.Source;
                return filter;
            case var source when filter.Predicates.Count == 0:
                return source;
            default:
                return null;
        }
    }

    /// <summary>Subqueries that run one after another are passed in one step, as far down as the tables are that the filter needs.</summary>
    private static SubQueryOp? BelowSubqueries(FilterOp filter, SubQueryOp top)
    {
        TableSet needed = filter.Predicates.Aggregate(TableSet.Empty, (set, p) => set.Union(Exprs.Deps(p.Expr)));
        if (top.LastOver(needed) is not { } last)
            return null;
        filter.Source = last.Outer;
        last.Outer = filter;
        return top;
    }

    private static Op Swap(FilterOp filter, OneInputOp source)
    {
        filter.Source = source.Source;
        source.Source = filter;
        return source;
    }

    private static bool NeedsComputed(Expr predicate, ProjectionOp projection) => Exprs.Contains(predicate, n => n is Expr part && Exprs.MustFetch(part) && projection.Computes(part));

    /// <summary>Whether the tables may be all NULL: predicates on them route nothing.</summary>
    private static bool IsNullSupplied(Op op, TableSet tables) =>
        op.All<ApplyJoinOp>().Exists(join => !join.IsInner && join.Right.Tables.Overlaps(tables));
}
