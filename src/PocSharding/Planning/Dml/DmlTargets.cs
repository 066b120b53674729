using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml;

/// <summary>What UPDATE and DELETE share about the table that they change.</summary>
internal static class DmlTargets
{
    /// <summary>A reference table is written at its source.</summary>
    public static VTable Writable(PlanContext context, TableInstance target, Op rows)
    {
        VTable table = TableOf(context, target);
        if (table is not { Type: VTableType.Reference, Source: { } source })
            return table;
        foreach (QueryGraphOp graph in rows.All<QueryGraphOp>())
            if (graph.Members.Exists(t => t.Instance == target) && graph.Members.Count > 1)
                throw RefusedException.Unsupported("DML on reference table with join");
        context.Redirect(target, source);
        return source;
    }

    public static VTable TableOf(PlanContext context, TableInstance target) => context.TableOf(target.Id) ?? throw (target.Kind == TableKind.SystemSchema
        ? RefusedException.Unsupported("update information schema tables")
        : new RefusedException("", "a vindex as the target of DELETE: the planner crashes"));

    /// <summary>The vindex that says which shard a row is on.</summary>
    public static ColumnVindex PrimaryVindex(VTable table)
    {
        if (table.ColumnVindexes is not [{ Unique: true } primary, ..])
            throw new RefusedException("VT09001", $"table '{table.Name}' does not have a primary vindex");
        return primary;
    }

    /// <summary>SELECT of the keyspace id's columns and all owned ones.</summary>
    public static Select OwnedQuery(VTable table, IEnumerable<ExprItem> changed)
    {
        IEnumerable<string> columns = PrimaryVindex(table).Columns.Concat(Owned(table).SelectMany(v => v.Columns));
        return new Select(new NodeList<SelectItem>([.. columns.Select(c => new ExprItem(new ColumnName(c), Ident.None)), .. changed]))
        {
            Lock = new LockClause(LockMode.Update),
        };
    }

    public static IEnumerable<ColumnVindex> Owned(VTable table) => table.ColumnVindexes.Where(v => v.Owned && !v.Partial);

    public static Op WithOrderAndLimit(Op rows, NodeList<OrderItem> order, Limit? limit)
    {
        if (order.Count > 0)
            rows = new OrderingOp(rows, [.. order.Select(o => new OrderBy(o.Expr, o.Descending))]);
        return limit is null ? rows : new LimitOp(rows, limit, isTop: false);
    }
}
