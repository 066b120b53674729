namespace PocSharding.Vitess;

/// <summary>A table, or why there is none (null: no such table).</summary>
internal readonly record struct TableFound(VTable? Table, string? Error);

/// <summary>Finds tables by name without routing rules. Vitess: vindexes/vschema.go, findTable.</summary>
internal sealed class TableFinder(IReadOnlyDictionary<string, Keyspace> keyspaces, IReadOnlyDictionary<string, VTable?> global)
{
    public IReadOnlyDictionary<string, Keyspace> Keyspaces => keyspaces;

    /// <summary>An unsharded keyspace has every table; without keyspace a name must be unique, or the keyspace the only one.</summary>
    public TableFound Find(string keyspace, string table)
    {
        if (keyspace.Length == 0)
            return FindGlobal(table);
        if (!keyspaces.TryGetValue(keyspace, out Keyspace? found))
            return new TableFound(null, $"VT05003: unknown database '{keyspace}' in vschema");
        return InKeyspace(found, table) is { } t ? new TableFound(t, null) : new TableFound(null, $"table {table} not found");
    }

    private static VTable? InKeyspace(Keyspace keyspace, string table) =>
        keyspace.Tables.GetValueOrDefault(table) ?? (keyspace.Sharded ? null : new VTable(table, keyspace) { Implicit = true });

    private TableFound FindGlobal(string table)
    {
        if (global.TryGetValue(table, out VTable? known))
            return known is null ? new TableFound(null, $"ambiguous table reference: {table}") : new TableFound(known, null);
        VTable? only = keyspaces.Count == 1 ? InKeyspace(keyspaces.Values.First(), table) : null;
        return new TableFound(only, only is null ? $"table {table} not found" : null);
    }
}
