using PocSharding.Planning.Merging;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Subqueries merge into the outer Route, or go to the side of a join that they need. Vitess: subquery_planning.go pushOrMerge.</summary>
internal static class SubqueryPushing
{
    public static Op? PushOrMerge(PlanContext context, SubQueryContainerOp container)
    {
        if (context.Phase < Phase.InitialPlanning)
            return null;
        var remaining = new List<SubQueryOp>();
        bool changed = false;
        foreach (SubQueryOp inner in container.Inner)
        {
            if (Try(context, container.Outer, inner) is { } outer)
            {
                container.Outer = outer;
                changed = true;
            }
            else
            {
                remaining.Add(inner);
            }
        }
        container.Inner = remaining;
        if (remaining.Count == 0)
            return container.Outer;
        return changed ? container : null;
    }

    private static Op? Try(PlanContext context, Op outer, SubQueryOp inner) => outer switch
    {
        RouteOp route => IntoRoute(context, inner, route),
        ApplyJoinOp join => IntoJoin(context, inner, join),
        _ => null,
    };

    private static RouteOp? IntoRoute(PlanContext context, SubQueryOp subquery, RouteOp outer)
    {
        switch (subquery.Inner)
        {
            case RouteOp when !(outer.Source is DmlOp dml && dml.BlocksMerging(subquery)):
                RouteOp? merged = SubqueryMerging.TryMerge(context, subquery, outer, subquery.Inner, subquery.Original);
                if (merged is not null)
                    context.Merged.Add(subquery);
                return merged;
            case SubQueryContainerOp container:
                return Recursively(context, subquery, outer, container);
            default:
                return null;
        }
    }

    /// <summary>A subquery with subqueries of its own merges only with all of them.</summary>
    private static RouteOp? Recursively(PlanContext context, SubQueryOp subquery, RouteOp outer, SubQueryContainerOp container)
    {
        RouteOp? merged = SubqueryMerging.TryMerge(context, subquery, outer, container.Outer, subquery.Original);
        if (merged is null)
            return null;
        Op source = outer.Source;
        merged.Source = source;
        foreach (SubQueryOp nested in container.Inner)
        {
            if (IntoRoute(context, nested, merged) is not { } next)
                return null;
            merged = next;
        }
        merged.Source = FilterOp.Over(source, new Predicate(subquery.Original));
        context.Merged.Add(subquery);
        return merged;
    }

    private static Op? IntoJoin(PlanContext context, SubQueryOp subquery, ApplyJoinOp join)
    {
        TableSet needed = subquery.MergePredicates.Aggregate(TableSet.Empty, (set, p) => set.Union(Exprs.Deps(p))).Without(subquery.Inner.Tables);
        if (MergeWithRight(context, subquery, join))
            return join;
        if (subquery.Inner is ProjectionOp)
            return null;
        if (needed.IsSolvedBy(join.Left.Tables))
        {
            join.Left = Add(join.Left, subquery);
            return join;
        }
        if (!join.IsInner || subquery.Correlated.Count == 0)
            return null;
        if (!needed.IsSolvedBy(join.Right.Tables) && !needed.IsSolvedBy(join.Tables))
            return null;
        if (!needed.IsSolvedBy(join.Right.Tables))
        {
            subquery.Correlated = subquery.Correlated.ConvertAll(p => ReadLeft(context, p, join));
            subquery.Original = ReadLeft(context, subquery.Rewrite(ReadLeft(context, subquery.Syntax.Select, join), subquery.Original), join);
        }
        join.Right = Add(join.Right, subquery);
        return join;
    }

    private static bool MergeWithRight(PlanContext context, SubQueryOp subquery, ApplyJoinOp join)
    {
        if (!join.IsInner || join.Right is not RouteOp right || subquery.Inner is not RouteOp)
            return false;
        Expr original = ReadLeft(context, subquery.Original, join);
        if (SubqueryMerging.TryMerge(context, subquery, right, subquery.Inner, original, intoRight: true) is not { } merged)
            return false;
        join.Right = merged;
        context.Merged.Add(subquery);
        return true;
    }

    /// <summary>Columns of the left side become arguments of the join; those of tables that stand in the text itself are its own.</summary>
    private static T ReadLeft<T>(PlanContext context, T text, ApplyJoinOp join) where T : Node
    {
        TableSet left = join.Left.Tables.Without(Exprs.TablesOf(text));
        return Tree.Map(text, node => node is ColumnName column && Exprs.Deps(column) is { IsEmpty: false } deps && deps.IsSolvedBy(left)
            ? new Argument(join.VariableFor(context, column)) { TypeName = Types.Of(context, column)?.Name }
            : null);
    }

    private static SubQueryContainerOp Add(Op op, SubQueryOp subquery)
    {
        if (op is not SubQueryContainerOp container)
            return new SubQueryContainerOp(op, [subquery]);
        container.Inner.Add(subquery);
        return container;
    }
}
