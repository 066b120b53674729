using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>What is below runs in MySQL, as one query to the shards that <see cref="Routing"/> finds.</summary>
internal sealed class RouteOp(Op source, TableRouting routing) : OneInputOp(source)
{
    public TableRouting Routing { get; set; } = routing;

    public LockClause? Lock { get; set; }

    /// <summary>Columns kept of the shard's rows, 0 for all.</summary>
    public int ResultColumns { get; set; }

    /// <summary>The order in which rows of several shards are merged.</summary>
    public IReadOnlyList<OrderBy> MergeOrder { get; private set; } = [];

    /// <summary>Tables of subqueries that became part of the query.</summary>
    public IReadOnlyList<Vitess.VTable> MergedTables { get; init; } = [];

    /// <summary>The instances of those.</summary>
    public TableSet Merged { get; init; }

    public override TableSet Introduces => Merged;

    public bool IsSingleShard => Routing.IsSingleShard;

    public override Op Clone() => new RouteOp(Source.Clone(), Routing.Clone())
    {
        Lock = Lock,
        ResultColumns = ResultColumns,
        MergeOrder = MergeOrder,
        MergedTables = MergedTables,
        Merged = Merged,
    };

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        Routing = Routing.With(context, predicate);
        Source = Source.AddPredicate(context, predicate);
        return this;
    }

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => Source.FindColumn(context, expr, true);

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        if (reuse && FindColumn(context, column.Expr, true) is >= 0 and int found)
            return found;
        if (Source is DmlOp change)
            return change.AddColumn(context, reuse, groupBy, column);
        if (AddToInput(context, Source, reuse, groupBy, column, out Op source) is >= 0 and int offset)
        {
            Source = source;
            return offset;
        }
        ProjectionOp projection = ProjectionOp.Over(Source, Exposed(context, Source));
        Source = projection;
        offset = reuse ? projection.FindColumn(context, column.Expr, false) : -1;
        return offset >= 0 ? offset : projection.AddWithoutPushing(column);
    }

    /// <summary>The columns of what is below, under the names that a derived table gives them.</summary>
    private static IEnumerable<ExprItem> Exposed(PlanContext context, Op source)
    {
        IReadOnlyList<ExprItem> columns = source.Columns(context);
        return DerivedBelow(source) is { } derived ? columns.Select(c => Wrap(derived.Column(c))) : columns;
    }

    private static DerivedAs? DerivedBelow(Op op) => op switch
    {
        ProjectionOp projection => projection.Derived,
        AggregatorOp aggregator => aggregator.Derived,
        HorizonOp horizon => horizon.Derived,
        DistinctOp or LimitOp or OrderingOp => DerivedBelow(((OneInputOp)op).Source),
        _ => null,
    };

    /// <summary>Looks for a projection or aggregation that can take the column.</summary>
    private static int? AddToInput(PlanContext context, Op op, bool reuse, bool groupBy, ExprItem column, out Op result)
    {
        result = op;
        switch (op)
        {
            case DistinctOp or LimitOp or OrderingOp or SubQueryOp:
                int index = 0;
                int? below = AddToInput(context, op.Inputs[index], reuse, groupBy, column, out Op source);
                op.SetInput(index, source);
                return below;
            case ProjectionOp { Derived: null } projection:
                int offset = reuse ? projection.FindColumn(context, column.Expr, false) : -1;
                return offset >= 0 ? offset : projection.AddWithoutPushing(column);
            case AggregatorOp { Derived: null } aggregator:
                offset = reuse ? aggregator.FindColumn(context, column.Expr, false) : -1;
                return offset >= 0 ? offset : aggregator.AddWithoutPushing(column, groupBy);
            case UnionOp union:
                ProjectionOp wrapped = ProjectionOp.WrapInDerived(context, union);
                result = wrapped;
                offset = wrapped.FindColumn(context, column.Expr, false);
                return offset >= 0 ? offset : wrapped.AddWithoutPushing(column);
            default:
                return null;
        }
    }

    public override int AddWeightString(PlanContext context, int offset, bool underRoute)
    {
        if (FindColumn(context, WeightOf(context, offset).Expr, true) is >= 0 and int found)
            return found;
        if (AddWeightTo(context, Source, offset) is { } added)
            return added;
        Source = ProjectionOp.WrapInDerived(context, Source);
        return Source.AddWeightString(context, offset, true);
    }

    /// <summary>Looks for a select list that can take the weight; null where there is none.</summary>
    private static int? AddWeightTo(PlanContext context, Op op, int offset)
    {
        switch (op)
        {
            case SubQueryOp subquery:
                return AddWeightTo(context, subquery.Outer, offset);
            case DistinctOp or FilterOp:
                return AddWeightTo(context, ((OneInputOp)op).Source, offset);
            case ProjectionOp { Derived: null } or AggregatorOp { Derived: null }:
                return op.AddWeightString(context, offset, true);
            case UnionOp { Distinct: true } union:
                return union.AddWeightToLegs(context, offset);
            default:
                return null;
        }
    }

    /// <summary>Vitess: operators/route.go isSpecialOrderBy.</summary>
    private static bool IsNoOrder(Expr expr) => expr is NullLiteral || (expr is FunctionExpr function && function.Name.Text.Equals("rand", StringComparison.OrdinalIgnoreCase));

    /// <summary>Rows of several shards are merged in order: the order's columns must be there.</summary>
    public override Op PlanOffsets(PlanContext context)
    {
        if (IsSingleShard || Source.Ordering(context) is not { Count: > 0 } ordering)
            return this;
        List<OrderBy> merged = [.. MergeOrder];
        foreach (OrderBy order in ordering)
        {
            if (IsNoOrder(order.Simplified))
                continue;
            AddColumn(context, true, false, Wrap(order.Simplified));
            if (context.NeedsWeightString(order.Simplified))
                AddColumn(context, true, false, Wrap(PlanContext.WeightString(order.Simplified)));
            merged.Add(order);
        }
        MergeOrder = merged;
        return this;
    }

    public override bool TryTruncate(int columns)
    {
        ResultColumns = columns;
        return true;
    }

    public TableOp? TableOf(TableInstance instance) => All<TableOp>().Find(t => t.Instance.Id == instance.Id);
}
