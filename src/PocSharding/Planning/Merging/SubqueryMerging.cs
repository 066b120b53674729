using PocSharding.Planning.LeafSql;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Merging;

/// <summary>When a subquery's Route becomes part of the outer one. Vitess: subquery_planning.go mergeSubqueryInputs (planner-facts §8.2).</summary>
internal static class SubqueryMerging
{
    /// <summary>The outer Route with the subquery in it; null when they stay apart. The inner Route is the left side of the rules.</summary>
    public static RouteOp? TryMerge(PlanContext context, SubQueryOp subquery, RouteOp outer, Op inner, Expr original, bool intoRight = false)
    {
        if (inner is not RouteOp innerRoute)
            return null;
        (RouteOp i, RouteOp o, bool same) = RouteMerger.InOneKeyspace(context, innerRoute, outer);
        TableRouting? routing = Decide(context, subquery, i, o, same, out string why);
        subquery.NotMerged = routing is null ? new NotMerged(why) : null;
        if (routing is null)
            return null;
        bool rewritten = subquery.IsTopLevel && routing is not ShardedRouting;
        if (rewritten)
            original = subquery.Rewrite(AsSent(context, subquery, i), original);
        bool isLost = intoRight && !subquery.IsTopLevel;
        Op source = isLost ? o.Source : subquery.IsArgument ? outer.Source : FilterOp.Over(outer.Source, new Predicate(original));
        return new RouteOp(source, subquery.IsTopLevel ? routing : o.Routing)
        {
            Lock = o.Lock,
            ResultColumns = o.ResultColumns,
            MergedTables = [.. PrimitiveBuilder.TablesOf(o), .. PrimitiveBuilder.TablesOf(i)],
            Merged = o.Tables.Union(i.Tables),
        };
    }

    /// <summary>
    /// A subquery that is not sharded is written as its Route stands by now, in the other keyspace perhaps; values that it reads from outside are columns
    /// again. Vitess: rewriteASTExpression.
    /// </summary>
    private static SelectStatement AsSent(PlanContext context, SubQueryOp subquery, RouteOp inner)
    {
        TableSet own = subquery.Inner.Tables;
        return Tree.Map(SqlBuilder.Query(context, inner), node => node is Argument argument && context.ExpressionOf(argument.Name) is { } outside && !Exprs.Deps(outside).IsSolvedBy(own) ? outside : null);
    }

    private static TableRouting? Decide(PlanContext context, SubQueryOp subquery, RouteOp inner, RouteOp outer, bool same, out string why)
    {
        TableRouting i = inner.Routing, o = outer.Routing;
        why = same ? "their kinds of routing do not go together" : "they are in different keyspaces";
        if (i is DualRouting || (i is AnyShardRouting && same))
            return o;
        if (i is NoneRouting && same)
            return i;
        if (i.IsSingleShard && (o is DualRouting || (o is AnyShardRouting && same)))
            return i;
        if (o is NoneRouting && same)
            return o;
        if (i is InfoSchemaRouting schemaI && o is InfoSchemaRouting schemaO)
            return InfoSchemaRouting.Merge(schemaI, schemaO);
        if (i is ShardedRouting si && o is ShardedRouting so && RouteMerger.CanMerge(context, inner, outer, subquery.MergePredicates, out why))
            return Combine(context, subquery, si, so);
        return null;
    }

    /// <summary>Both sides' predicates route, less those of the inner that read values of the outer by argument.</summary>
    private static TableRouting Combine(PlanContext context, SubQueryOp subquery, ShardedRouting inner, ShardedRouting outer)
    {
        ShardedRouting combined = ShardedRouting.Merge(inner, outer);
        if (subquery.IsTopLevel)
        {
            TableSet inside = subquery.Inner.Tables;
            HashSet<string> variables = [.. subquery.Variables.SelectMany(v => v.Left).Select(v => v.Name)];
            combined.Seen = [.. inner.Seen.Concat(outer.Seen).Where(p => !Exprs.Deps(p.Expr).Overlaps(inside) || !Reads(p.Expr, variables))];
        }
        else
        {
            combined.Seen = [.. outer.Seen];
        }
        return combined.Reset(context);
    }

    private static bool Reads(Expr expr, HashSet<string> variables) => Exprs.Contains(expr, n => n is Argument argument && variables.Contains(argument.Name));
}
