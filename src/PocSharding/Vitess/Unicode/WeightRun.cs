namespace PocSharding.Vitess;

/// <summary>Code points in a row: each one weight higher than the one before, or each with a list of its own.</summary>
internal sealed class WeightRun
{
    private readonly int _base;
    private readonly int[]? _ends;
    private readonly int[] _weights;

    private WeightRun(int first, int last, int start, int[]? ends, int[] weights) =>
        (First, Last, _base, _ends, _weights) = (first, last, start, ends, weights);

    public int First { get; }

    public int Last { get; }

    /// <summary>Weights above 7fff stand for characters that the collation tables lack; those are never reordered.</summary>
    public static bool IsImplicit(ReadOnlySpan<int> weights) => weights is [> 0x7fff];

    public static WeightRun Read(VarintReader reader, int first)
    {
        int length = reader.Next(), last = first + length - 1, start = reader.Next();
        if (start > 0)
            return new WeightRun(first, last, start - 1, null, []);
        int[] ends = new int[length];
        var weights = new List<int>();
        for (int i = 0, before = 0; i < length; i++)
        {
            for (int count = reader.Next(); count > 0; count--)
                weights.Add(before += reader.Signed());
            ends[i] = weights.Count;
        }
        return new WeightRun(first, last, 0, ends, [.. weights]);
    }

    public ReadOnlySpan<int> Of(int codePoint, Span<int> scratch)
    {
        int at = codePoint - First;
        if (_ends is not null)
            return _weights.AsSpan((at == 0 ? 0 : _ends[at - 1])..(_ends[at]));
        scratch[0] = _base + at;
        return scratch[..1];
    }
}
