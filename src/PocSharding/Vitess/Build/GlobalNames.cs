namespace PocSharding.Vitess;

/// <summary>Unqualified names; null where ambiguous. Vitess: vindexes/vschema.go, buildGlobalSchema.</summary>
internal sealed class GlobalNames
{
    public Dictionary<string, VTable?> Tables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Vindex?> Vindexes { get; } = new(StringComparer.Ordinal);

    public static GlobalNames Of(IEnumerable<Keyspace> keyspaces)
    {
        var names = new GlobalNames();
        foreach (Keyspace keyspace in keyspaces.Where(k => !k.RequireExplicitRouting))
        {
            foreach ((string name, Vindex vindex) in keyspace.Vindexes)
                names.Vindexes[name] = names.Vindexes.ContainsKey(name) ? null : vindex;
            foreach (VTable table in keyspace.Tables.Values)
                names.Add(table);
        }
        return names;
    }

    /// <summary>A reference table gives way to its source of the same name.</summary>
    private void Add(VTable table)
    {
        if (table.Source is { } source && source.Name == table.Name)
            return;
        if (!Tables.TryGetValue(table.Name, out VTable? known))
            Tables.Add(table.Name, table);
        else if (known is not null && table.ReferencedBy.ContainsKey(known.Keyspace.Name))
            Tables[table.Name] = table;
        else if (known is not null && !known.ReferencedBy.ContainsKey(table.Keyspace.Name))
            Tables[table.Name] = null;
    }
}
