using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

internal enum JoinType { Inner, Left, Straight }

/// <summary>What the three kinds of join have in common.</summary>
internal abstract class JoinOp(Op left, Op right, JoinType type) : Op
{
    private TwoOps inputs = new(left, right);

    public Op Left
    {
        get => inputs[0];
        set => inputs[0] = value;
    }

    public Op Right
    {
        get => inputs[1];
        set => inputs[1] = value;
    }

    public JoinType Type { get; private set; } = type;

    public bool IsInner => Type != JoinType.Left;

    public override ReadOnlySpan<Op> Inputs => inputs;

    public override void SetInput(int index, Op input) => inputs[index] = input;

    public abstract void AddJoinPredicate(PlanContext context, Predicate predicate);

    /// <summary>Vitess: operators/join.go AddPredicate (planner-facts §4): null-rejecting predicates make an outer join inner.</summary>
    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        TableSet deps = Exprs.Deps(predicate.Expr);
        if (deps.IsSolvedBy(Left.Tables))
        {
            Left = Left.AddPredicate(context, predicate);
            return this;
        }
        TableSet right = Right.Tables;
        bool rightOnly = deps.IsSolvedBy(right);
        if (!rightOnly && !deps.IsSolvedBy(Tables))
            return new FilterOp(this, predicate);
        if (!IsInner && !predicate.FromJoin && NullRejection.Rejects(predicate.Expr, right))
            Type = JoinType.Inner;
        if (!IsInner)
            return new FilterOp(this, predicate);
        if (rightOnly)
            Right = Right.AddPredicate(context, predicate);
        else
            AddJoinPredicate(context, predicate);
        return this;
    }
}

/// <summary>Whether a predicate is not true once all columns of a table are NULL; Vitess's test is narrow (planner-facts §4).</summary>
internal static class NullRejection
{
    public static bool Rejects(Expr predicate, TableSet tables)
    {
        bool IsColumn(Expr expr) => expr is ColumnName && Exprs.Deps(expr) is { IsEmpty: false } deps && deps.IsSolvedBy(tables);
        return predicate switch
        {
            ComparisonExpr { Op: not ComparisonOp.NullSafeEqual } comparison => IsColumn(comparison.Left) || IsColumn(comparison.Right),
            IsExpr { Test: IsTest.NotNull } test => IsColumn(test.Operand),
            _ => false,
        };
    }
}

/// <summary>A join before it is known how it runs.</summary>
internal sealed class LogicalJoinOp(Op left, Op right, JoinType type) : JoinOp(left, right, type)
{
    public List<Predicate> Predicates { get; init; } = [];

    public override Op Clone() => new LogicalJoinOp(Left.Clone(), Right.Clone(), Type) { Predicates = [.. Predicates] };

    public override void AddJoinPredicate(PlanContext context, Predicate predicate) => Predicates.Add(predicate);

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => throw new NotModelledException("columns of an unplanned join");

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => -1;

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];
}

/// <summary>A left expression that the right side reads as an argument.</summary>
internal readonly record struct JoinVariable(string Name, Expr Expr);

/// <summary>A column or predicate of a nested-loop join: from the left, from the right, or from the right with values of the left.</summary>
internal sealed record JoinColumn(Expr Original, List<JoinVariable> Left, Expr? Right)
{
    public bool GroupBy { get; init; }

    /// <summary>The name that the user gave.</summary>
    public Ident Alias { get; init; } = Ident.None;

    /// <summary>The predicate as it was pushed into the right side.</summary>
    public Predicate? Pushed { get; init; }

    public bool IsPureLeft => Right is null;

    public bool IsPureRight => Left.Count == 0;

    /// <summary>Takes an expression apart: columns and aggregates of the left become arguments, an aggregate after its arguments.</summary>
    public static JoinColumn Split(PlanContext context, Expr expr, TableSet left)
    {
        var variables = new List<JoinVariable>();
        Expr right = expr is AggregateExpr whole ? Aggregate(whole) : Rewrite(expr);
        return new JoinColumn(expr, variables, right);

        Expr Rewrite(Expr root) => Tree.Map(root, node => node switch
        {
            ColumnName { Binding: ColumnBinding binding } column when (binding.Recursive.IsEmpty ? binding.Direct : binding.Recursive).IsSolvedBy(left) => Moved(column),
            AggregateExpr aggregate when !ReferenceEquals(aggregate, root) => Aggregate(aggregate),
            _ => null,
        });

        Expr Aggregate(AggregateExpr aggregate) => Rewrite(aggregate) is var rest && Exprs.Deps(rest).IsSolvedBy(left) ? Moved(rest) : rest;

        Argument Moved(Expr part)
        {
            string name = context.ArgumentFor(part);
            if (!variables.Exists(v => v.Name == name))
                variables.Add(new JoinVariable(name, part));
            return new Argument(name) { TypeName = part is ColumnName ? Types.Of(context, part)?.Name : null };
        }
    }
}

/// <summary>Nested-loop join: the right side runs once for each row of the left. Vitess: operators/apply_join.go.</summary>
internal sealed class ApplyJoinOp(Op left, Op right, JoinType type) : JoinOp(left, right, type)
{
    private readonly List<int> offsets = [];
    private ExprPlaces places;

    public List<JoinColumn> Predicates { get; init; } = [];

    public List<JoinColumn> Output
    {
        get;
        set
        {
            field = value;
            places = default;
        }
    } = [];

    /// <summary>Left values that operators further down the right side read.</summary>
    public List<JoinVariable> Extra { get; init; } = [];

    /// <summary>Why the two sides did not become one Route.</summary>
    public Plan.Reason? NotMerged { get; set; }

    public override Op Clone() => new ApplyJoinOp(Left.Clone(), Right.Clone(), Type)
    {
        Predicates = [.. Predicates],
        Output = [.. Output],
        Extra = [.. Extra],
        NotMerged = NotMerged,
    };

    public override void AddJoinPredicate(PlanContext context, Predicate predicate)
    {
        JoinColumn column = JoinColumn.Split(context, predicate.Expr, Left.Tables);
        var pushed = new Predicate(column.Right!) { FromJoin = true };
        Predicates.Add(column with { Pushed = pushed });
        Right = Right.AddPredicate(context, pushed);
    }

    public JoinColumn ColumnFor(PlanContext context, ExprItem item, Expr expr, bool groupBy)
    {
        TableSet deps = Exprs.ContainsSubquery(expr) ? Exprs.DepsWithin(expr) : Exprs.Deps(expr);
        if (deps.IsSolvedBy(Left.Tables))
            return new JoinColumn(item.Expr, [new JoinVariable("", expr)], null) { GroupBy = groupBy, Alias = item.Alias };
        if (deps.IsSolvedBy(Right.Tables))
            return new JoinColumn(item.Expr, [], expr) { GroupBy = groupBy, Alias = item.Alias };
        if (!deps.IsSolvedBy(Tables))
            throw new NotModelledException("an expression that needs tables outside the join: Vitess's planner stops there");
        return JoinColumn.Split(context, expr, Left.Tables) with { Original = item.Expr, GroupBy = groupBy, Alias = item.Alias };
    }

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => places.Find(Output, expr, static c => c.Original);

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        if (reuse && FindColumn(context, column.Expr, false) is >= 0 and int found)
            return found;
        JoinColumn added = ColumnFor(context, column, column.Expr, groupBy);
        Output.Add(added);
        if (offsets.Count > 0)
            Fetch(context, added);
        return Output.Count - 1;
    }

    /// <summary>A column that is asked for twice comes once, under its first name.</summary>
    public override IReadOnlyList<ExprItem> Columns(PlanContext context) =>
        [.. Output.Select(c => new ExprItem(c.Original, Output[FindColumn(context, c.Original, false)].Alias))];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => Left.Ordering(context);

    public override Op PlanOffsets(PlanContext context)
    {
        if (offsets.Count > 0)
            return this;
        foreach (JoinColumn column in Output)
            Fetch(context, column);
        foreach (JoinVariable variable in Predicates.SelectMany(p => p.Left).Concat(Extra))
            Left.AddColumn(context, true, false, Wrap(variable.Expr));
        return this;
    }

    private void Fetch(PlanContext context, JoinColumn column)
    {
        int offset = -1;
        foreach (JoinVariable variable in column.Left)
            offset = Left.AddColumn(context, true, column.GroupBy, Wrap(variable.Expr));
        if (column.Right is not null)
            offset = Right.AddColumn(context, true, column.GroupBy, Wrap(column.Right));
        offsets.Add(offset);
    }

    /// <summary>The side that has the column gives its weight, after all that the join needs anyway.</summary>
    public override int AddWeightString(PlanContext context, int offset, bool underRoute)
    {
        PlanOffsets(context);
        if (offset >= Output.Count)
            throw new NotModelledException("the legs of a UNION have different numbers of columns to compare: Vitess's planner stops there");
        JoinColumn column = Output[offset];
        Expr weight = PlanContext.WeightString(column.Original);
        if (FindColumn(context, weight, false) is >= 0 and int found)
            return found;
        Op side = column.IsPureLeft ? Left : Right;
        int below = side.AddWeightString(context, offsets[offset], underRoute);
        Output.Add(column.IsPureLeft ? new JoinColumn(weight, [new JoinVariable("", weight)], null) : new JoinColumn(weight, [], weight));
        offsets.Add(below);
        return Output.Count - 1;
    }

    /// <summary>The argument that carries a left column, made if there is none.</summary>
    public string VariableFor(PlanContext context, ColumnName column)
    {
        string name = context.ArgumentFor(column);
        if (!IsMoved(name))
            Extra.Add(new JoinVariable(name, column));
        return name;
    }

    public bool IsMoved(string name) =>
        Output.Exists(c => c.Left.Exists(v => v.Name == name)) || Predicates.Exists(c => c.Left.Exists(v => v.Name == name)) || Extra.Exists(v => v.Name == name);
}
