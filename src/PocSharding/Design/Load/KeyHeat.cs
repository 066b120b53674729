namespace PocSharding.Design.Load;

/// <summary>
/// h: the share of a column's work that its hottest value has. The first sight of a value is no evidence of heat, so each count is
/// one less: a handful of executions with different values is even, not hot (pricing.md §4).
/// </summary>
internal sealed class KeyHeat
{
    private readonly Dictionary<(int Table, string Column), Dictionary<ulong, long>> counts = [];

    public void Add(int table, string column, ulong key)
    {
        if (!counts.TryGetValue((table, column), out Dictionary<ulong, long>? values))
            counts[(table, column)] = values = [];
        values[key] = values.GetValueOrDefault(key) + 1;
    }

    public double Hottest(int table, string column)
    {
        if (!counts.TryGetValue((table, column), out Dictionary<ulong, long>? values))
            return 0;
        long all = values.Values.Sum();
        return all < 2 ? 0 : (values.Values.Max() - 1) / (double)(all - 1);
    }

    public int DistinctValues(int table, string column) => counts.TryGetValue((table, column), out Dictionary<ulong, long>? values) ? values.Count : 0;

    /// <summary>Work by shard when the log's values lie where the vindex puts them; empty when none was seen.</summary>
    public double[] WorkByShard(int table, string column, int shards)
    {
        double[] work = new double[shards];
        foreach ((ulong key, long count) in counts.GetValueOrDefault((table, column), []))
            work[KeyValues.Shard(key, shards)] += count;
        return work;
    }

    /// <summary>σ: how much more the busiest shard has than its share, K times the log's values given.</summary>
    public double Skew(int table, string column, int shards, double scale) => Math.Max(1, shards * Hottest(table, column) / scale);
}
