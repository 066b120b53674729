using PocSharding.Planning.Merging;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>
/// A recursive common table expression: seed once, then the term with each row that came before. While it is not known whether both become one Route,
/// the term reads that row by arguments. Vitess: recurse_cte.go, cte_merging.go (planner-facts §9.4).
/// </summary>
internal sealed class RecurseOp(Op seed, Op term, RecursiveCte recursion, List<(Predicate Predicate, Expr Original)> predicates) : Op
{
    private TwoOps inputs = new(seed, term);
    private bool hasTermList;

    public Op Seed => inputs[0];

    public Op Term => inputs[1];

    public RecursiveCte Recursion => recursion;

    public override ReadOnlySpan<Op> Inputs => inputs;

    public override void SetInput(int index, Op input) => inputs[index] = input;

    public override Op Clone() => new RecurseOp(Seed.Clone(), Term.Clone(), recursion, predicates) { hasTermList = hasTermList };

    public static Op Build(PlanContext context, RecursiveCte recursion, DerivedAs identity)
    {
        if (recursion is not { Seed: { } seed, Term: Select term, TermInstance: >= 0 })
            throw new NotModelledException("a recursive common table expression whose term is no SELECT of it");
        Op first = OpBuilder.Query(context, seed);
        var predicates = new List<(Predicate, Expr)>();
        context.Recursions.Push((context.Instance(recursion.TermInstance).Set, predicates));
        Op rows = OpBuilder.Where(context, OpBuilder.From(context, term.From), term.Where);
        context.Recursions.Pop();
        return new HorizonOp(new RecurseOp(first, rows, recursion, predicates), new Union(seed, term, recursion.Distinct)) { Derived = identity };
    }

    /// <summary>The rows so far, as the term's FROM sees them: no table of their own.</summary>
    public static RouteOp TermTable(PlanContext context, QueryTable table)
    {
        var dual = context.Resolver.Resolve(new TableName("", "dual")).Table!;
        return new RouteOp(new TableOp(table.Instance, table.Syntax, dual, table.Predicates), new DualRouting());
    }

    /// <summary>One Route for both, which MySQL then runs as the WITH RECURSIVE that it was.</summary>
    public Op? TryMerge(PlanContext context)
    {
        if (hasTermList || Seed is not RouteOp first || Term is not RouteOp second)
            return null;
        (first, second, bool same) = RouteMerger.InOneKeyspace(context, first, second);
        if (RecursionMerging.Decide(first.Routing, second.Routing, same) is not { } routing)
            return null;
        foreach ((Predicate predicate, Expr original) in predicates)
            predicate.Expr = original;
        return new RouteOp(new RecurseOp(first.Source, second.Source, recursion, predicates), routing) { MergedTables = second.MergedTables, Merged = second.Merged };
    }

    /// <summary>What did not merge needs the term's select list.</summary>
    public static Op AddTermLists(PlanContext context, Op root) => BottomUp(context, root, static (context, op) =>
    {
        if (op is not RecurseOp { hasTermList: false } recurse)
            return null;
        recurse.hasTermList = true;
        recurse.SetInput(1, new HorizonOp(recurse.Term, recurse.TermByArguments(context)));
        return recurse;
    });

    private Select TermByArguments(PlanContext context)
    {
        TableSet own = context.Instance(recursion.TermInstance).Set;
        var term = (Select)recursion.Term!;
        return term with
        {
            Items = new NodeList<SelectItem>([.. term.Items.Select(i => Tree.Map(i, node => node is ColumnName column && Exprs.DirectDeps(column) == own ? new Argument(context.ArgumentFor(column)) : null))]),
        };
    }

    public override Op AddPredicate(PlanContext context, Predicate predicate) => new FilterOp(this, predicate);

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        if (FindColumn(context, column.Expr, false) is >= 0 and int found)
            return found;
        if (column.Expr is WeightStringExpr weight && FindColumn(context, weight.Operand, false) is >= 0 and int operand)
            return AddWeightString(context, operand, false);
        if (column.Expr is not (Literal or Argument))
            throw new NotModelledException("a new column of a recursive common table expression");
        Term.AddColumn(context, reuse, groupBy, column);
        return Seed.AddColumn(context, reuse, groupBy, column);
    }

    public override int AddWeightString(PlanContext context, int offset, bool underRoute)
    {
        Term.AddWeightString(context, offset, underRoute);
        return Seed.AddWeightString(context, offset, underRoute);
    }

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => FindByName(Columns(context), expr);

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => Seed.Columns(context);

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Seed.SelectItems(context);

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];
}
