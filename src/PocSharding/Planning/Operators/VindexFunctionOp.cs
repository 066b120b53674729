using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Operators;

/// <summary>A vindex read like a table: <c>select keyspace_id from hash where id = 1</c>. Vitess: operators/vindex.go (planner-facts §17.4).</summary>
internal sealed class VindexFunctionOp(TableInstance instance, Vindex vindex) : Op
{
    private const string Form = "VT09018";
    private readonly List<ExprItem> columns = [];

    public Vindex Vindex => vindex;

    /// <summary>The value or list that <c>id</c> is compared with.</summary>
    public Expr? Value { get; private set; }

    public override ReadOnlySpan<Op> Inputs => [];

    public override TableSet Introduces => instance.Set;

    public override void SetInput(int index, Op input) => throw new InvalidOperationException("a vindex has no input");

    public override Op Clone()
    {
        var copy = new VindexFunctionOp(instance, vindex) { Value = Value };
        copy.columns.AddRange(columns);
        return copy;
    }

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        if (Value is not null)
            throw Wrong("multiple filters");
        if (predicate.Expr is not ComparisonExpr comparison)
            throw Wrong("not a comparison");
        if (comparison.Op is not (ComparisonOp.Equal or ComparisonOp.In))
            throw Wrong("not equality");
        if (comparison.Left is not ColumnName column)
            throw Wrong("lhs is not a column");
        if (!column.Name.Equals(new Ident("id")))
            throw Wrong("lhs is not id");
        bool isValue = comparison.Right switch
        {
            ListArgument => comparison.Op == ComparisonOp.In,
            TupleExpr tuple => comparison.Op == ComparisonOp.In && tuple.Items.All(IsValue),
            _ => comparison.Op == ComparisonOp.Equal && IsValue(comparison.Right),
        };
        if (!isValue)
            throw Wrong("rhs is not a value");
        Value = comparison.Right;
        return this;
    }

    private static bool IsValue(Expr expr) => expr is Argument or Literal { Kind: LiteralKind.Integer or LiteralKind.String or LiteralKind.HexString };

    public static RefusedException Wrong(string reason) =>
        new(Form, $"WHERE clause for vindex function must be of the form id = <val> or id in(<val>,...) ({reason})");

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        if (Value is null)
            throw Wrong("where clause missing");
        if (column.Expr is not ColumnName)
            throw new RefusedException(Form, $"cannot add '{Sql.SqlPrinter.Print(column.Expr)}' expression to a table/vindex");
        int found = reuse ? FindColumn(context, column.Expr, false) : -1;
        if (found >= 0)
            return found;
        columns.Add(column);
        return columns.Count - 1;
    }

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => columns.FindIndex(c => c.Expr.Equals(expr));

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => columns;

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];
}
