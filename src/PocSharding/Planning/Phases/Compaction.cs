using PocSharding.Planning.Operators;

namespace PocSharding.Planning.Phases;

/// <summary>Takes out what turned out to do nothing. Vitess: operators/compact.go.</summary>
internal static class Compaction
{
    public static Op Run(PlanContext context, Op root) => Op.BottomUp(context, root, static (context, op) => op switch
    {
        FilterOp { Predicates.Count: 0 } filter => filter.Source,
        ProjectionOp { Items: not null, Derived: null } projection when PassesThrough(context, projection) => projection.Source,
        _ => null,
    });

    private static bool PassesThrough(PlanContext context, ProjectionOp projection)
    {
        if (projection.Source is not (RouteOp or ApplyJoinOp or AggregatorOp))
            return false;
        IReadOnlyList<Sql.Ast.ExprItem> below = projection.Source.Columns(context);
        if (projection.Source is ApplyJoinOp && projection.Known.Exists(i => !i.Original.Alias.IsEmpty))
            return false;
        for (int i = 0; i < projection.Known.Count; i++)
            if (!projection.Known[i].IsOffset || i >= below.Count || !below[i].Expr.Equals(projection.Known[i].Eval))
                return false;
        return below.Count == projection.Known.Count || projection.Source.TryTruncate(projection.Known.Count);
    }
}
