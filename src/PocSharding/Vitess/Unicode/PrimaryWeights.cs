using System.IO.Compression;

namespace PocSharding.Vitess;

/// <summary>
/// Primary weights by code point, contractions and combining classes, unpacked once from the embedded table (README.md beside this file).
/// </summary>
internal sealed class PrimaryWeights
{
    private static readonly Lazy<PrimaryWeights> Embedded = new(Load);

    private readonly WeightRun[] _runs;
    private readonly int[] _starts;
    private readonly Dictionary<int, MarkClass> _marks;

    private PrimaryWeights(WeightRun[] runs, Dictionary<int, MarkClass> marks, Contraction contractions)
    {
        (_runs, _marks, Contractions) = (runs, marks, contractions);
        _starts = [.. runs.Select(r => r.First)];
    }

    public static PrimaryWeights Table => Embedded.Value;

    /// <summary>The root: its children are the code points that begin a contraction.</summary>
    public Contraction Contractions { get; }

    public MarkClass Class(int codePoint) => codePoint < 0xa0 ? default : _marks.GetValueOrDefault(codePoint);

    public ReadOnlySpan<int> Of(int codePoint, Span<int> scratch)
    {
        int at = Array.BinarySearch(_starts, codePoint);
        return _runs[at < 0 ? ~at - 1 : at].Of(codePoint, scratch);
    }

    /// <summary>The table's bytes before compression, for the test that compares them with the generator's.</summary>
    public static byte[] Unpack()
    {
        using Stream packed = typeof(PrimaryWeights).Assembly.GetManifestResourceStream("primary-weights.br")!;
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static PrimaryWeights Load()
    {
        var reader = new VarintReader(Unpack());
        var runs = new WeightRun[reader.Next()];
        for (int i = 0, first = 0; i < runs.Length; i++)
        {
            runs[i] = WeightRun.Read(reader, first);
            first = runs[i].Last + 1;
        }
        return new PrimaryWeights(runs, ReadMarks(reader), ReadContractions(reader));
    }

    private static Dictionary<int, MarkClass> ReadMarks(VarintReader reader)
    {
        var marks = new Dictionary<int, MarkClass>();
        for (int ranges = reader.Next(), at = 0; ranges > 0; ranges--)
        {
            at += reader.Next();
            int end = at + reader.Next();
            var mark = new MarkClass(reader.Byte(), reader.Byte(), reader.Byte());
            for (; at < end; at++)
                marks.Add(at, mark);
        }
        return marks;
    }

    private static Contraction ReadContractions(VarintReader reader)
    {
        var root = new Contraction();
        for (int count = reader.Next(); count > 0; count--)
        {
            Contraction node = root;
            for (int length = reader.Next(); length > 0; length--)
                node = node.Child(reader.Next());
            node.Weights = reader.List();
        }
        return root;
    }
}

/// <summary>The combining class of a code point's first and last character, and how many combining characters end it.</summary>
internal readonly record struct MarkClass(byte Lead, byte Trail, byte Marks);

/// <summary>A sequence of code points with weights of its own, or the beginning of one.</summary>
internal sealed class Contraction
{
    private readonly Dictionary<int, Contraction> _next = [];

    /// <summary>Null where the sequence only begins a contraction.</summary>
    public int[]? Weights { get; set; }

    public bool Final => _next.Count == 0;

    public Contraction? Next(int codePoint) => _next.GetValueOrDefault(codePoint);

    public Contraction Child(int codePoint)
    {
        if (!_next.TryGetValue(codePoint, out Contraction? child))
            _next.Add(codePoint, child = new Contraction());
        return child;
    }
}
