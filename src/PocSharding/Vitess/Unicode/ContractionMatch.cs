namespace PocSharding.Vitess;

/// <summary>
/// The longest contraction at a place: its weights, how many code points it takes after the first, and the combining characters between
/// its parts, which come after it. golang.org/x/text: internal/colltab/table.go, matchContraction.
/// </summary>
internal sealed record ContractionMatch(int[] Weights, int Length, int[] Skipped)
{
    public static ContractionMatch? Find(Contraction begun, ReadOnlySpan<int> rest)
    {
        var scan = new Scan(begun);
        int at = scan.Over(rest, 0);
        var skipped = new List<int>();
        int used = 0;
        if (!scan.Done && at < rest.Length && PrimaryWeights.Table.Class(rest[at]) is { Lead: > 0 } gap)
            used = OverGaps(ref scan, Segment(rest, at), at, gap.Trail, skipped);
        return scan.Weights is null ? null : new ContractionMatch(scan.Weights, scan.End, [.. skipped.Take(used)]);
    }

    /// <summary>Combining characters may stand between the parts as long as each one's class is higher than that before it.</summary>
    private static int OverGaps(ref Scan scan, ReadOnlySpan<int> rest, int gapStart, byte trail, List<int> skipped)
    {
        int used = 0;
        for (int at = gapStart + 1; at < rest.Length && !scan.Done;)
        {
            MarkClass mark = PrimaryWeights.Table.Class(rest[at]);
            if (mark.Lead == 0 || trail >= mark.Lead)
                break;
            trail = mark.Trail;
            int next = scan.Over(rest, at);
            if (next == at)
            {
                at++;
                continue;
            }
            skipped.AddRange(rest[gapStart..at]);
            if (scan.End == next)
                used = skipped.Count;
            at = gapStart = next;
        }
        return used;
    }

    /// <summary>What lies before the next character without a class.</summary>
    private static ReadOnlySpan<int> Segment(ReadOnlySpan<int> rest, int from)
    {
        int end = from;
        while (end < rest.Length && PrimaryWeights.Table.Class(rest[end]).Lead > 0)
            end++;
        return rest[..end];
    }

    private struct Scan(Contraction at)
    {
        public int[]? Weights { get; private set; }

        /// <summary>Where the longest whole contraction ends.</summary>
        public int End { get; private set; }

        public bool Done { get; private set; }

        public int Over(ReadOnlySpan<int> text, int from)
        {
            while (!Done && from < text.Length && at.Next(text[from]) is { } next)
            {
                at = next;
                from++;
                Done = at.Final;
                if (at.Weights is not null)
                    (Weights, End) = (at.Weights, from);
            }
            return from;
        }
    }
}
