using System.Globalization;
using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>Numbers by a fixed map, others by themselves or by another type's hash. Vitess: vindexes/numeric_static_map.go.</summary>
internal sealed class NumericStaticMapVindex : HashingVindex
{
    private readonly Dictionary<ulong, ulong> _map;
    private readonly HashingVindex? _fallback;

    private NumericStaticMapVindex(VindexSpec spec, Dictionary<ulong, ulong> map, HashingVindex? fallback)
        : base(spec)
    {
        UnknownParams = spec.UnknownAmong("json", "json_path", "fallback_type");
        (_map, _fallback) = (map, fallback);
    }

    public static VindexResult Create(VindexSpec spec)
    {
        string? json = spec.Param("json"), path = spec.Param("json_path");
        if (json is null && path is null)
            return "NumericStaticMap: Could not find either `json_path` or `json` params in vschema";
        if (json is not null && path is not null)
            return "NumericStaticMap: Found both `json` and `json_path` params in vschema";
        (json, string? error) = json is null ? ParamFile.Read(path!) : (json, null);
        if (error is not null)
            return error;
        if (Read(json!) is not { } map)
            return "NumericStaticMap: `json` is not an object of numbers by number";
        return Fallback(spec) is { Error: { } wrong } ? wrong : new NumericStaticMapVindex(spec, map, Fallback(spec).Vindex as HashingVindex);
    }

    public override Destination Hash(in VindexValue value)
    {
        if (!VindexBytes.TryUInt64(value, signed: false, out ulong number))
            return new Destination.None();
        if (_map.TryGetValue(number, out ulong mapped))
            return Id(VindexBytes.BigEndian(mapped));
        return _fallback?.Hash(value) ?? Id(VindexBytes.BigEndian(number));
    }

    private static VindexResult Fallback(VindexSpec spec) => spec.Param("fallback_type") is { } type
        ? VindexTypes.Create(new VindexSpec(spec.Name + "_hash", type, new Dictionary<string, string>(), null))
        : default;

    private static Dictionary<ulong, ulong>? Read(string json)
    {
        var map = new Dictionary<ulong, ulong>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
                map[ulong.Parse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture)] = entry.Value.GetUInt64();
            return map;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }
}
