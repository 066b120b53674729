using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PocSharding.Vitess;

/// <summary>
/// The bytes that stand for a text where case, accents and trailing spaces do not count: its primary weights in canonical order.
/// Vitess: vindexes/unicode.go; golang.org/x/text: collate/collate.go, internal/colltab/iter.go.
/// </summary>
internal static class LooseWeights
{
    /// <summary>Null where the text is no UTF-8.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)' ');
        if (!Utf8.IsValid(text))
            return null;
        int[] codePoints = ArrayPool<int>.Shared.Rent(text.Length);
        int count = 0;
        for (ReadOnlySpan<byte> rest = text; rest.Length > 0;)
        {
            Rune.DecodeFromUtf8(rest, out Rune rune, out int length);
            codePoints[count++] = rune.Value;
            rest = rest[length..];
        }
        var writer = new WeightWriter(text.Length);
        Append(codePoints.AsSpan(0, count), writer);
        ArrayPool<int>.Shared.Return(codePoints);
        return writer.Finish();
    }

    private static void Append(ReadOnlySpan<int> text, WeightWriter writer)
    {
        PrimaryWeights table = PrimaryWeights.Table;
        Span<int> scratch = stackalloc int[1];
        for (int at = 0; at < text.Length;)
        {
            int first = text[at++];
            if (table.Contractions.Next(first) is { } begun && ContractionMatch.Find(begun, text[at..]) is { } match)
            {
                writer.Add(match.Weights, table.Class(first).Lead, marks: 0);
                Append(match.Skipped, writer);
                at += match.Length;
                continue;
            }
            ReadOnlySpan<int> weights = table.Of(first, scratch);
            MarkClass mark = WeightRun.IsImplicit(weights) ? default : table.Class(first);
            writer.Add(weights, mark.Lead, mark.Marks);
        }
    }
}
