using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>USE VINDEX and IGNORE VINDEX; backfilling lookups are never used (planner-facts §5.2).</summary>
internal static class VindexHints
{
    public static List<ColumnVindex> Usable(VTable table, NodeList<IndexHint> hints)
    {
        if (HintOf(table, hints) is { } hint)
            return Hinted(table, hint);
        return table.ColumnVindexes.Exists(v => v.Backfill) ? table.ColumnVindexes.FindAll(v => !v.Backfill) : table.ColumnVindexes;
    }

    private static IndexHint? HintOf(VTable table, NodeList<IndexHint> hints)
    {
        IndexHint? hint = null;
        foreach (IndexHint candidate in hints)
        {
            if (candidate.Kind is not (IndexHintKind.UseVindex or IndexHintKind.IgnoreVindex))
                continue;
            if (hint is not null)
                throw new RefusedException("VT09020", "can not use multiple vindex hints for table " + table.Name);
            hint = candidate;
        }
        return hint;
    }

    private static List<ColumnVindex> Hinted(VTable table, IndexHint hint)
    {
        foreach (Ident name in hint.Indexes)
            if (!table.ColumnVindexes.Exists(v => Named(v, name)))
                throw new RefusedException("VT09021", $"Vindex '{name.Text}' does not exist in table '{table.Keyspace.Name}.{table.Name}'");
        bool use = hint.Kind == IndexHintKind.UseVindex;
        return table.ColumnVindexes.FindAll(v => !v.Backfill && hint.Indexes.Any(n => Named(v, n)) == use);
    }

    private static bool Named(ColumnVindex vindex, Ident name) => vindex.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase);
}
