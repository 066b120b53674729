using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml;

/// <summary>Changes of several tables: their keys are read and locked, then each is changed by key. Vitess: delete.go, update.go … WithInput.</summary>
internal static class MultiTableDml
{
    public static Op Delete(PlanContext context, Delete delete, TableInstance[] targets) =>
        WithInput(
            context,
            targets,
            new Selection(delete.Tables, delete.Where, delete.OrderBy, delete.Limit),
            DmlWithInputPlanning.KeyColumns,
            (target, rows) => DeletePlanner.Rows(context, rows.ForDelete(delete), target));

    public static Op Update(PlanContext context, Update update, TableInstance[] targets)
    {
        CheckDependencies(update);
        return WithInput(
            context,
            targets,
            new Selection(update.Tables, update.Where, update.OrderBy, update.Limit),
            DmlWithInputPlanning.KnownKeyColumns,
            (target, rows) => UpdatePlanner.Rows(context, rows.ForUpdate(context, update, target), target));
    }

    private sealed record Selection(NodeList<TableExpr> Tables, Expr? Where, NodeList<OrderItem> OrderBy, Limit? Limit);

    /// <summary>One target with its key predicate.</summary>
    private sealed record ByKey(AliasedTable Syntax, Expr Predicate)
    {
        public Delete ForDelete(Delete delete) => new(new NodeList<TableExpr>([Syntax])) { Ignore = delete.Ignore, Where = Predicate };

        public Update ForUpdate(PlanContext context, Update update, TableInstance target)
        {
            Assignment[] own = [.. update.Assignments.Where(a => Exprs.DirectDeps(a.Column) == target.Set).Select(a => a with { Value = FromInput(context, a.Value, target) })];
            return new Update(new NodeList<TableExpr>([Syntax]), new NodeList<Assignment>(own)) { Ignore = update.Ignore, Where = Predicate };
        }

        private static Expr FromInput(PlanContext context, Expr value, TableInstance target) => Tree.Map(value, node =>
            node is ColumnName column && !Exprs.Deps(column).IsSolvedBy(target.Set) ? new Argument(context.ArgumentFor(column)) : node is SubqueryExpr ? node : null);
    }

    private static DmlWithInputOp WithInput(
        PlanContext context, TableInstance[] targets, Selection selection, Func<VTable, TableInstance, List<ColumnName>> keysOf, Func<TableInstance, ByKey, Op> change)
    {
        var keys = new List<ColumnName>();
        var dmls = new List<(Op Op, VTable Table)>();
        foreach (TableInstance target in targets)
        {
            VTable table = DmlTargets.TableOf(context, target);
            VTable written = table is { Type: VTableType.Reference, Source: { } source } ? source : table;
            List<ColumnName> own = keysOf(table, target);
            keys.AddRange(own);
            Expr left = own.Count == 1 ? own[0] : new TupleExpr(new NodeList<Expr>([.. own]));
            var predicate = new ComparisonExpr(ComparisonOp.In, left, new ListArgument(DmlWithInputPlanning.Keys));
            dmls.Add((change(target, new ByKey(SyntaxOf(selection.Tables, target), predicate)), written));
        }
        List<Op> sorted = [.. dmls.OrderBy(d => Rank(d.Table)).Select(d => d.Op)];
        Op rows = OpBuilder.Where(context, OpBuilder.From(context, selection.Tables), selection.Where);
        var input = ProjectionOp.Over(DmlTargets.WithOrderAndLimit(rows, selection.OrderBy, selection.Limit), keys.Select(Op.Wrap));
        return new DmlWithInputOp(input, sorted, keys) { Lock = new LockClause(LockMode.Update) };
    }

    /// <summary>Lookup-type primary vindexes first, tables without vindexes last.</summary>
    private static int Rank(VTable table) => table.ColumnVindexes.Count == 0 ? 2 : table.ColumnVindexes[0].Vindex is LookupVindex ? 0 : 1;

    private static AliasedTable SyntaxOf(NodeList<TableExpr> tables, TableInstance target)
    {
        AliasedTable? found = null;
        foreach (TableExpr table in tables)
            Tree.Walk(table, node =>
            {
                if (node is AliasedTable aliased && aliased.Instance == target.Id)
                    found = aliased;
                return found is null;
            });
        return found ?? throw new NotModelledException("the target of a change is not in FROM");
    }

    /// <summary>A value read from another table must not be changed by the same statement.</summary>
    private static void CheckDependencies(Update update)
    {
        foreach (Assignment assignment in update.Assignments)
            foreach (Assignment other in update.Assignments)
                if (!ReferenceEquals(assignment, other) && Exprs.DirectDeps(assignment.Column) != Exprs.DirectDeps(other.Column)
                    && Exprs.Contains(assignment.Value, n => n is ColumnName column && column.Equals(other.Column)))
                    throw RefusedException.Unsupported($"'{Sql.SqlPrinter.Print(other.Column)}' column referenced in update expression '{Sql.SqlPrinter.Print(assignment.Value)}' is itself updated");
    }
}
