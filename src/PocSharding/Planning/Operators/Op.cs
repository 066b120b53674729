using System.Runtime.CompilerServices;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>
/// A relational operator while the plan is being worked out; rules change the tree in place until nothing more can be pushed.
/// Vitess: planbuilder/operators (README there).
/// </summary>
internal abstract class Op
{
    /// <summary>The operators below, in the order in which they run.</summary>
    public abstract ReadOnlySpan<Op> Inputs { get; }

    public abstract void SetInput(int index, Op input);

    /// <summary>A deep copy: alternatives of a join are tried side by side.</summary>
    public abstract Op Clone();

    /// <summary>Tables that this operator itself brings in.</summary>
    public virtual TableSet Introduces => TableSet.Empty;

    /// <summary>All tables at and below.</summary>
    public TableSet Tables
    {
        get
        {
            TableSet set = Introduces;
            foreach (Op input in Inputs)
                set = set.Union(input.Tables);
            return set;
        }
    }

    /// <summary>Puts a predicate as far down as it goes.</summary>
    public abstract Op AddPredicate(PlanContext context, Predicate predicate);

    /// <summary>Makes an expression part of the output; its offset.</summary>
    public abstract int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column);

    /// <summary>The offset of an expression that is already there, else -1.</summary>
    public abstract int FindColumn(PlanContext context, Expr expr, bool underRoute);

    /// <summary>The output; refused where a star hides it.</summary>
    public abstract IReadOnlyList<ExprItem> Columns(PlanContext context);

    public virtual IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Columns(context);

    /// <summary>The order that rows come in; empty for none.</summary>
    public abstract IReadOnlyList<OrderBy> Ordering(PlanContext context);

    /// <summary>Adds <c>weight_string()</c> of a column whose type vtgate cannot compare; its offset.</summary>
    public virtual int AddWeightString(PlanContext context, int offset, bool underRoute) => AddColumn(context, true, false, WeightOf(context, offset));

    /// <summary><c>weight_string()</c> of a column; legs of a UNION may have grown by different numbers of columns, which Vitess does not expect either.</summary>
    protected ExprItem WeightOf(PlanContext context, int offset)
    {
        IReadOnlyList<ExprItem> columns = Columns(context);
        return offset < columns.Count ? Wrap(PlanContext.WeightString(columns[offset].Expr)) : throw WeightOutOfRange();
    }

    /// <summary>The offset of a column that is the expression or has its name: those of a query of several parts are called as in its first; else -1.</summary>
    protected static int FindByName(IReadOnlyList<ExprItem> columns, Expr expr)
    {
        for (int i = 0; i < columns.Count; i++)
            if (columns[i].Expr.Equals(expr) || (expr is ColumnName column && Exprs.NameOf(columns[i]).Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase)))
                return i;
        return -1;
    }

    protected static RefusedException WeightOutOfRange() => new("VT13001", "[BUG] offset out of range");

    /// <summary>Works out offsets once the tree stands; may ask inputs for more columns.</summary>
    public virtual Op PlanOffsets(PlanContext context) => this;

    /// <summary>Cuts the output to the columns that the user asked for; false where this operator cannot.</summary>
    public virtual bool TryTruncate(int columns) => false;

    public static ExprItem Wrap(Expr expr) => new(expr, Ident.None);

    // Far more than any plan takes: rules that undo each other must end.
    private const int MostRounds = 1000;

    /// <summary>Reading bottom-up, applies a rule until the tree stands still; Routes are not entered.</summary>
    public static Op FixedPoint(PlanContext context, Op root, Func<PlanContext, Op, Op?> rule)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            bool changed = false;
            root = Up(context, root, rule, ref changed);
            if (!changed)
                return root;
        }
        throw new NotModelledException("the rules do not come to rest");
    }

    /// <summary>One pass, bottom-up.</summary>
    public static Op BottomUp(PlanContext context, Op root, Func<PlanContext, Op, Op?> rule)
    {
        bool changed = false;
        return Up(context, root, rule, ref changed);
    }

    private static Op Up(PlanContext context, Op op, Func<PlanContext, Op, Op?> rule, ref bool changed)
    {
        if (op is not RouteOp)
        {
            ReadOnlySpan<Op> inputs = op.Inputs;
            for (int i = 0; i < inputs.Length; i++)
            {
                Op old = inputs[i], input = Up(context, old, rule, ref changed);
                if (!ReferenceEquals(old, input))
                    op.SetInput(i, input);
            }
        }
        Op? result = rule(context, op);
        changed |= result is not null;
        return result ?? op;
    }

    /// <summary>One pass, top-down; Routes are not entered.</summary>
    public static Op TopDown(PlanContext context, Op op, Func<PlanContext, Op, Op?> rule)
    {
        op = rule(context, op) ?? op;
        if (op is RouteOp)
            return op;
        ReadOnlySpan<Op> inputs = op.Inputs;
        for (int i = 0; i < inputs.Length; i++)
        {
            Op old = inputs[i], input = TopDown(context, old, rule);
            if (!ReferenceEquals(old, input))
                op.SetInput(i, input);
        }
        return op;
    }

    /// <summary>The operators of a kind at and below, Routes entered.</summary>
    public List<T> All<T>() where T : Op
    {
        var found = new List<T>();
        Collect(this);
        return found;

        void Collect(Op op)
        {
            if (op is T wanted)
                found.Add(wanted);
            foreach (Op input in op.Inputs)
                Collect(input);
        }
    }
}

/// <summary>The inputs of an operator that has two.</summary>
[InlineArray(2)]
internal struct TwoOps
{
    private Op first;

    public TwoOps(Op left, Op right)
    {
        first = left;
        this[1] = right;
    }
}

/// <summary>ORDER BY item: what is printed, and the expression that is compared.</summary>
internal sealed record OrderBy(Expr Inner, Expr Simplified, bool Descending)
{
    public OrderBy(Expr expr, bool descending = false) : this(expr, expr, descending) { }

    public OrderBy Map(Func<Expr, Expr> map) => this with { Inner = map(Inner), Simplified = map(Simplified) };
}

/// <summary>An operator over one input that passes columns, predicates and order through unless it says otherwise.</summary>
internal abstract class OneInputOp(Op source) : Op
{
    private Op source = source;

    public Op Source
    {
        get => source;
        set => source = value;
    }

    public override ReadOnlySpan<Op> Inputs => new(in source);

    public override void SetInput(int index, Op input) => source = input;

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        Source = Source.AddPredicate(context, predicate);
        return this;
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => Source.AddColumn(context, reuse, groupBy, column);

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => Source.FindColumn(context, expr, underRoute);

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => Source.Columns(context);

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Source.SelectItems(context);

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => Source.Ordering(context);

    public override int AddWeightString(PlanContext context, int offset, bool underRoute) => Source.AddWeightString(context, offset, underRoute);
}
