namespace PocSharding.Vitess;

/// <summary>VSchema documents in files: faults become exceptions with file, line and column.</summary>
internal static class VSchemaFiles
{
    private const string Rules = "vschema_rules";

    public static VSchemaDocument Read(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new PocShardingException(FailureKind.Unusable, "cannot be read: " + unreadable.Message, path);
        }
    }

    public static VSchemaDocument Read(ReadOnlySpan<byte> json, string keyspace, string place)
    {
        // A byte-order mark is no part of the text.
        json = json.StartsWith("\ufeff"u8) ? json[3..] : json;
        VSchemaReading reading = VSchemaDocument.ReadAny(json, keyspace);
        return reading.Document
            ?? throw new PocShardingException(FailureKind.Unusable, reading.Fault!.Message, $"{place}:{reading.Fault.Line}:{reading.Fault.Column}");
    }

    /// <summary>The files of a folder as one document; a keyspace must stand in one file only.</summary>
    public static VSchemaDocument Join(IEnumerable<string> files)
    {
        var joined = new VSchemaDocument();
        foreach (string file in files)
        {
            VSchemaDocument part = Read(file);
            foreach ((string name, KeyspaceDocument keyspace) in part.Keyspaces)
                if (!joined.Keyspaces.TryAdd(name, keyspace))
                    throw new PocShardingException(FailureKind.Unusable, $"keyspace {name} stands in another file of the folder too", file);
            joined.RoutingRules = Both(joined.RoutingRules, part.RoutingRules);
            joined.ShardRoutingRules = Both(joined.ShardRoutingRules, part.ShardRoutingRules);
            joined.KeyspaceRoutingRules = Both(joined.KeyspaceRoutingRules, part.KeyspaceRoutingRules);
            joined.MirrorRules = Both(joined.MirrorRules, part.MirrorRules);
            joined.Unknown.AddRange(part.Unknown);
        }
        return joined;
    }

    /// <summary>One file for each keyspace, and one for the rules where there are any.</summary>
    public static void Write(VSchemaDocument document, string folder)
    {
        if (document.Keyspaces.Keys.FirstOrDefault(name => name.Length == 0 || name == Rules || Path.GetFileName(name) != name) is { } odd)
            throw new PocShardingException(FailureKind.Usage, $"'{odd}' can be no file's name", folder);
        Directory.CreateDirectory(folder);
        foreach ((string name, KeyspaceDocument keyspace) in document.Keyspaces)
            File.WriteAllBytes(Path.Combine(folder, name + ".json"), VSchemaDocument.ToJson(keyspace));
        VSchemaDocument rules = document with { Keyspaces = [] };
        if (rules is not { RoutingRules: null, ShardRoutingRules: null, KeyspaceRoutingRules: null, MirrorRules: null, Unknown: [] })
            File.WriteAllBytes(Path.Combine(folder, Rules + ".json"), rules.ToJson());
    }

    private static RulesDocument<T>? Both<T>(RulesDocument<T>? first, RulesDocument<T>? second) where T : ProtoDocument, IRuleDocument<T>, new() =>
        first is null || second is null ? first ?? second : new RulesDocument<T> { Rules = [.. first.Rules, .. second.Rules], Unknown = [.. first.Unknown, .. second.Unknown] };
}
