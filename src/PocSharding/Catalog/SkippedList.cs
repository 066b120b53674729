namespace PocSharding.Catalog;

/// <summary>
/// Collects what could not be used of one file. Adjoining lines with the same reason become one item, and a reason is listed at
/// <see cref="PlacesPerReason"/> places at most: later ones are added to the count of the last, so that a file of junk stays small here.
/// </summary>
internal sealed class SkippedList
{
    public const int PlacesPerReason = 100;

    private readonly List<Skipped> items = [];
    private readonly Dictionary<(string File, string Reason), (int Last, int Places, long EndLine)> byReason = [];

    public IReadOnlyList<Skipped> Items => items;

    public void Add(string file, long line, string reason, long count = 1)
    {
        bool known = byReason.TryGetValue((file, reason), out var last);
        if (known && (line == last.EndLine + 1 || last.Places == PlacesPerReason))
        {
            items[last.Last] = items[last.Last] with { Count = items[last.Last].Count + count };
            byReason[(file, reason)] = last with { EndLine = line };
            return;
        }
        byReason[(file, reason)] = (items.Count, last.Places + 1, line);
        items.Add(new Skipped(file, line, reason, count));
    }
}
