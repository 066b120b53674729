namespace PocSharding.Vitess;

/// <summary>The lookup family: parameters and costs. Vitess: lookup.go, lookup_hash.go, lookup_unicodeloosemd5_hash.go, lookup_cost.go, consistent_lookup.go.</summary>
internal static class LookupTypes
{
    private static readonly string[] Common = ["table", "from", "to", "ignore_nulls", "batch_lookup", "read_lock", "write_only"];
    private static readonly string[] Autocommitting = [.. Common, "autocommit", "multi_shard_autocommit"];
    private static readonly string[] Lookup = [.. Autocommitting, "no_verify"];

    private static readonly Dictionary<string, Kind> Kinds = new(StringComparer.Ordinal)
    {
        ["lookup"] = new(false, 20, true, Lookup),
        ["lookup_unique"] = new(true, 10, true, Lookup),
        ["consistent_lookup"] = new(false, 20, true, Common, Consistent: true),
        ["consistent_lookup_unique"] = new(true, 10, true, Common, Consistent: true),
        ["lookup_hash"] = new(false, 20, true, Autocommitting),
        ["lookup_hash_unique"] = new(true, 10, true, Autocommitting),
        ["lookup_unicodeloosemd5_hash"] = new(false, 20, false, Autocommitting),
        ["lookup_unicodeloosemd5_hash_unique"] = new(true, 10, false, Autocommitting),
        ["lookup_cost"] = new(false, 5, true, Lookup),
    };

    public static bool Exists(string type) => Kinds.ContainsKey(type);

    /// <summary>Checks its owner's columns against its own, and keeps rows true in a transaction of its own order.</summary>
    public static bool IsConsistent(string type) => Kinds.TryGetValue(type, out Kind? kind) && kind.Consistent;

    public static VindexResult Create(VindexSpec spec)
    {
        Kind kind = Kinds[spec.Type];
        string[] flags = ["autocommit", "multi_shard_autocommit", "no_verify", "write_only", "ignore_nulls", "batch_lookup"];
        foreach (string flag in flags.Where(kind.Params.Contains))
            if (spec.Param(flag) is not (null or "true" or "false"))
                return $"{flag} value must be 'true' or 'false': '{spec.Param(flag)}'";
        if (spec.Param("read_lock") is not (null or "exclusive" or "shared" or "none"))
            return $"invalid read_lock value: {spec.Param("read_lock")}";
        return spec.Type == "lookup_cost" ? CreateCost(spec, kind) : Make(spec, kind, kind.Cost);
    }

    private static VindexResult CreateCost(VindexSpec spec, Kind kind)
    {
        (int cost, string? error) = spec.Param("cost") is { } text ? GoText.Whole(text) : (kind.Cost, null);
        return error is null ? Make(spec, kind, cost) : error;
    }

    private static LookupVindex Make(VindexSpec spec, Kind kind, int cost) => new(spec.Name, spec.Type, kind.Unique, cost, kind.Planable)
    {
        Params = spec.Params,
        UnknownParams = spec.UnknownAmong(kind.Params),
        Owner = spec.Owner,
        Table = spec.Param("table") ?? "",
        From = [.. (spec.Param("from") ?? "").Split(',').Select(c => c.Trim())],
        To = spec.Param("to") ?? "",
        WriteOnly = spec.Param("write_only") == "true",
        IgnoreNulls = spec.Param("ignore_nulls") == "true",
        BatchLookup = spec.Param("batch_lookup") == "true",
        ReadLock = spec.Param("read_lock") ?? "exclusive",
        MultiShardAutocommit = kind.Params.Contains("autocommit") && spec.Param("multi_shard_autocommit") == "true",
        Autocommit = kind.Params.Contains("autocommit") && (spec.Param("autocommit") == "true" || spec.Param("multi_shard_autocommit") == "true"),
        NoVerify = kind.Params.Contains("no_verify") && spec.Param("no_verify") == "true",
    };

    private sealed record Kind(bool Unique, int Cost, bool Planable, string[] Params, bool Consistent = false);
}
