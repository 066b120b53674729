namespace PocSharding.Design.Load;

/// <summary>
/// h: the share of a key's work that its hottest value has. The first sight of a value is no evidence of heat, so each count is
/// one less: a handful of executions with different values is even, not hot (pricing.md §4).
/// </summary>
internal sealed class KeyHeat
{
    private readonly Dictionary<(int Table, string Column), Dictionary<ulong, long>> counts = [];

    public void Add((int Table, string Column) column, ulong key, long count = 1)
    {
        if (!counts.TryGetValue(column, out Dictionary<ulong, long>? values))
            counts[column] = values = [];
        values[key] = values.GetValueOrDefault(key) + count;
    }

    /// <summary>The counts of several columns together.</summary>
    public KeyHeat By(Func<int, string, (int Table, string Column)> family)
    {
        var together = new KeyHeat();
        foreach (((int table, string column), Dictionary<ulong, long> values) in counts)
            foreach ((ulong key, long count) in values)
                together.Add(family(table, column), key, count);
        return together;
    }

    public double Hottest((int Table, string Column) column)
    {
        if (!counts.TryGetValue(column, out Dictionary<ulong, long>? values))
            return 0;
        long all = values.Values.Sum();
        return all < 2 ? 0 : (values.Values.Max() - 1) / (double)(all - 1);
    }

    public int DistinctValues(int table, string column) => counts.TryGetValue((table, column), out Dictionary<ulong, long>? values) ? values.Count : 0;

    /// <summary>The largest share of the column's values that a column of another table has too.</summary>
    public double Shared(int table, string column)
    {
        if (!counts.TryGetValue((table, column), out Dictionary<ulong, long>? values))
            return 0;
        return counts.Where(c => c.Key.Table != table).Select(c => values.Keys.Count(c.Value.ContainsKey) / (double)values.Count).DefaultIfEmpty(0).Max();
    }

    /// <summary>Work by shard when the log's values lie where the vindex puts them; empty when none was seen.</summary>
    public double[] WorkByShard(int table, string column, int shards)
    {
        double[] work = new double[shards];
        foreach ((ulong key, long count) in counts.GetValueOrDefault((table, column), []))
            work[KeyValues.Shard(key, shards)] += count;
        return work;
    }

    /// <summary>σ: how much more the busiest shard has than its share, K times the log's values given.</summary>
    public double Skew((int Table, string Column) column, int shards, double scale) => Math.Max(1, shards * Hottest(column) / scale);
}
