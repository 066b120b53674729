using System.Globalization;

namespace PocSharding.Vitess;

/// <summary>A shard and the keyspace ids that it holds: [Start, End), an empty End is unbounded.</summary>
internal sealed record Shard(string Name, byte[] Start, byte[] End)
{
    public bool Contains(ReadOnlySpan<byte> id) => Compare(id, Start) >= 0 && (End.Length == 0 || Compare(id, End) < 0);

    /// <summary>Whether ids of [start, end) may lie here.</summary>
    public bool Overlaps(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end) =>
        (End.Length == 0 || Compare(start, End) < 0) && (end.Length == 0 || Compare(Start, end) < 0);

    /// <summary>Order of ids and bounds; zero bytes at the end do not count: 80 lies in 8000-. Vitess: key.go, Compare.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a.TrimEnd((byte)0).SequenceCompareTo(b.TrimEnd((byte)0));
}

/// <summary>The shards of a keyspace, in order. Vitess: key/key.go.</summary>
internal sealed class Shards
{
    private readonly Shard[] _shards;

    private Shards(Shard[] shards) => _shards = shards;

    public IReadOnlyList<Shard> All => _shards;

    public int Count => _shards.Length;

    /// <summary>N shards of equal width, named as Vitess names them: <c>-80,80-</c>. Vitess: key.go, GenerateShardRanges.</summary>
    public static Shards Equal(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 65536);
        int ids = count <= 256 ? 256 : 65536;
        string[] bounds = [.. Enumerable.Range(0, count + 1).Select(i => i == 0 || i == count ? "" : Bound((int)((long)i * ids / count), ids))];
        return new Shards([.. Enumerable.Range(0, count).Select(i => Between(bounds[i], bounds[i + 1]))]);
    }

    /// <summary>Reads a list of names (<c>-40,40-80,80-</c>) or of bounds (<c>-40-80-</c>); null where it is neither.</summary>
    public static Shards? Parse(string list)
    {
        if (list is "-" or "0")
            return new Shards([new Shard(list, [], [])]);
        string[][] pairs = list.Contains(',')
            ? [.. list.Split(',').Select(name => name.Trim().Split('-'))]
            : [.. list.Split('-').Zip(list.Split('-').Skip(1), (a, b) => new[] { a, b })];
        bool good = pairs.Length > 0 && pairs.All(p => p.Length == 2 && p.All(bound => bound.Length % 2 == 0 && bound.All(char.IsAsciiHexDigit)));
        if (!good)
            return null;
        Shard[] shards = [.. pairs.Select(p => Between(p[0], p[1])).OrderBy(s => Convert.ToHexString(s.Start), StringComparer.Ordinal)];
        return shards.Zip(shards.Skip(1)).All(n => n.First.End.Length > 0 && Shard.Compare(n.First.End, n.Second.Start) == 0) ? new Shards(shards) : null;
    }

    /// <summary>The shard that holds an id; null where the list leaves it out.</summary>
    public Shard? Of(ReadOnlySpan<byte> id)
    {
        int from = 0, to = _shards.Length - 1;
        while (from < to)
        {
            int middle = (from + to + 1) / 2;
            if (Shard.Compare(id, _shards[middle].Start) >= 0)
                from = middle;
            else
                to = middle - 1;
        }
        return _shards.Length > 0 && _shards[from].Contains(id) ? _shards[from] : null;
    }

    /// <summary>The shards that a destination reaches.</summary>
    public IReadOnlyList<Shard> Of(Destination destination) => destination switch
    {
        Destination.Id id => Of(id.Bytes.Span) is { } shard ? [shard] : [],
        Destination.Range range => [.. _shards.Where(s => s.Overlaps(range.Start.Span, range.End.Span))],
        Destination.AllShards => _shards,
        _ => [],
    };

    public override string ToString() => string.Join(',', _shards.Select(s => s.Name));

    private static string Bound(int bound, int ids) => bound.ToString(ids == 256 ? "x2" : "x4", CultureInfo.InvariantCulture);

    private static Shard Between(string start, string end) => new($"{start}-{end}", Convert.FromHexString(start), Convert.FromHexString(end));
}
