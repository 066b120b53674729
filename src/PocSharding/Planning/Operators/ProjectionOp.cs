using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>One output column: what it is called, how it looks from outside, what is computed.</summary>
internal sealed class ProjectedColumn(ExprItem original, Expr eval)
{
    public ExprItem Original { get; set; } = original;

    /// <summary>The expression as operators above see it.</summary>
    public Expr Outside { get; init; } = original.Expr;

    public Expr Eval { get; set; } = eval;

    /// <summary>Subqueries in the expression, by arguments.</summary>
    public List<SubQueryOp> Subqueries { get; init; } = [];

    /// <summary>Set once the column comes from the input unchanged.</summary>
    public bool IsOffset { get; set; }

    public bool SameInAndOut => Outside.Equals(Eval);

    public ProjectedColumn Copy() => new(Original, Eval) { Outside = Outside, Subqueries = Subqueries, IsOffset = IsOffset };
}

/// <summary>Select list, perhaps as a derived table. Vitess: operators/projection.go.</summary>
internal sealed class ProjectionOp(Op source) : OneInputOp(source)
{
    private ExprPlaces places;

    /// <summary>Null when a star stands among the items: then <see cref="Stars"/> holds them.</summary>
    public List<ProjectedColumn>? Items { get; init; } = [];

    public List<SelectItem> Stars { get; init; } = [];

    /// <summary>The derived table that this projection is, with its column names.</summary>
    public DerivedAs? Derived { get; set; }

    /// <summary>Puts counts of both sides of a join together.</summary>
    public bool FromAggregation { get; init; }

    /// <summary>What is below cannot take more columns: it is sent as a derived table <c>dt(c0, c1, …)</c>, and the items read that.</summary>
    public bool OverDerived { get; private init; }

    public override TableSet Introduces => Derived?.Instance.Set ?? TableSet.Empty;

    public static ProjectionOp Over(Op source, IEnumerable<ExprItem> items) =>
        new(source) { Items = [.. items.Select(i => new ProjectedColumn(i, i.Expr))] };

    /// <summary>Vitess: route.go wrapInDerivedProjection.</summary>
    public static ProjectionOp WrapInDerived(PlanContext context, Op source) => new(source)
    {
        OverDerived = true,
        Items = [.. source.Columns(context).Select((c, i) => new ProjectedColumn(c, DerivedColumn(i, c.Expr)))],
    };

    private static ColumnName DerivedColumn(int index, Expr expr) =>
        new(new Ident(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c{index}")), new TableName("", "dt")) { Binding = new ColumnBinding(null, TableSet.Empty, Exprs.Deps(expr)) };

    public List<ProjectedColumn> Known => Items ?? throw RefusedException.NeedsColumns();

    public override Op Clone() => new ProjectionOp(Source.Clone())
    {
        Items = Items?.ConvertAll(i => i.Copy()),
        Stars = Stars,
        Derived = Derived,
        FromAggregation = FromAggregation,
        OverDerived = OverDerived,
    };

    public int AddWithoutPushing(ExprItem column)
    {
        Known.Add(new ProjectedColumn(column, Inside(column.Expr)));
        return Known.Count - 1;
    }

    /// <summary>The weight string of a column is that of what is computed for it.</summary>
    private Expr Inside(Expr expr) =>
        expr is WeightStringExpr weight && Known.Find(i => i.Outside.Equals(weight.Operand)) is { } operand ? weight with { Operand = operand.Eval } : expr;

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute)
    {
        if ((underRoute && Derived is not null) || Items is null)
            return -1;
        return places.Find(Items, expr, static i => i.Outside);
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        Expr expr = Derived is null ? column.Expr : context.InsideDerived(column.Expr, Derived.Instance);
        if (reuse && FindColumn(context, expr, false) is >= 0 and int found)
            return found;
        expr = Inside(expr);
        bool constant = expr is Literal or Argument;
        if (!constant)
            Source.AddColumn(context, true, groupBy, Derived is null ? column with { Expr = expr } : column);
        Known.Add(new ProjectedColumn(column, expr) { IsOffset = !constant });
        return Known.Count - 1;
    }

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [.. Known.Select(i => i.Original)];

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Items is null ? Stars : [.. Items.Select(i => i.Original)];

    /// <summary>Of a column that the input has, the input's; of one computed here it is computed too.</summary>
    public override int AddWeightString(PlanContext context, int offset, bool underRoute)
    {
        if (offset >= Known.Count)
            throw WeightOutOfRange();
        Expr eval = Known[offset].Eval, weight = PlanContext.WeightString(eval);
        if (FindColumn(context, weight, underRoute) is >= 0 and int found)
            return found;
        int below = underRoute ? -1 : Source.FindColumn(context, eval, false);
        if (below >= 0)
            Source.AddWeightString(context, below, false);
        Known.Add(new ProjectedColumn(Wrap(weight), weight) { IsOffset = below >= 0 });
        return Known.Count - 1;
    }

    public override Op PlanOffsets(PlanContext context)
    {
        foreach (ProjectedColumn item in Known.ToArray())
            if (!item.IsOffset)
                item.IsOffset = Offsets.Use(context, item.Eval, Source);
        return this;
    }

    /// <summary>Pushing too early may send a subquery to the wrong side of a join.</summary>
    public bool CanPush(PlanContext context) => context.Phase >= Phase.SettleSubqueries || Items is null || Items.TrueForAll(i => i.Subqueries.Count == 0);

    /// <summary>Whether an expression is computed here rather than passed through.</summary>
    public bool Computes(Expr expr) => Items?.Find(i => i.Outside.Equals(expr)) is { } item && !item.SameInAndOut;

    public override bool TryTruncate(int columns) => false;
}

/// <summary>A derived table's identity, on the operator that gives its columns.</summary>
internal sealed record DerivedAs(TableInstance Instance, string Alias, NodeList<Ident> ColumnNames)
{
    /// <summary>A column of the table as it is seen from outside.</summary>
    public ColumnName Column(ExprItem inside) => new(new Ident(Exprs.NameOf(inside)), new TableName("", Alias))
    {
        Binding = new ColumnBinding(Instance, Instance.Set, Exprs.Deps(inside.Expr)),
    };
}
