using System.Globalization;
using System.IO.Compression;
using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

/// <summary>Makes src/PocSharding/Vitess/Unicode/primary-weights.br; how to run it: README.md there.</summary>
public class UnicodeTableGenerator
{
    // A run of code points whose weights count up is worth a run of its own from this length on.
    private const int MinimalRun = 12;

    private static string Folder => Path.Combine(SharedData.Root, "src", "PocSharding", "Vitess", "Unicode");

    [Test]
    [Explicit("writes into the source tree")]
    public void Write()
    {
        byte[] table = Make();
        using (FileStream file = File.Create(Path.Combine(Folder, "primary-weights.br")))
        using (var brotli = new BrotliStream(file, CompressionLevel.SmallestSize))
            brotli.Write(table);
        Assert.That(table, Is.Not.Empty);
    }

    [Test]
    public void EmbeddedTableIsWhatIsGenerated() => Assert.That(PrimaryWeights.Unpack().AsSpan().SequenceEqual(Make()), Is.True, "primary-weights.br is stale: see its README.md");

    [Test]
    public void TableIsSmall() => Assert.That(new FileInfo(Path.Combine(Folder, "primary-weights.br")).Length, Is.LessThan(400 * 1024));

    private static byte[] Make()
    {
        Dictionary<int, int[]> weights = [];
        SortedDictionary<string, (int[] CodePoints, int[] Weights)> sequences = new(StringComparer.Ordinal);
        foreach (string line in SharedData.Lines("vitess", "unicode-primary-weights.tsv.zst").Concat(SharedData.Lines("vitess", "unicode-contractions.tsv.zst")))
        {
            string[] cells = line.Split('\t');
            int[] codePoints = [.. cells[0].Split(' ').Select(Hex)];
            if (codePoints.Length == 1)
                weights.Add(codePoints[0], Split(cells[1]));
            else
                sequences[cells[0]] = (codePoints, Split(cells[1]));
        }
        var output = new MemoryStream();
        List<(int First, int Last, MarkClass Class)> marks = ReadClasses();
        WriteRuns(output, weights);
        WriteMarks(output, marks);
        WriteContractions(output, weights, sequences.Values, marks);
        return output.ToArray();
    }

    private static void WriteRuns(Stream output, Dictionary<int, int[]> weights)
    {
        // Surrogates are no code points of a text; they fill the row.
        int[][] all = [.. Enumerable.Range(0, 0x110000).Select(c => weights.GetValueOrDefault(c) ?? [])];
        var runs = new List<(int First, int End, bool Counting)>();
        for (int at = 0; at < all.Length;)
        {
            int end = at + 1;
            while (end < all.Length && all[at].Length == 1 && all[end].Length == 1 && all[end][0] == all[at][0] + end - at)
                end++;
            bool counting = end - at >= MinimalRun;
            if (!counting && runs.Count > 0 && !runs[^1].Counting)
                runs[^1] = runs[^1] with { End = end };
            else
                runs.Add((at, end, counting));
            at = end;
        }
        Varint(output, runs.Count);
        foreach ((int first, int end, bool counting) in runs)
        {
            Varint(output, end - first);
            Varint(output, counting ? all[first][0] + 1 : 0);
            int before = 0;
            for (int at = first; at < end && !counting; at++)
            {
                Varint(output, all[at].Length);
                foreach (int weight in all[at])
                {
                    Varint(output, ((weight - before) << 1) ^ ((weight - before) >> 31));
                    before = weight;
                }
            }
        }
    }

    private static void WriteMarks(Stream output, List<(int First, int Last, MarkClass Class)> marks)
    {
        Varint(output, marks.Count);
        int before = 0;
        foreach ((int first, int last, MarkClass mark) in marks)
        {
            Varint(output, first - before);
            Varint(output, last - first + 1);
            output.Write([mark.Lead, mark.Trail, mark.Marks]);
            before = last + 1;
        }
    }

    private static void WriteContractions(
        Stream output, Dictionary<int, int[]> weights, IEnumerable<(int[] CodePoints, int[] Weights)> sequences, List<(int First, int Last, MarkClass Class)> marks)
    {
        byte Class(int c) => WeightRun.IsImplicit(weights[c]) ? (byte)0 : marks.FirstOrDefault(m => m.First <= c && c <= m.Last).Class.Lead;

        // Pairs that canonical order swaps need no entry.
        bool Swapped(int[] pair, int[] together) =>
            pair.Length == 2 && Class(pair[1]) > 0 && Class(pair[1]) < Class(pair[0]) && together.SequenceEqual([.. weights[pair[1]], .. weights[pair[0]]]);

        (int[] CodePoints, int[] Weights)[] contractions = [.. sequences.Where(s => !Swapped(s.CodePoints, s.Weights))];
        Varint(output, contractions.Length);
        foreach ((int[] codePoints, int[] together) in contractions)
        {
            Varint(output, codePoints.Length);
            foreach (int codePoint in codePoints)
                Varint(output, codePoint);
            Varint(output, together.Length);
            foreach (int weight in together)
                Varint(output, weight);
        }
    }

    private static List<(int First, int Last, MarkClass Class)> ReadClasses() =>
    [
        .. from line in File.ReadLines(Path.Combine(Folder, "combining-classes.txt"))
           where !line.StartsWith('#')
           let cells = line.Split(' ')
           let range = cells[0].Split("..")
           select (Hex(range[0]), Hex(range[^1]), new MarkClass(byte.Parse(cells[1]), byte.Parse(cells[2]), byte.Parse(cells[3]))),
    ];

    /// <summary>Weights of two bytes, or of three with the top bit set.</summary>
    private static int[] Split(string hex)
    {
        var weights = new List<int>();
        for (int at = 0; at < hex.Length;)
        {
            int length = hex[at] >= '8' ? 6 : 4;
            weights.Add(Hex(hex.Substring(at, length)) & 0x7fffff);
            at += length;
        }
        return [.. weights];
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static void Varint(Stream output, int value)
    {
        for (; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }
}
