using System.Diagnostics;

namespace PocSharding.Design.Search;

/// <summary>When to stop: nodes, so that answers repeat, and a clock, so that users need not wait.</summary>
internal sealed class SearchLimits(long nodes, TimeSpan time, CancellationToken cancel = default)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private bool late;

    public long Nodes { get; private set; }

    public bool Reached => Nodes >= nodes || late;

    public void Count()
    {
        Nodes++;
        Look();
    }

    /// <summary>Looks at the clock between nodes, where a node is long.</summary>
    public void Look()
    {
        cancel.ThrowIfCancellationRequested();
        late = late || Stopwatch.GetElapsedTime(start) > time;
    }

    /// <summary>A part of what is left.</summary>
    public SearchLimits Part(double share, long atMost = long.MaxValue)
    {
        TimeSpan left = time - Stopwatch.GetElapsedTime(start);
        return new(Math.Min(atMost, (long)Math.Max(1, (nodes - Nodes) * share)), left < TimeSpan.Zero ? TimeSpan.Zero : left * share, cancel);
    }

    public void Spend(SearchLimits part) => Nodes += part.Nodes;
}
