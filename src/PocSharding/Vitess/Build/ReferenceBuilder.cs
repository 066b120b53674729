namespace PocSharding.Vitess;

/// <summary>Ties reference tables to their sources. Vitess: vindexes/vschema.go, buildReferences.</summary>
internal sealed class ReferenceBuilder(VSchemaDocument document, IReadOnlyDictionary<string, Keyspace> keyspaces, GlobalNames names)
{
    public void Resolve()
    {
        foreach (Keyspace keyspace in keyspaces.Values)
        {
            VSchemaFault[] faults = [.. keyspace.Tables.Values.OrderBy(t => t.Name, StringComparer.Ordinal).Select(Resolve).OfType<VSchemaFault>()];
            keyspace.Faults.AddRange(faults);
            keyspace.Error ??= faults.FirstOrDefault()?.Message;
        }
    }

    private VSchemaFault? Resolve(VTable table)
    {
        if (SourceName.Of(table, document) is not { } name)
            return null;
        string quoted = GoText.Quote(name.ToString());
        if (name.Keyspace == table.Keyspace.Name)
            return new(FaultKind.SourceInKeyspace, $"source {quoted} may not reference a table in the same keyspace as table: {table.Name}");
        if (name.Keyspace.Length > 0 && !keyspaces.ContainsKey(name.Keyspace))
            return new(FaultKind.SourceKeyspace, $"source {quoted} references a non-existent keyspace {GoText.Quote(name.Keyspace)}");
        if (Find(name) is not { } source)
            return new(FaultKind.SourceTable, $"source {quoted} references a table {GoText.Quote(name.Table)} that is not present in the VSchema of keyspace {GoText.Quote(name.Keyspace)}");
        return Tie(table, source, quoted);
    }

    private VSchemaFault? Tie(VTable table, VTable source, string quoted)
    {
        if (source.Type == VTableType.Sequence)
            return new(FaultKind.SourceType, $"source {quoted} may not reference a table of type \"sequence\": {table.Name}");
        if (source.ReferencedBy.TryGetValue(table.Keyspace.Name, out VTable? other))
        {
            IEnumerable<string> both = new[] { other.Name, table.Name }.Order(StringComparer.Ordinal);
            return new(FaultKind.SourceTwice, $"source {quoted} may not be referenced more than once per keyspace: {string.Join(", ", both)}");
        }
        source.ReferencedBy.Add(table.Keyspace.Name, table);
        table.Source = source;
        return SourceName.Of(source, document) is { } further
            ? new(FaultKind.SourceChain, $"reference chaining is not allowed {table.Name} => {source} => {further}: {table.Name}")
            : null;
    }

    /// <summary>Tables that the VSchema lists; an unsharded keyspace's other tables cannot be sources.</summary>
    private VTable? Find(SourceName name) =>
        name.Keyspace.Length == 0 ? names.Tables.GetValueOrDefault(name.Table) : keyspaces[name.Keyspace].Tables.GetValueOrDefault(name.Table);
}
