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
            (target, rows) => DeletePlanner.Rows(context, rows.ForDelete(delete), target),
            _ => []);

    public static Op Update(PlanContext context, Update update, TableInstance[] targets)
    {
        CheckDependencies(update);
        return WithInput(
            context,
            targets,
            new Selection(update.Tables, update.Where, update.OrderBy, update.Limit),
            DmlWithInputPlanning.KnownKeyColumns,
            (target, rows) => UpdatePlanner.Rows(context, rows.ForUpdate(context, update, target), target),
            target => ReadElsewhere(update, target));
    }

    private sealed record Selection(NodeList<TableExpr> Tables, Expr? Where, NodeList<OrderItem> OrderBy, Limit? Limit);

    /// <summary>One target with its key predicate.</summary>
    private sealed record ByKey(AliasedTable Syntax, Expr Predicate)
    {
        public Delete ForDelete(Delete delete) => new(new NodeList<TableExpr>([Syntax])) { Ignore = delete.Ignore, Where = Predicate };

        public Update ForUpdate(PlanContext context, Update update, TableInstance target)
        {
            Assignment[] own = [.. OwnOf(update, target).Select(a => a with { Value = FromInput(context, a.Value, target) })];
            return new Update(new NodeList<TableExpr>([Syntax]), new NodeList<Assignment>(own)) { Ignore = update.Ignore, Where = Predicate };
        }

        private static Expr FromInput(PlanContext context, Expr value, TableInstance target) => Tree.Map(value, node =>
            node is ColumnName column && IsElsewhere(column, target) ? new Argument(context.ArgumentFor(column)) : node is SubqueryExpr ? node : null);
    }

    private static IEnumerable<Assignment> OwnOf(Update update, TableInstance target) => update.Assignments.Where(a => Exprs.DirectDeps(a.Column) == target.Set);

    private static bool IsElsewhere(ColumnName column, TableInstance target) => !Exprs.Deps(column).IsSolvedBy(target.Set);

    /// <summary>Columns of other tables that the new values of a target read: the input gives them, after the keys. Vitess: dml_with_input.go planOffsets.</summary>
    private static List<ColumnName> ReadElsewhere(Update update, TableInstance target)
    {
        var found = new List<ColumnName>();
        foreach (Assignment assignment in OwnOf(update, target))
            Tree.Walk(assignment.Value, node =>
            {
                if (node is ColumnName column && IsElsewhere(column, target))
                    found.Add(column);
                return node is not SubqueryExpr;
            });
        return found;
    }

    private sealed record Change(Op Op, VTable Written, List<ColumnName> Keys, List<ColumnName> Read);

    private static DmlWithInputOp WithInput(
        PlanContext context,
        TableInstance[] targets,
        Selection selection,
        Func<VTable, TableInstance, List<ColumnName>> keysOf,
        Func<TableInstance, ByKey, Op> change,
        Func<TableInstance, List<ColumnName>> readBy)
    {
        var changes = new List<Change>();
        foreach (TableInstance target in targets)
        {
            VTable table = DmlTargets.TableOf(context, target);
            VTable written = table is { Type: VTableType.Reference, Source: { } source } ? source : table;
            List<ColumnName> own = keysOf(table, target);
            Expr left = own.Count == 1 ? own[0] : new TupleExpr(new NodeList<Expr>([.. own]));
            var predicate = new ComparisonExpr(ComparisonOp.In, left, new ListArgument(DmlWithInputPlanning.Keys));
            changes.Add(new Change(change(target, new ByKey(SyntaxOf(selection.Tables, target), predicate)), written, own, readBy(target)));
        }
        List<Change> sorted = [.. changes.OrderBy(c => Rank(c.Written))];
        List<ColumnName> keys = [.. sorted.SelectMany(c => c.Keys)];
        Op rows = OpBuilder.Where(context, OpBuilder.From(context, selection.Tables), selection.Where);
        var input = ProjectionOp.Over(DmlTargets.WithOrderAndLimit(rows, selection.OrderBy, selection.Limit), keys.Select(Op.Wrap));
        return new DmlWithInputOp(input, sorted.ConvertAll(c => c.Op), [.. keys, .. sorted.SelectMany(c => c.Read)]) { Lock = new LockClause(LockMode.Update) };
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
