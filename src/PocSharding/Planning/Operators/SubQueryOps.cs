using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>A subquery taken out of an expression. Vitess: operators/subquery.go (planner-facts §8).</summary>
internal sealed class SubQueryOp(PulloutVariant variant, Op subquery, Expr original, SubqueryExpr syntax, string argument) : Op
{
    private SubqueryExpr syntax = syntax;
    private TwoOps inputs = new(subquery, null!);

    /// <summary>How the outer query uses the result.</summary>
    public PulloutVariant Variant { get; private set; } = variant;

    /// <summary>The subquery's own plan.</summary>
    public Op Inner
    {
        get => inputs[IsSettled ? 1 : 0];
        set => inputs[IsSettled ? 1 : 0] = value;
    }

    /// <summary>What runs after the subquery; there once it is settled.</summary>
    public Op Outer
    {
        get => IsSettled ? inputs[0] : throw new InvalidOperationException("the subquery is not settled");
        set => inputs = new TwoOps(value, Inner);
    }

    private bool IsSettled => inputs[1] is not null;

    /// <summary>The conjunct or expression that the subquery stands in.</summary>
    public Expr Original { get; set; } = original;

    public SubqueryExpr Syntax => syntax;

    public string Argument => argument;

    /// <summary>Gives the subquery another text; the expression that it stands in, with the new text.</summary>
    public Expr Rewrite(SelectStatement select, Expr standsIn)
    {
        SubqueryExpr old = syntax;
        syntax = old with { Select = select };
        Original = Replaced(Original);
        return Replaced(standsIn);

        Expr Replaced(Expr expr) => Tree.Map(expr, node => node is SubqueryExpr found && found.Equals(old) ? syntax : null);
    }

    /// <summary>Predicates inside that need outer tables.</summary>
    public List<Expr> Correlated { get; set; } = [];

    /// <summary><c>outer = first column</c>, whatever the operator was: it decides whether the two merge.</summary>
    public Expr? OuterPredicate { get; init; }

    /// <summary>Outer values that the subquery reads.</summary>
    public List<JoinColumn> Variables { get; init; } = [];

    /// <summary>The conjunct is nothing but the comparison with the subquery.</summary>
    public bool IsTopLevel { get; init; }

    public bool IsCorrelated { get; init; }

    /// <summary>Stands in a select list, an aggregate, ORDER BY or SET rather than in a predicate.</summary>
    public bool IsArgument { get; init; }

    public string? HasValues { get; set; }

    /// <summary>Why it did not become part of the outer Route when that was tried last.</summary>
    public NotMerged? NotMerged { get; set; }

    public override ReadOnlySpan<Op> Inputs => IsSettled ? inputs : inputs[..1];

    public override void SetInput(int index, Op input) => inputs[index] = input;

    public override Op Clone()
    {
        SubQueryOp clone = Unsettled();
        if (IsSettled)
            clone.Outer = Outer.Clone();
        return clone;
    }

    private SubQueryOp Unsettled() => new(Variant, Inner.Clone(), Original, syntax, argument)
    {
        Correlated = [.. Correlated],
        OuterPredicate = OuterPredicate,
        Variables = [.. Variables],
        IsTopLevel = IsTopLevel,
        IsCorrelated = IsCorrelated,
        IsArgument = IsArgument,
        HasValues = HasValues,
        NotMerged = NotMerged,
    };

    /// <summary>Of the subqueries that run one after another from here: the last whose outer side has the tables; null when this one's has them not.</summary>
    public SubQueryOp? LastOver(TableSet needed)
    {
        SubQueryOp last = this;
        while (last.Outer is SubQueryOp next)
            last = next;
        return needed.IsSolvedBy(last.Outer.Tables) ? last : LastOfMoreThanOne(needed);
    }

    private SubQueryOp? LastOfMoreThanOne(TableSet needed) =>
        Outer is SubQueryOp next && next.LastOfMoreThanOne(needed) is { } last ? last : needed.IsSolvedBy(Outer.Tables) ? this : null;

    public IEnumerable<Expr> MergePredicates => OuterPredicate is null ? Correlated : [.. Correlated, OuterPredicate];

    /// <summary>EXISTS and NOT EXISTS are one pullout; the outer predicate says which.</summary>
    public void AsExists() => Variant = PulloutVariant.PulloutExists;

    public bool NeedsList => Variant is PulloutVariant.PulloutIn or PulloutVariant.PulloutNotIn;

    /// <summary>The argument as expressions see it.</summary>
    public Expr ArgumentExpr => NeedsList ? new ListArgument(argument) : new Argument(argument);

    /// <summary>Columns of the outer query that the subquery needs.</summary>
    public List<ColumnName> OuterColumns(TableSet outerTables)
    {
        var columns = new List<ColumnName>();
        foreach (JoinColumn variable in Variables)
            foreach (JoinVariable left in variable.Left)
                Add(left.Expr);
        return columns;

        void Add(Expr expr) => Tree.Walk(expr, node =>
        {
            if (node is ColumnName column && Exprs.Deps(column) is { IsEmpty: false } deps && deps.IsSolvedBy(outerTables) && !columns.Contains(column))
                columns.Add(column);
            return true;
        });
    }

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        Outer = Outer.AddPredicate(context, predicate);
        return this;
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => Outer.AddColumn(context, reuse, groupBy, column);

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => Outer.FindColumn(context, expr, underRoute);

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => Outer.Columns(context);

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Outer.SelectItems(context);

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => Outer.Ordering(context);

    public override int AddWeightString(PlanContext context, int offset, bool underRoute) => Outer.AddWeightString(context, offset, underRoute);

    public override Op PlanOffsets(PlanContext context)
    {
        if (Variables.Count == 0)
            return this;
        TableSet outside = Outer.Tables;
        foreach (JoinVariable variable in Variables.SelectMany(v => v.Left))
            if (Exprs.Deps(variable.Expr).IsSolvedBy(outside))
                Outer.AddColumn(context, true, false, Wrap(variable.Expr));
        return this;
    }

    public override bool TryTruncate(int columns) => Outer.TryTruncate(columns);
}

/// <summary>A query with the subqueries of its expressions, not yet in order. Vitess: SubQueryContainer.</summary>
internal sealed class SubQueryContainerOp(Op outer, List<SubQueryOp> inner) : Op
{
    private Op outer = outer;

    public Op Outer
    {
        get => outer;
        set => outer = value;
    }

    public List<SubQueryOp> Inner { get; set; } = inner;

    public override ReadOnlySpan<Op> Inputs => new Op[] { outer }.Concat(Inner).ToArray();

    public override void SetInput(int index, Op input)
    {
        if (index == 0)
            outer = input;
        else
            Inner[index - 1] = (SubQueryOp)input;
    }

    public override Op Clone() => new SubQueryContainerOp(outer.Clone(), Inner.ConvertAll(i => (SubQueryOp)i.Clone()));

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        outer = outer.AddPredicate(context, predicate);
        return this;
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => outer.AddColumn(context, reuse, groupBy, column);

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => outer.FindColumn(context, expr, underRoute);

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => outer.Columns(context);

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => outer.SelectItems(context);

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => outer.Ordering(context);
}
