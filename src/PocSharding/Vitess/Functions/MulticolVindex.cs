namespace PocSharding.Vitess;

/// <summary>Up to eight columns, each hashed into its share of eight bytes. Vitess: vindexes/multicol.go.</summary>
internal sealed class MulticolVindex : FunctionalVindex
{
    private readonly HashingVindex[] _hashes;
    private readonly int[] _bytes;

    private MulticolVindex(VindexSpec spec, HashingVindex[] hashes, int[] bytes)
        : base(spec.Name, spec.Type)
    {
        Params = spec.Params;
        (_hashes, _bytes) = (hashes, bytes);
    }

    public override int Cost => _hashes.Sum(h => h.Cost);

    public override bool MultiColumn => true;

    public override bool PartialUsable => true;

    public static VindexResult Create(VindexSpec spec)
    {
        (int count, string? error) = Count(spec);
        if (error is not null)
            return error;
        (int[] bytes, error) = Bytes(spec, count);
        if (error is not null)
            return error;
        (HashingVindex[] hashes, error) = Hashes(spec, count);
        return error is null ? new MulticolVindex(spec, hashes, bytes) : error;
    }

    public override Destination Map(ReadOnlySpan<VindexValue> values)
    {
        if (values.Length > _hashes.Length)
            return new Destination.None();
        var id = new List<byte>(8);
        int length = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (_hashes[i].Hash(values[i]) is not Destination.Id hash)
                return new Destination.None();
            // A hash shorter than its share is filled up, but only before the next column.
            while (id.Count < length)
                id.Add(0);
            id.AddRange(hash.Bytes.Span[..Math.Min(hash.Bytes.Length, Math.Max(0, _bytes[i]))]);
            length += _bytes[i];
        }
        return values.Length < _hashes.Length ? KeyRanges.FromPrefix([.. id]) : new Destination.Id(id.ToArray());
    }

    private static (int Count, string? Error) Count(VindexSpec spec)
    {
        if (spec.Param("column_count") is not { } text)
            return (0, "number of columns not provided in the parameter 'column_count'");
        (int count, string? error) = GoText.Whole(text);
        return error is null && count is < 1 or > 8 ? (0, "number of columns should be between 1 and 8 in the parameter 'column_count'") : (count, error);
    }

    private static (int[] Bytes, string? Error) Bytes(VindexSpec spec, int count)
    {
        string[] given = spec.Param("column_bytes")?.Split(',') ?? [];
        if (given.Length > count)
            return ([], "number of column bytes provided are more than column count in the parameter 'column_bytes'");
        int?[] bytes = new int?[count];
        for (int i = 0; i < given.Length; i++)
        {
            if (given[i].Length == 0)
                continue;
            (int number, string? error) = GoText.Whole(given[i]);
            if (error is not null)
                return ([], error);
            bytes[i] = number;
        }
        int pending = bytes.Count(b => b is null), remaining = 8 - bytes.Sum(b => b ?? 0);
        return pending > remaining
            ? ([], "column bytes count exceeds the keyspace id length (total bytes count cannot exceed 8 bytes) in the parameter 'column_bytes'")
            : (Spread(bytes, pending, remaining), null);
    }

    /// <summary>Gives what is left to the columns without a share, the larger parts to the left.</summary>
    private static int[] Spread(int?[] bytes, int pending, int remaining)
    {
        int[] shares = new int[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            shares[i] = bytes[i] ?? (remaining + pending - 1) / pending;
            if (bytes[i] is null)
                (remaining, pending) = (remaining - shares[i], pending - 1);
        }
        return shares;
    }

    private static (HashingVindex[] Hashes, string? Error) Hashes(VindexSpec spec, int count)
    {
        string[] given = spec.Param("column_vindex")?.Split(',') ?? [];
        if (given.Length > count)
            return ([], "number of vindex function provided are more than column count in the parameter 'column_vindex'");
        var rest = spec.Params.Where(p => p.Key is not ("column_count" or "column_bytes" or "column_vindex")).ToDictionary();
        var hashes = new HashingVindex[count];
        for (int i = 0; i < count; i++)
        {
            string type = i < given.Length && given[i].Trim() is { Length: > 0 } named ? named : "hash";
            VindexResult made = VindexTypes.Create(new VindexSpec(type, type, rest, null));
            if (made.Error is not null)
                return ([], made.Error);
            if (made.Vindex is not HashingVindex hash)
                return ([], $"multicol vindex supports vindexes that exports hashing function, are unique and are non-lookup vindex, passed vindex '{type}' is invalid");
            hashes[i] = hash;
        }
        return (hashes, null);
    }
}
