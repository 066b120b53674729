using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Operators;

/// <summary>A table inside a Route.</summary>
internal sealed class TableOp(TableInstance instance, AliasedTable syntax, VTable table, IReadOnlyList<Predicate> predicates) : Op
{
    private List<ExprItem>? columns;
    private List<Predicate>? pushed;

    public TableInstance Instance => instance;

    /// <summary>The table as it is sent to MySQL: routed name, alias kept.</summary>
    public AliasedTable Syntax => syntax;

    public VTable Table => table;

    /// <summary>The predicates of the query graph that need this table alone.</summary>
    public IReadOnlyList<Predicate> Predicates { get; set; } = predicates;

    /// <summary>All that the table is filtered by: its own predicates, then those that joins pushed down to it, the last one first.</summary>
    public IEnumerable<Predicate> Filters => pushed is null ? Predicates : [.. Predicates, .. pushed.AsEnumerable().Reverse()];

    public override ReadOnlySpan<Op> Inputs => [];

    public override TableSet Introduces => instance.Set;

    public override void SetInput(int index, Op input) => throw new InvalidOperationException("a table has no input");

    public override Op Clone() => new TableOp(instance, syntax, table, Predicates) { columns = columns is null ? null : [.. columns], pushed = pushed is null ? null : [.. pushed] };

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        (pushed ??= []).Add(predicate);
        return this;
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        int offset = FindColumn(context, column.Expr, false);
        if (offset >= 0)
            return offset;
        (columns ??= []).Add(column);
        return columns.Count - 1;
    }

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => columns is null ? -1 : columns.FindIndex(c => c.Expr.Equals(expr));

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => columns ?? [];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];
}
