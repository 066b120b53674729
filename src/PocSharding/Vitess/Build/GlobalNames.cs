namespace PocSharding.Vitess;

/// <summary>Unqualified names; null where ambiguous. A reference table gives way to its source of the same name. Vitess: vindexes/vschema.go, buildGlobalSchema.</summary>
internal sealed class GlobalNames
{
    public Dictionary<string, VTable?> Tables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Vindex?> Vindexes { get; } = new(StringComparer.Ordinal);

    public static GlobalNames Of(VSchemaDocument document, IEnumerable<Keyspace> keyspaces)
    {
        var names = new GlobalNames();
        foreach (Keyspace keyspace in keyspaces.Where(k => !k.RequireExplicitRouting))
        {
            foreach ((string name, Vindex vindex) in keyspace.Vindexes)
                names.Vindexes[name] = names.Vindexes.ContainsKey(name) ? null : vindex;
            foreach (VTable table in keyspace.Tables.Values.Where(t => SourceName.Of(t, document)?.Table != t.Name))
                names.Tables[table.Name] = names.Tables.ContainsKey(table.Name) ? null : table;
        }
        return names;
    }
}
