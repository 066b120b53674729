using PocSharding.Planning.Plan;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>
/// A foreign key is shard-scoped when a child row always lies in its parent's shard: MySQL itself then keeps it. Vitess: semantics/semantic_table.go
/// isShardScoped (planner-facts §15).
/// </summary>
internal static class ShardScope
{
    public static bool Holds(VForeignKey key)
    {
        if (!ReferenceEquals(key.Parent.Keyspace, key.Child.Keyspace))
            return false;
        if (!key.Parent.Keyspace.Sharded)
            return true;
        (ColumnVindex parent, ColumnVindex child) = (Primary(key.Parent), Primary(key.Child));
        return ReferenceEquals(parent.Vindex, child.Vindex)
            && parent.Columns.Count == child.Columns.Count
            && SamePlaces(key, parent.Columns, child.Columns);
    }

    /// <summary>Each vindex column stands at the same place of the key on both sides.</summary>
    private static bool SamePlaces(VForeignKey key, IReadOnlyList<string> parent, IReadOnlyList<string> child)
    {
        for (int i = 0; i < parent.Count; i++)
        {
            int place = KeyColumns.IndexOf(key.ParentColumns, parent[i]);
            if (place < 0 || place != KeyColumns.IndexOf(key.ChildColumns, child[i]))
                return false;
        }
        return true;
    }

    private static ColumnVindex Primary(VTable table) => table.ColumnVindexes is [var primary, ..]
        ? primary
        : throw new RefusedException(new Refused("", $"foreign key to or from the reference table {table}: the planner crashes"));
}

/// <summary>Column lists of a key; names compare without case.</summary>
internal static class KeyColumns
{
    public static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        for (int i = 0; i < columns.Count; i++)
            if (columns[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    public static bool Has(IReadOnlyList<string> columns, string name) => IndexOf(columns, name) >= 0;
}
