using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>A recursive common table expression that vtgate runs: seed once, term for each row. Vitess: recurse_cte.go, cte_merging.go (planner-facts §9.4).</summary>
internal sealed class RecurseOp : Op
{
    private RecurseOp()
    {
    }

    public override IReadOnlyList<Op> Inputs => [];

    public static Op Build(PlanContext context, RecursiveCte recursion, DerivedAs identity) => throw new NotModelledException("a recursive common table expression over shards");

    public static RouteOp TermTable(PlanContext context, QueryTable table) => throw new NotModelledException("a recursive common table expression over shards");

    public Op? TryMerge(PlanContext context) => null;

    public override void SetInput(int index, Op input) => throw new InvalidOperationException();

    public override Op Clone() => this;

    public override Op AddPredicate(PlanContext context, Predicate predicate) => new FilterOp(this, predicate);

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => -1;

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => -1;

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];
}
