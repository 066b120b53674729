using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Planning.Plan;

namespace PocSharding.Design;

/// <summary>What becomes of the statements under one design, by executions.</summary>
internal sealed class StatementFigures
{
    private readonly List<(DigestFacts Digest, StatementPrice Price)> priced;

    public StatementFigures(DesignModel model, int[] choices) =>
        priced = [.. model.Load.Digests.OfType<DigestFacts>().Select(d => (d, model.PriceOf(d, choices)))];

    public IEnumerable<(DigestFacts Digest, StatementPrice Price)> All => priced;

    public long Refused => Executions(p => p.Plan is Refused);

    public long NotModelled => Executions(p => p.Plan is NotModelled);

    public long Planned => Executions(p => p.Plan is Planned);

    /// <summary>Share of planned executions by plan type, in the order of the types.</summary>
    public IReadOnlyDictionary<string, double> ByType()
    {
        double all = Math.Max(1, Planned);
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (IGrouping<PlanType, (DigestFacts Digest, StatementPrice Price)> type in priced.Where(p => p.Price.Plan is Planned).GroupBy(p => ((Planned)p.Price.Plan).Type).OrderBy(g => g.Key))
            shares[type.Key.ToString()] = type.Sum(p => p.Digest.Executions) / all;
        return shares;
    }

    /// <summary>Share of the writes outside transactions that change several shards.</summary>
    public double AutocommitWritesSeveral()
    {
        double writes = 0, several = 0;
        foreach ((DigestFacts digest, StatementPrice price) in priced)
            if (price.Uses.Any(u => u.Write && u.Kind != UseKind.Sequence))
            {
                writes += digest.Autocommit;
                several += digest.Autocommit * price.WritesSeveral;
            }
        return writes > 0 ? several / writes : 0;
    }

    private long Executions(Func<StatementPrice, bool> which) => priced.Where(p => which(p.Price)).Sum(p => p.Digest.Digest.Executions);
}
