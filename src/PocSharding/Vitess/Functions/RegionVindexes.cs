using System.Text;
using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>A region's number before the hash of an id. Vitess: vindexes/region_experimental.go.</summary>
internal sealed class RegionExperimentalVindex : FunctionalVindex
{
    private readonly int _regionBytes;

    private RegionExperimentalVindex(VindexSpec spec, int regionBytes)
        : base(spec.Name, spec.Type)
    {
        Params = spec.Params;
        UnknownParams = spec.UnknownAmong("region_bytes");
        _regionBytes = regionBytes;
    }

    public override int Cost => 1;

    public override bool MultiColumn => true;

    public override bool PartialUsable => true;

    public static VindexResult Create(VindexSpec spec) => spec.Param("region_bytes") switch
    {
        null => "region_experimental missing region_bytes param",
        "1" => new RegionExperimentalVindex(spec, 1),
        "2" => new RegionExperimentalVindex(spec, 2),
        var other => $"region_bytes must be 1 or 2: {other}",
    };

    public override Destination Map(ReadOnlySpan<VindexValue> values)
    {
        if (values.Length is < 1 or > 2 || !VindexBytes.TryUInt64(values[0], signed: false, out ulong region))
            return new Destination.None();
        byte[] prefix = VindexBytes.BigEndian(region)[^_regionBytes..];
        if (values.Length == 1)
            return KeyRanges.FromPrefix(prefix);
        return VindexBytes.TryUInt64(values[1], signed: false, out ulong id)
            ? new Destination.Id((byte[])[.. prefix, .. VindexBytes.BigEndian(NullKeyDes.Encrypt(id))])
            : new Destination.None();
    }
}

/// <summary>The same with regions by country, from a file; the id is the first column. Vitess: vindexes/region_json.go.</summary>
internal sealed class RegionJsonVindex : FunctionalVindex
{
    private readonly int _regionBytes;
    private readonly Dictionary<string, ulong> _regions;

    private RegionJsonVindex(VindexSpec spec, int regionBytes, Dictionary<string, ulong> regions)
        : base(spec.Name, spec.Type)
    {
        Params = spec.Params;
        UnknownParams = spec.UnknownAmong("region_map", "region_bytes");
        (_regionBytes, _regions) = (regionBytes, regions);
    }

    public override int Cost => 1;

    public override bool MultiColumn => true;

    public static VindexResult Create(VindexSpec spec)
    {
        (string? json, string? error) = ParamFile.Read(spec.Param("region_map") ?? "");
        if (error is not null)
            return error;
        if (Read(json!) is not { } regions)
            return "region_json: region_map is not an object of numbers by country";
        return spec.Param("region_bytes") switch
        {
            "1" => new RegionJsonVindex(spec, 1, regions),
            "2" => new RegionJsonVindex(spec, 2, regions),
            var other => $"region_bytes must be 1 or 2: {other}",
        };
    }

    public override Destination Map(ReadOnlySpan<VindexValue> values)
    {
        if (values.Length != 2 || !VindexBytes.TryUInt64(values[0], signed: false, out ulong id))
            return new Destination.None();
        return _regions.TryGetValue(Encoding.UTF8.GetString(values[1].Bytes.Span), out ulong region)
            ? new Destination.Id((byte[])[.. VindexBytes.BigEndian(region)[^_regionBytes..], .. VindexBytes.BigEndian(NullKeyDes.Encrypt(id))])
            : new Destination.None();
    }

    private static Dictionary<string, ulong>? Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetUInt64());
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
