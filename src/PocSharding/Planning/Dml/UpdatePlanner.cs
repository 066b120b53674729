using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Phases;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml;

/// <summary>UPDATE. Vitess: operators/update.go (planner-facts §14).</summary>
internal static class UpdatePlanner
{
    public static Primitive Plan(PlanContext context, Update update)
    {
        TableInstance[] targets = Targets(context, update);
        foreach (TableInstance target in targets)
        {
            if (target.Kind == TableKind.Derived || context.Tables[target.Id].Vindex is not null)
                throw new RefusedException("VT03032", $"the target table {Text(update, target)} of the UPDATE is not updatable");
        }
        ForeignKeyRules.CheckUpdate(context, update);
        context.DmlTargets = targets.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Set));
        Op root = targets.Length > 1 || ReadsOthers(update, targets) || ForeignKeyRules.NeedsInput(context, update, targets)
            ? MultiTableDml.Update(context, update, targets)
            : Rows(context, update, targets[0]);
        root = QueryPlanning.Plan(context, root, null);
        DmlLocks.Apply(root, new LockClause(LockMode.ShareOld));
        return PrimitiveBuilder.Build(context, root);
    }

    private static string Text(Update update, TableInstance target)
    {
        AliasedTable? found = null;
        foreach (TableExpr table in update.Tables)
            Tree.Walk(table, node => (found ??= node is AliasedTable { Source: DerivedTable } aliased && aliased.Instance == target.Id ? aliased : null) is null);
        return found is null ? target.Alias : Sql.SqlPrinter.Print(found);
    }

    private static TableInstance[] Targets(PlanContext context, Update update)
    {
        if (update.Assignments.Any(a => !Exprs.DirectDeps(a.Column).IsSingle))
            throw new RefusedException("VT13001", "[BUG] should only be used for single tables");
        TableSet set = update.Assignments.Aggregate(TableSet.Empty, (s, a) => s.Union(Exprs.DirectDeps(a.Column)));
        return [.. context.Analysis.Tables.Where(t => t.Set.IsSolvedBy(set))];
    }

    /// <summary>Values that come from another table than the one that is changed.</summary>
    private static bool ReadsOthers(Update update, TableInstance[] targets)
    {
        TableSet own = targets.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Set));
        return update.Assignments.Any(a => !Outside(a.Value).IsSolvedBy(own));
    }

    /// <summary>Columns outside subqueries.</summary>
    private static TableSet Outside(Expr value)
    {
        TableSet set = TableSet.Empty;
        Tree.Walk(value, node =>
        {
            if (node is ColumnName column)
                set = set.Union(Exprs.Deps(column));
            return node is not SubqueryExpr;
        });
        return set;
    }

    public static Op Rows(PlanContext context, Update update, TableInstance target)
    {
        var subqueries = new SubqueryExtraction(context);
        Op rows = OpBuilder.Where(context, OpBuilder.From(context, update.Tables), update.Where, subqueries);
        TableSet outer = rows.Tables;
        VTable table = DmlTargets.Writable(context, target, rows);
        List<Assignment> assignments = [.. update.Assignments.Select(a => subqueries.PullOut(a.Value, outer) is { } pulled ? a with { Value = pulled.Expr } : a)];
        ChangedVindexes changes = ChangedVindexes.Of(context, table, assignments);
        var dml = new DmlOp(DmlTargets.WithOrderAndLimit(rows, update.OrderBy, update.Limit), DmlVerb.Update, target, table)
        {
            Assignments = assignments,
            Ignore = update.Ignore,
            Owned = changes.Owned,
            OwnedQuery = changes.Query,
            VindexArguments = changes.Arguments,
            ChangesVindexOfAnyRows = changes.Any && update is { Limit: not null, OrderBy.Count: 0 },
        };
        return subqueries.Around(ForeignKeyRules.AroundUpdate(context, update with { Assignments = new NodeList<Assignment>([.. assignments]) }, target, table, dml));
    }
}

/// <summary>Vindexes whose columns an UPDATE assigns. Vitess: buildChangedVindexesValues (planner-facts §14.3).</summary>
internal sealed record ChangedVindexes(bool Any, IReadOnlyList<ColumnVindex> Owned, Select? Query, HashSet<string> Arguments)
{
    private static readonly ChangedVindexes None = new(false, [], null, []);

    public static ChangedVindexes Of(PlanContext context, VTable table, List<Assignment> assignments)
    {
        if (!table.Keyspace.Sharded)
            return None;
        _ = context;
        DmlTargets.PrimaryVindex(table);
        var changed = new List<ColumnVindex>();
        var comparisons = new List<ExprItem>();
        HashSet<string> arguments = new(StringComparer.Ordinal);
        for (int i = 0; i < table.ColumnVindexes.Count; i++)
        {
            ColumnVindex vindex = table.ColumnVindexes[i];
            List<Assignment> own = [];
            foreach (string column in vindex.Columns)
                own.AddRange(Matching(assignments, column));
            if (own.Count == 0 || vindex.Partial)
                continue;
            if (i == 0)
                throw RefusedException.Unsupported($"you cannot UPDATE primary vindex columns; invalid update on vindex: {vindex.Name}");
            if (vindex.Vindex is not LookupVindex)
                throw RefusedException.Unsupported($"you can only UPDATE lookup vindexes; invalid update on vindex: {vindex.Name}");
            changed.Add(vindex);
            arguments.UnionWith(own.Select(a => a.Value).OfType<Argument>().Select(a => a.Name));
            Expr? same = Exprs.And(own.Select(a => (Expr)new ComparisonExpr(ComparisonOp.Equal, new ColumnName(a.Column.Name, TableName.None), a.Value)));
            comparisons.Add(Op.Wrap(same!));
        }
        return changed.Count == 0 ? None : new ChangedVindexes(true, changed, DmlTargets.OwnedQuery(table, comparisons), arguments);
    }

    private static List<Assignment> Matching(List<Assignment> assignments, string column)
    {
        List<Assignment> found = assignments.FindAll(a => a.Column.Name.Text.Equals(column, StringComparison.OrdinalIgnoreCase));
        if (found.Count > 1)
            throw new RefusedException("VT03015", $"column has duplicate set values: '{column}'");
        foreach (Assignment assignment in found)
            if (!Evaluable.IsValue(assignment.Value))
                throw RefusedException.Unsupported(
                    $"only values are supported; invalid update on column: `{assignment.Column.Name}` with expr: [{Sql.SqlPrinter.Print(assignment.Value)}]");
        return found;
    }
}
