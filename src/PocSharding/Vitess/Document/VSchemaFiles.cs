namespace PocSharding.Vitess;

/// <summary>VSchema documents in files: faults become exceptions with file, line and column.</summary>
internal static class VSchemaFiles
{
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
            joined.RoutingRules ??= part.RoutingRules;
            joined.ShardRoutingRules ??= part.ShardRoutingRules;
            joined.KeyspaceRoutingRules ??= part.KeyspaceRoutingRules;
            joined.MirrorRules ??= part.MirrorRules;
            joined.Unknown.AddRange(part.Unknown);
        }
        return joined;
    }
}
