namespace PocSharding.Vitess;

/// <summary>Ties reference tables to their sources. Vitess: vindexes/vschema.go, buildReferences.</summary>
internal static class ReferenceBuilder
{
    public static void Resolve(VSchemaDocument document, IReadOnlyDictionary<string, Keyspace> keyspaces)
    {
        foreach (Keyspace keyspace in keyspaces.Values)
        {
            string? error = ResolveAll(document, keyspace, keyspaces);
            keyspace.Error ??= error;
        }
    }

    private static string? ResolveAll(VSchemaDocument document, Keyspace keyspace, IReadOnlyDictionary<string, Keyspace> keyspaces)
    {
        foreach (string name in document.Keyspaces[keyspace.Name].Tables.Keys)
            if (keyspace.Tables.TryGetValue(name, out VTable? table) && SourceOf(document, table) is { } source && Resolve(document, table, source, keyspaces) is { } error)
                return error;
        return null;
    }

    private static SourceName? SourceOf(VSchemaDocument document, VTable table) =>
        table.Type == VTableType.Reference && document.Keyspaces[table.Keyspace.Name].Tables[table.Name].Source is { Length: > 0 } source ? SourceName.Parse(source) : null;

    private static string? Resolve(VSchemaDocument document, VTable table, SourceName name, IReadOnlyDictionary<string, Keyspace> keyspaces)
    {
        string quoted = GoText.Quote(name.ToString());
        if (name.Keyspace == table.Keyspace.Name)
            return $"source {quoted} may not reference a table in the same keyspace as table: {table.Name}";
        if (!keyspaces.TryGetValue(name.Keyspace, out Keyspace? keyspace) && name.Keyspace.Length > 0)
            return $"source {quoted} references a non-existent keyspace {GoText.Quote(name.Keyspace)}";
        if (keyspace is null || !keyspace.Tables.TryGetValue(name.Table, out VTable? source))
            return $"source {quoted} references a table {GoText.Quote(name.Table)} that is not present in the VSchema of keyspace {GoText.Quote(name.Keyspace)}";
        if (source.Type == VTableType.Sequence)
            return $"source {quoted} may not reference a table of type \"sequence\": {table.Name}";
        if (source.ReferencedBy.TryGetValue(table.Keyspace.Name, out VTable? other))
            return $"source {quoted} may not be referenced more than once per keyspace: {string.Join(", ", new[] { other.Name, table.Name }.Order(StringComparer.Ordinal))}";
        source.ReferencedBy.Add(table.Keyspace.Name, table);
        table.Source = source;
        return SourceOf(document, source) is { } further ? $"reference chaining is not allowed {table.Name} => {source} => {further}: {table.Name}" : null;
    }
}
