using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

internal sealed class OrderingOp(Op source, List<OrderBy> order) : OneInputOp(source)
{
    public List<OrderBy> Order { get; } = order;

    private int resultColumns;

    public override Op Clone() => new OrderingOp(Source.Clone(), [.. Order]);

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => Order;

    public override IReadOnlyList<ExprItem> Columns(PlanContext context)
    {
        IReadOnlyList<ExprItem> columns = Source.Columns(context);
        return resultColumns > 0 && resultColumns < columns.Count ? [.. columns.Take(resultColumns)] : columns;
    }

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context)
    {
        IReadOnlyList<SelectItem> items = Source.SelectItems(context);
        return resultColumns > 0 && resultColumns < items.Count ? [.. items.Take(resultColumns)] : items;
    }

    public override Op PlanOffsets(PlanContext context)
    {
        List<int> offsets = Order.ConvertAll(o => Source.AddColumn(context, true, false, Wrap(o.Simplified)));
        for (int i = 0; i < Order.Count; i++)
            if (UnionOp.NeedsWeightString(context, Source, Order[i].Simplified))
                Source.AddWeightString(context, offsets[i], false);
        return this;
    }

    public override bool TryTruncate(int columns)
    {
        resultColumns = columns;
        return true;
    }
}

internal sealed class LimitOp(Op source, Limit limit, bool isTop) : OneInputOp(source)
{
    public Limit Limit { get; set; } = limit;

    /// <summary>The LIMIT that the user wrote for the whole query.</summary>
    public bool IsTop => isTop;

    /// <summary>A limit was put below already.</summary>
    public bool Pushed { get; set; }

    public override Op Clone() => new LimitOp(Source.Clone(), Limit, isTop) { Pushed = Pushed };

    public override Op AddPredicate(PlanContext context, Predicate predicate) => new FilterOp(this, predicate);

    public override bool TryTruncate(int columns) => Source.TryTruncate(columns);
}

internal sealed class DistinctOp(Op source, bool required) : OneInputOp(source)
{
    /// <summary>False: only there to send fewer rows.</summary>
    public bool Required { get; set; } = required;

    public bool PushedPerformance { get; set; }

    private int resultColumns;

    public override Op Clone() => new DistinctOp(Source.Clone(), Required) { PushedPerformance = PushedPerformance };

    public override Op PlanOffsets(PlanContext context)
    {
        IReadOnlyList<ExprItem> columns = Source.Columns(context);
        for (int i = 0; i < columns.Count; i++)
        {
            if (!UnionOp.NeedsWeightString(context, Source, columns[i].Expr))
                continue;
            resultColumns = columns.Count;
            Source.AddWeightString(context, i, false);
        }
        return this;
    }

    public override IReadOnlyList<ExprItem> Columns(PlanContext context)
    {
        IReadOnlyList<ExprItem> columns = Source.Columns(context);
        return resultColumns > 0 && resultColumns < columns.Count ? [.. columns.Take(resultColumns)] : columns;
    }

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => [.. Columns(context)];

    public override bool TryTruncate(int columns)
    {
        resultColumns = columns;
        return true;
    }
}

/// <summary>
/// The clauses of a query that wait until it is known whether they can go to MySQL as a whole. Vitess: operators/horizon.go.
/// </summary>
internal sealed class HorizonOp(Op source, SelectStatement query) : OneInputOp(source)
{
    private QueryProjection? projection;

    public SelectStatement Query => query;

    public DerivedAs? Derived { get; init; }

    public override TableSet Introduces => Derived?.Instance.Set ?? TableSet.Empty;

    public QueryProjection Projection(PlanContext context) => projection ??= QueryProjection.Of(context, query);

    public override Op Clone() => new HorizonOp(Source.Clone(), query) { Derived = Derived, projection = projection };

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        if (Derived?.Instance.Recursive is not null)
            return new FilterOp(this, predicate);
        if (Source is UnionOp)
        {
            Source = Source.AddPredicate(context, predicate);
            return this;
        }
        if (context.SingleTable(predicate.Expr) is not { } table)
            return new FilterOp(this, predicate);
        Predicate inside = table.Kind == TableKind.Derived ? predicate.Seen(e => context.InsideDerived(e, table)) : predicate;
        if (Exprs.ContainsAggregate(inside.Expr))
        {
            if (predicate.FromJoin)
                predicate.SentAs = inside;
            return new FilterOp(this, predicate);
        }
        Source = Source.AddPredicate(context, inside);
        return this;
    }

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute)
    {
        if (underRoute && Derived is not null)
            return -1;
        Expr inside = Derived is null ? expr : context.InsideDerived(expr, Derived.Instance);
        NodeList<SelectItem> items = Binder.FirstSelect(query).Items;
        for (int i = 0; i < items.Count; i++)
            if ((items[i] as ExprItem ?? throw RefusedException.NeedsColumns()).Expr.Equals(inside))
                return i;
        return -1;
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) =>
        FindColumn(context, column.Expr, false) is >= 0 and int offset ? offset : throw new NotModelledException("a new column of a finished query");

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) =>
        [.. Binder.FirstSelect(query).Items.Select(i => i as ExprItem ?? throw RefusedException.NeedsColumns())];

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Binder.FirstSelect(query).Items;

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => Projection(context).Order;
}
