using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

internal sealed record Grouping(Expr Expr, int Offset = -1)
{
    /// <summary>Where the weight string of the group is, which MySQL must group by too; -1 for none.</summary>
    public int WeightOffset { get; init; } = -1;

    public OrderBy AsOrder() => new(Expr);
}

/// <summary>What vtgate can do with an aggregate.</summary>
internal enum AggregateOpcode { Unassigned, Count, CountStar, Sum, Min, Max, Avg, AnyValue, CountDistinct, SumDistinct, GroupConcat }

internal sealed record Aggregation(AggregateOpcode Opcode, AggregateExpr? Function, ExprItem Original)
{
    public int Offset { get; init; } = -1;

    public List<SubQueryOp> Subqueries { get; init; } = [];

    /// <summary>The shards compute it, and vtgate puts their results together.</summary>
    public bool PushedDown { get; init; }

    public bool Distinct => Function is { Distinct: true };

    /// <summary>The column whose rows are aggregated.</summary>
    public Expr Argument => Opcode switch
    {
        AggregateOpcode.AnyValue => Original.Expr,
        AggregateOpcode.CountStar => Literal.Integer(1),
        AggregateOpcode.GroupConcat when Function!.Arguments.Count > 1 => throw RefusedException.Unsupported("group_concat with more than 1 column"),
        _ when Function!.Arguments.Count > 1 => throw new RefusedException("VT03001", $"aggregate functions take a single argument '{Sql.SqlPrinter.Print(Function)}'"),
        _ => Function.Arguments[0],
    };

    public static Aggregation Of(ExprItem item) => item.Expr is AggregateExpr { Over: null } function
        ? new Aggregation(OpcodeOf(function), function, item)
        : new Aggregation(AggregateOpcode.AnyValue, null, item);

    private static AggregateOpcode OpcodeOf(AggregateExpr function) => function.Kind switch
    {
        AggregateKind.CountStar => AggregateOpcode.CountStar,
        AggregateKind.Count => function.Distinct ? AggregateOpcode.CountDistinct : AggregateOpcode.Count,
        AggregateKind.Sum => function.Distinct ? AggregateOpcode.SumDistinct : AggregateOpcode.Sum,
        AggregateKind.Min => AggregateOpcode.Min,
        AggregateKind.Max => AggregateOpcode.Max,
        AggregateKind.Avg => AggregateOpcode.Avg,
        AggregateKind.AnyValue => AggregateOpcode.AnyValue,
        AggregateKind.GroupConcat => AggregateOpcode.GroupConcat,
        _ => AggregateOpcode.Unassigned,
    };
}

/// <summary>GROUP BY and aggregates. Vitess: operators/aggregator.go.</summary>
internal sealed class AggregatorOp(Op source, QueryProjection query) : OneInputOp(source)
{
    private bool offsetsPlanned;

    public QueryProjection Query => query;

    public List<ExprItem> Output { get; set; } = [];

    public List<Grouping> Groupings { get; set; } = [];

    public List<Aggregation> Aggregations { get; set; } = [];

    public bool Rollup { get; init; }

    /// <summary>The argument of DISTINCT aggregates that vtgate computes: rows must come ordered by it.</summary>
    public Expr? DistinctArgument { get; set; }

    /// <summary>Part of the work was given to something below.</summary>
    public bool Pushed { get; set; }

    /// <summary>Stands for the query's own aggregation, not for a part that was split off.</summary>
    public bool IsOriginal { get; init; }

    public DerivedAs? Derived { get; set; }

    /// <summary>Columns that the user asked for; 0 for all.</summary>
    public int ResultColumns { get; set; }

    /// <summary>Why it stays in vtgate.</summary>
    public Reason? KeptAbove { get; set; }

    public override TableSet Introduces => Derived?.Instance.Set ?? TableSet.Empty;

    public override Op Clone() => Copy(Source.Clone(), IsOriginal);

    private AggregatorOp Copy(Op source, bool original) => new(source, query)
    {
        Output = [.. Output],
        Groupings = [.. Groupings],
        Aggregations = [.. Aggregations],
        Rollup = Rollup,
        DistinctArgument = DistinctArgument,
        IsOriginal = original,
        Pushed = original && Pushed,
        Derived = original ? Derived : null,
        ResultColumns = ResultColumns,
    };

    /// <summary>The part of this aggregation that runs below.</summary>
    public AggregatorOp Below(Op source)
    {
        AggregatorOp below = Copy(source, original: false);
        below.ResultColumns = 0;
        return below;
    }

    public override Op AddPredicate(PlanContext context, Predicate predicate) => new FilterOp(this, predicate);

    public int AddWithoutPushing(ExprItem column, bool groupBy)
    {
        int offset = Output.Count;
        Output.Add(column);
        if (groupBy)
            Groupings.Add(new Grouping(column.Expr, offset));
        else
            Aggregations.Add(Aggregation.Of(column) with { Offset = offset });
        return offset;
    }

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute)
    {
        if (underRoute && Derived is not null)
            return -1;
        Expr inside = Derived is null ? expr : context.InsideDerived(expr, Derived.Instance);
        int offset = Output.FindIndex(c => c.Expr.Equals(inside));
        Keep(offset);
        return offset;
    }

    private void Keep(int offset)
    {
        if (ResultColumns > 0 && ResultColumns <= offset)
            ResultColumns = offset + 1;
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        Expr expr = Derived is null ? column.Expr : context.InsideDerived(column.Expr, Derived.Instance);
        if (reuse && Find(context, expr) is >= 0 and int found)
            return found;
        int offset = Output.Count;
        groupBy |= expr is WeightStringExpr weight && SetWeight(Groupings.FindIndex(g => g.Expr.Equals(weight.Operand)), offset);
        ExprItem item = column with { Expr = expr };
        if (!groupBy)
            Aggregations.Add(new Aggregation(AggregateOpcode.AnyValue, null, item) { Offset = offset });
        Output.Add(item);
        Source.AddColumn(context, false, groupBy, item);
        Keep(offset);
        return offset;
    }

    private int Find(PlanContext context, Expr expr)
    {
        int offset = FindColumn(context, expr, false);
        if (offset >= 0)
            return offset;
        PlanOffsets(context);
        return Output.FindIndex(c => c.Expr.Equals(expr));
    }

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => ResultColumns > 0 ? Output.GetRange(0, Math.Min(ResultColumns, Output.Count)) : Output;

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Columns(context);

    private bool SetWeight(int grouping, int offset)
    {
        if (grouping >= 0)
            Groupings[grouping] = Groupings[grouping] with { WeightOffset = offset };
        return grouping >= 0;
    }

    public override int AddWeightString(PlanContext context, int offset, bool underRoute)
    {
        ExprItem weight = WeightOf(context, offset);
        if (!underRoute)
            return AddColumn(context, true, false, weight);
        int found = Output.FindIndex(c => c.Expr.Equals(weight.Expr));
        if (found >= 0)
            return found;
        SetWeight(Groupings.FindIndex(g => g.Offset == offset), Output.Count);
        Output.Add(weight);
        return Output.Count - 1;
    }

    public override Op PlanOffsets(PlanContext context)
    {
        if (offsetsPlanned)
            return this;
        offsetsPlanned = true;
        if (!Pushed)
            FetchInput(context);
        for (int i = 0; i < Groupings.Count; i++)
        {
            if (Groupings[i].Offset < 0)
                Groupings[i] = Groupings[i] with { Offset = Internal(context, Groupings[i].Expr, false) };
            if (Groupings[i].WeightOffset < 0 && context.NeedsWeightString(Groupings[i].Expr))
                Groupings[i] = Groupings[i] with { WeightOffset = Weight(context, Groupings[i].Expr, Groupings[i].Offset) };
        }
        foreach (Aggregation aggregation in Aggregations.ToArray())
            if (NeedsWeightString(context, aggregation))
                _ = aggregation.PushedDown ? Internal(context, PlanContext.WeightString(aggregation.Function!), false) : Weight(context, aggregation.Argument, aggregation.Offset);
        return this;
    }

    /// <summary>What is aggregated in parts groups by the weight there; raw rows bring it beside the column.</summary>
    private int Weight(PlanContext context, Expr expr, int offset)
    {
        Expr weight = PlanContext.WeightString(expr);
        return Pushed ? Internal(context, weight, true) : Kept(weight, Source.AddWeightString(context, offset, false));
    }

    private static bool NeedsWeightString(PlanContext context, Aggregation aggregation) =>
        aggregation is { Function: not null, Opcode: AggregateOpcode.Min or AggregateOpcode.Max or AggregateOpcode.CountDistinct or AggregateOpcode.SumDistinct }
        && context.NeedsWeightString(aggregation.Argument);

    /// <summary>Nothing was pushed: the raw rows come up and are aggregated here.</summary>
    private void FetchInput(PlanContext context)
    {
        var rows = new ProjectionOp(Source);
        Source = rows;
        for (int offset = 0; offset < Output.Count; offset++)
        {
            if (Groupings.Exists(g => g.Offset == offset))
                rows.AddColumn(context, false, true, Output[offset]);
            else if (Aggregations.Find(a => a.Offset == offset) is { } aggregation)
                rows.AddColumn(context, false, false, Wrap(aggregation.Argument));
            else
                throw new RefusedException("VT13001", "[BUG] failed to find the corresponding column"); // a grouped column that is selected twice
        }
    }

    private int Internal(PlanContext context, Expr expr, bool groupBy) => Kept(expr, Source.AddColumn(context, true, groupBy, Wrap(expr)));

    /// <summary>A column of the input that is new here; the user does not see it.</summary>
    private int Kept(Expr expr, int offset)
    {
        if (ResultColumns == 0)
            ResultColumns = Output.Count;
        if (offset == Output.Count)
            Output.Add(Wrap(expr));
        return offset;
    }

    /// <summary>
    /// The select list that MySQL is sent. Vitess takes over columns that the input has beyond its own; where the input is a derived table that was
    /// split, these name tables out of scope (execution-facts X90). Vitess: aggregator.go GetColumns.
    /// </summary>
    public IReadOnlyList<ExprItem> SentColumns(PlanContext context)
    {
        if (!(IsDerived(Source) && Aggregations.Count > 0) && HasSelectList(Source) && Source.Columns(context) is { } given && given.Count > Output.Count)
            Output.AddRange(given.Skip(Output.Count).ToArray());
        return Columns(context);
    }

    private static bool IsDerived(Op input) => input is HorizonOp { Derived: not null } or ProjectionOp { Derived: not null } or AggregatorOp { Derived: not null };

    private static bool HasSelectList(Op input) => input switch
    {
        ProjectionOp { Items: not null } or AggregatorOp => true,
        HorizonOp { Query: Select select } => select.Items.All(i => i is ExprItem),
        FilterOp or DistinctOp or LimitOp or OrderingOp => HasSelectList(((OneInputOp)input).Source),
        _ => false,
    };

    public override bool TryTruncate(int columns)
    {
        ResultColumns = columns;
        return true;
    }
}
