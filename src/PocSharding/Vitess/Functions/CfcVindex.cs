using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>Components of fixed width, each hashed by itself. Vitess: vindexes/cfc.go.</summary>
internal sealed class CfcVindex : FunctionalVindex
{
    private readonly Digest? _hash;
    private readonly int[] _offsets;

    private CfcVindex(VindexSpec spec, Digest? hash, int[] offsets)
        : base(spec.Name, spec.Type)
    {
        Params = spec.Params;
        UnknownParams = spec.UnknownAmong("hash", "offsets");
        (_hash, _offsets) = (hash, offsets);
        PrefixVindex = new Prefixes(this);
    }

    public override int Cost => 1;

    public override Vindex? PrefixVindex { get; }

    public static VindexResult Create(VindexSpec spec)
    {
        string hash = spec.Param("hash") ?? "", offsets = spec.Param("offsets") ?? "";
        if (hash.Length == 0)
            return new CfcVindex(spec, null, []);
        if (hash is not ("md5" or "xxhash64"))
            return $"invalid hash {hash} to CFC vindex {spec.Name}";
        if (offsets.Length == 0)
            return "CFC vindex requires offsets when hash is defined";
        if (ReadOffsets(offsets) is not { } cuts)
            return $"invalid offsets {offsets} to CFC vindex {spec.Name}. expected sorted positive ints in brackets";
        return new CfcVindex(spec, hash == "md5" ? Digests.Md5 : Digests.XxHash, cuts);
    }

    public override Destination Map(ReadOnlySpan<VindexValue> values)
    {
        if (values.Length != 1 || VindexBytes.ToBytes(values[0]) is not { } bytes)
            return new Destination.Failed("malformed value");
        if (_hash is not null && bytes.Length < _offsets[^1])
            return new Destination.Failed($"insufficient size for cfc vindex {Name}. need {_offsets[^1]}, got {bytes.Length}");
        return new Destination.Id(Hash(bytes.Span));
    }

    private static int[]? ReadOffsets(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            int[] offsets = [.. document.RootElement.EnumerateArray().Select(o => o.GetInt32())];
            return offsets.Length > 0 && offsets[0] > 0 && offsets.Zip(offsets.Skip(1)).All(p => p.First < p.Second) ? offsets : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The rest after the last offset counts only where all components are there.</summary>
    private byte[] Hash(ReadOnlySpan<byte> bytes)
    {
        if (_hash is null)
            return bytes.ToArray();
        var id = new List<byte>();
        int from = 0;
        foreach (int to in _offsets)
        {
            if (bytes.Length < to)
                return [.. id];
            Append(id, bytes[from..to]);
            from = to;
        }
        if (from < bytes.Length)
            Append(id, bytes[from..]);
        return [.. id];
    }

    private void Append(List<byte> id, ReadOnlySpan<byte> component)
    {
        byte[] hash = _hash!(component);
        id.AddRange(hash.AsSpan(0, Math.Min(component.Length, hash.Length)));
    }

    /// <summary>The same for LIKE: a pattern's prefix gives a key range.</summary>
    private sealed class Prefixes(CfcVindex cfc) : FunctionalVindex(cfc.Name, cfc.Type)
    {
        public override int Cost => cfc._offsets.Length > 0 ? cfc._offsets.Length : 2;

        public override bool Unique => false;

        public override Destination Map(ReadOnlySpan<VindexValue> values) => VindexBytes.ToBytes(values[0]) is { } pattern
            ? KeyRanges.FromPrefix(cfc.Hash(LikePattern.Prefix(pattern.Span)))
            : new Destination.Failed("malformed value");
    }
}
