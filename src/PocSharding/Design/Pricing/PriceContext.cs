using PocSharding.Design.Load;
using PocSharding.Design.Rules;

namespace PocSharding.Design.Pricing;

/// <summary>What prices depend on besides the statement and its plan.</summary>
internal sealed class PriceContext(LoadModel load, KeyFamilies families, AdvisorOptions options)
{
    private readonly Dictionary<(string, string), double> skews = [];
    private readonly KeyHeat heat = load.Heat.By(families.Of);

    public int Shards => options.Shards;

    public PlacementOdds Odds { get; } = new(options.Shards);

    public CostParameters Costs => options.Costs;

    /// <summary>k: commit on one participant, ms.</summary>
    public double Commit { get; } = options.Costs.Commit ?? Math.Max(options.Costs.LeastCommit, 1000 * (load.Profile.Coverage.MeanCommitTime ?? 0));

    public double Skew(string table, string column)
    {
        if (!skews.TryGetValue((table, column), out double skew))
            skews[(table, column)] = skew = load.Index.Find(table) is { } t && load.Index.Column(t, column) is { } c ? heat.Skew(families.Of(t, c.Name), Shards, options.Scale) : 1;
        return skew;
    }
}
