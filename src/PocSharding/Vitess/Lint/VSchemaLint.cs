namespace PocSharding.Vitess;

/// <summary>Judges VSchemas as Vitess does. Vitess: vtgate/vschema_manager.go; vtctldclient ApplyVSchema.</summary>
internal static class VSchemaLint
{
    public static VSchemaVerdict Check(ReadOnlySpan<byte> json) => Verdict(VSchemaDocument.Read(json));

    public static VSchemaVerdict Check(VSchemaDocument document)
    {
        var build = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var apply = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var unknown = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (Keyspace keyspace in VSchemaBuilder.Build(document).Keyspaces.Values)
            if (keyspace.Error is { } error)
                build.Add(keyspace.Name, error);
        foreach ((string name, KeyspaceDocument keyspace) in document.Keyspaces)
        {
            Keyspace alone = KeyspaceBuilder.Build(name, keyspace);
            if (alone.Error is { } error)
                apply.Add(name, error);
            else
                AddUnknown(unknown, alone);
        }
        return new VSchemaVerdict { BuildErrors = build, ApplyErrors = apply, UnknownParams = unknown };
    }

    private static VSchemaVerdict Verdict(VSchemaReading reading) =>
        reading.Document is { } document ? Check(document) : new VSchemaVerdict { JsonFault = reading.Fault };

    private static void AddUnknown(SortedDictionary<string, IReadOnlyList<string>> unknown, Keyspace keyspace)
    {
        foreach (Vindex vindex in keyspace.Vindexes.Values)
            if (vindex.UnknownParams.Count > 0)
                unknown.Add($"{keyspace.Name}.{vindex.Name}", vindex.UnknownParams);
    }
}
