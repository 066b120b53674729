namespace PocSharding.Vitess;

/// <summary>
/// Writes weights, combining characters in the order of their classes. More than thirty of them are not ordered as one sequence.
/// golang.org/x/text: internal/colltab/iter.go.
/// </summary>
internal sealed class WeightWriter(int capacity)
{
    private const int MaxCombiningCharacters = 30;

    private readonly List<byte> _bytes = new(capacity * 2);
    private readonly List<(byte Class, int[] Weights)> _pending = [];
    private int _sequence;

    /// <param name="weights">Of one character or contraction.</param>
    /// <param name="lead">Its combining class; 0 ends a sequence of combining characters.</param>
    /// <param name="marks">How many combining characters it ends with.</param>
    public void Add(ReadOnlySpan<int> weights, byte lead, int marks)
    {
        if (lead == 0)
        {
            Flush();
            Write(weights);
            _sequence = marks;
            return;
        }
        marks = Math.Max(1, marks);
        if (_sequence > 0 && _sequence + marks > MaxCombiningCharacters)
        {
            Flush();
            _sequence = 0;
        }
        _sequence += marks;
        if (weights.Length > 0)
            Insert(lead, weights.ToArray());
    }

    public byte[] Finish()
    {
        Flush();
        return [.. _bytes];
    }

    private void Insert(byte lead, int[] weights)
    {
        int at = _pending.Count;
        while (at > 0 && lead < _pending[at - 1].Class)
            at--;
        _pending.Insert(at, (lead, weights));
    }

    private void Flush()
    {
        foreach ((_, int[] weights) in _pending)
            Write(weights);
        _pending.Clear();
    }

    /// <summary>Two bytes, or three with the top bit set for weights above 7fff.</summary>
    private void Write(ReadOnlySpan<int> weights)
    {
        foreach (int weight in weights)
        {
            if (weight > 0x7fff)
                _bytes.Add((byte)(0x80 | (weight >> 16)));
            _bytes.Add((byte)(weight >> 8));
            _bytes.Add((byte)weight);
        }
    }
}
