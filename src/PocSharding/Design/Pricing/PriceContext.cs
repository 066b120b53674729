using PocSharding.Design.Load;

namespace PocSharding.Design.Pricing;

/// <summary>What prices depend on besides the statement and its plan.</summary>
internal sealed class PriceContext(LoadModel load, AdvisorOptions options)
{
    private readonly Dictionary<(string, string), double> skews = [];

    public int Shards => options.Shards;

    public CostParameters Costs => options.Costs;

    /// <summary>k: commit on one participant, ms.</summary>
    public double Commit { get; } = options.Costs.Commit ?? Math.Max(options.Costs.LeastCommit, 1000 * (load.Profile.Coverage.MeanCommitTime ?? 0));

    /// <summary>The same on one shard: what the work is divided by.</summary>
    public PriceContext OnOneShard() => new(load, options with { Shards = 1 });

    public double Skew(string table, string column)
    {
        if (!skews.TryGetValue((table, column), out double skew))
            skews[(table, column)] = skew = load.Index.Find(table) is { } t && load.Index.Column(t, column) is { } c ? load.Heat.Skew(t, c.Name, Shards, options.Scale) : 1;
        return skew;
    }
}
