namespace PocSharding.Vitess;

/// <summary>A vindex, or why it cannot be made (Vitess's text).</summary>
internal readonly record struct VindexResult(Vindex? Vindex, string? Error)
{
    public static implicit operator VindexResult(Vindex vindex) => new(vindex, null);

    public static implicit operator VindexResult(string error) => new(null, error);
}

/// <summary>What a vindex is made of.</summary>
internal sealed record VindexSpec(string Name, string Type, IReadOnlyDictionary<string, string> Params, string? Owner)
{
    public string? Param(string name) => Params.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The parameters that are not among those known. Vitess: vindexes/params.go, FindUnknownParams.</summary>
    public string[] UnknownAmong(params ReadOnlySpan<string> known)
    {
        var unknown = new List<string>();
        foreach (string name in Params.Keys)
            if (!known.Contains(name))
                unknown.Add(name);
        unknown.Sort(StringComparer.Ordinal);
        return [.. unknown];
    }
}

/// <summary>Every vindex type by its registered name. Vitess: vindexes/*.go, Register.</summary>
internal static class VindexTypes
{
    private static readonly Dictionary<string, Func<VindexSpec, VindexResult>> Functional = new(StringComparer.Ordinal)
    {
        ["binary"] = s => new BinaryVindex(s),
        ["binary_md5"] = s => new BinaryMd5Vindex(s),
        ["numeric"] = s => new NumericVindex(s),
        ["numeric_static_map"] = NumericStaticMapVindex.Create,
        ["hash"] = s => new HashVindex(s),
        ["xxhash"] = s => new XxHashVindex(s),
        ["reverse_bits"] = s => new ReverseBitsVindex(s),
        ["null"] = s => new NullVindex(s),
        ["unicode_loose_md5"] = s => new UnicodeLooseVindex(s, Digests.Md5),
        ["unicode_loose_xxhash"] = s => new UnicodeLooseVindex(s, Digests.XxHash),
        ["cfc"] = CfcVindex.Create,
        ["multicol"] = MulticolVindex.Create,
        ["region_experimental"] = RegionExperimentalVindex.Create,
        ["region_json"] = RegionJsonVindex.Create,
    };

    public static bool Exists(string type) => Functional.ContainsKey(type) || LookupTypes.Exists(type) || IsTestOnly(type);

    /// <summary>Registered in Vitess's planner tests alone: a real vtgate does not know the type.</summary>
    public static bool IsTestOnly(string type) => TestVindexes.Exists(type);

    public static VindexResult Create(VindexSpec spec) =>
        Functional.TryGetValue(spec.Type, out Func<VindexSpec, VindexResult>? create) ? create(spec)
        : LookupTypes.Exists(spec.Type) ? LookupTypes.Create(spec)
        : TestVindexes.Exists(spec.Type) ? TestVindexes.Create(spec)
        : $"vindexType {GoText.Quote(spec.Type)} not found";

    /// <summary>
    /// The type that suits a column of a Vitess type (<c>INT64</c>, <c>VARCHAR</c>); null where none is recommended.
    /// Vitess: vindexes/vschema.go, ChooseVindexForType.
    /// </summary>
    public static string? ForColumn(string vitessType) => vitessType switch
    {
        "INT8" or "INT16" or "INT24" or "INT32" or "INT64" => "xxhash",
        "UINT8" or "UINT16" or "UINT24" or "UINT32" or "UINT64" or "YEAR" => "xxhash",
        "BINARY" or "VARBINARY" or "BLOB" => "xxhash",
        "CHAR" or "VARCHAR" or "TEXT" => "unicode_loose_xxhash",
        _ => null,
    };
}
