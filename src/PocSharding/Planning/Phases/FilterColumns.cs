using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>What a filter reads must be among the columns below it. Vitess: offset_planning.go addColumnsToInput.</summary>
internal static class FilterColumns
{
    public static Op AddToInput(PlanContext context, Op root) => Op.TopDown(context, root, static (context, op) =>
    {
        if (op is FilterOp filter && filter.Source is AggregatorOp or ProjectionOp { Items: not null })
            foreach (Predicate predicate in filter.Predicates)
                Add(context, predicate.Expr, filter.Source);
        return null;
    });

    private static void Add(PlanContext context, Expr predicate, Op input) => Tree.Walk(predicate, node =>
    {
        if (node is not Expr part)
            return true;
        if (input.FindColumn(context, part, false) >= 0)
            return false;
        if (!Exprs.MustFetch(part))
            return true;
        if (input is AggregatorOp aggregator)
            aggregator.AddWithoutPushing(Op.Wrap(part), part is ColumnName);
        else
            ((ProjectionOp)input).AddWithoutPushing(Op.Wrap(part));
        return false;
    });
}
