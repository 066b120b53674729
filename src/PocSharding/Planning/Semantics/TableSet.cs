using System.Numerics;

namespace PocSharding.Planning.Semantics;

/// <summary>A set of table instances of one statement, by number.</summary>
internal readonly struct TableSet : IEquatable<TableSet>
{
    public static readonly TableSet Empty;

    private readonly ulong low;
    private readonly ulong[]? high;

    private TableSet(ulong low, ulong[]? high)
    {
        this.low = low;
        this.high = high;
    }

    public static TableSet Of(int id)
    {
        if (id < 64)
            return new TableSet(1UL << id, null);
        var words = new ulong[id / 64];
        words[^1] = 1UL << (id % 64);
        return new TableSet(0, words);
    }

    public bool IsEmpty => low == 0 && high is null;

    public bool IsSingle => Count == 1;

    public int Count
    {
        get
        {
            int count = BitOperations.PopCount(low);
            foreach (ulong word in high ?? [])
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>The smallest number in the set, -1 when it is empty.</summary>
    public int First
    {
        get
        {
            if (low != 0)
                return BitOperations.TrailingZeroCount(low);
            for (int i = 0; i < (high?.Length ?? 0); i++)
                if (high![i] != 0)
                    return (64 * (i + 1)) + BitOperations.TrailingZeroCount(high[i]);
            return -1;
        }
    }

    public TableSet Union(TableSet other) => high is null && other.high is null ? new TableSet(low | other.low, null) : Combine(other, static (a, b) => a | b);

    public TableSet Without(TableSet other) => high is null ? new TableSet(low & ~other.low, null) : Combine(other, static (a, b) => a & ~b);

    public TableSet Intersect(TableSet other) => Combine(other, static (a, b) => a & b);

    public bool Overlaps(TableSet other) => (low & other.low) != 0 || (high is not null && other.high is not null && !Intersect(other).IsEmpty);

    /// <summary>Whether every table of this set is in <paramref name="other"/>: Vitess's "solved by".</summary>
    public bool IsSolvedBy(TableSet other) => (low & ~other.low) == 0 && (high is null || Without(other).IsEmpty);

    public bool Equals(TableSet other) => low == other.low && high.AsSpan().SequenceEqual(other.high);

    public override bool Equals(object? obj) => obj is TableSet other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(low, high is null ? 0 : high[^1].GetHashCode());

    public static bool operator ==(TableSet left, TableSet right) => left.Equals(right);

    public static bool operator !=(TableSet left, TableSet right) => !left.Equals(right);

    private TableSet Combine(TableSet other, Func<ulong, ulong, ulong> word)
    {
        ulong first = word(low, other.low);
        int length = Math.Max(high?.Length ?? 0, other.high?.Length ?? 0);
        if (length == 0)
            return new TableSet(first, null);
        var words = new ulong[length];
        for (int i = 0; i < length; i++)
            words[i] = word(WordAt(high, i), WordAt(other.high, i));
        int used = length;
        while (used > 0 && words[used - 1] == 0)
            used--;
        return new TableSet(first, used == 0 ? null : words[..used]);
    }

    private static ulong WordAt(ulong[]? words, int index) => index < (words?.Length ?? 0) ? words![index] : 0;
}
