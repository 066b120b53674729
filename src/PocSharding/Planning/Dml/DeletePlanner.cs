using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Phases;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml;

/// <summary>DELETE. Vitess: operators/delete.go (planner-facts §14).</summary>
internal static class DeletePlanner
{
    public static Primitive Plan(PlanContext context, Delete delete)
    {
        TableInstance[] targets = Targets(context, delete);
        foreach (TableInstance target in targets)
        {
            if (target.Kind == TableKind.Derived)
                throw new RefusedException("VT03004", $"the target table {target.Alias} of the DELETE is not updatable");
        }
        context.DmlTargets = targets.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Set));
        Op root = targets.Length > 1 || ForeignKeyRules.NeedsInput(context, delete, targets) ? MultiTableDml.Delete(context, delete, targets) : Rows(context, delete, targets[0]);
        root = QueryPlanning.Plan(context, root, null);
        DmlLocks.Apply(root, null);
        return PrimitiveBuilder.Build(context, root);
    }

    private static TableInstance[] Targets(PlanContext context, Delete delete)
    {
        if (delete.Targets.Count == 0)
            return delete.Tables is [AliasedTable { Instance: >= 0 } only] ? [context.Instance(only.Instance)] : throw new NotModelledException("a DELETE whose target is not known");
        return [.. delete.Targets.Select(t => context.Analysis.Tables.First(i => i.Alias == t.Name))];
    }

    public static Op Rows(PlanContext context, Delete delete, TableInstance target)
    {
        var subqueries = new SubqueryExtraction(context);
        Op rows = OpBuilder.Where(context, OpBuilder.From(context, delete.Tables), delete.Where, subqueries);
        VTable table = DmlTargets.Writable(context, target, rows);
        IReadOnlyList<ColumnVindex> owned = [];
        if (table.Keyspace.Sharded && table.Type == VTableType.Normal)
        {
            DmlTargets.PrimaryVindex(table);
            owned = [.. DmlTargets.Owned(table)];
        }
        if (delete.Limit is not null)
            rows = DmlTargets.WithOrderAndLimit(rows, delete.OrderBy, delete.Limit);
        var change = new DmlOp(rows, DmlVerb.Delete, target, table)
        {
            Ignore = delete.Ignore,
            Owned = owned,
            OwnedQuery = owned.Count == 0 ? null : DmlTargets.OwnedQuery(table, []),
        };
        return ForeignKeyRules.AroundDelete(context, delete, target, table, subqueries.Around(change));
    }
}
