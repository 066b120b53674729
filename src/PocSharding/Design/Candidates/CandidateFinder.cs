using PocSharding.Design.Load;
using PocSharding.Vitess;

namespace PocSharding.Design.Candidates;

/// <summary>The columns that may be keys: those of primary, unique and foreign keys, and those that the workload uses.</summary>
internal static class CandidateFinder
{
    /// <summary>The share of the weight from which a column that is no key counts (pricing.md §7).</summary>
    private const double LeastWeight = 0.001;

    public static (IReadOnlyList<Candidate>[] ByTable, IReadOnlyList<Exclusion> Exclusions) Find(LoadModel load)
    {
        List<Exclusion> exclusions = [];
        Dictionary<(int, string), (double Used, double Compared)> weights = Weigh(load);
        var byTable = new IReadOnlyList<Candidate>[load.Index.Tables.Count];
        for (int table = 0; table < byTable.Length; table++)
            byTable[table] = [.. load.Index[table].Columns.Select(c => Consider(load, table, c, weights, exclusions)).OfType<Candidate>()];
        return (byTable, exclusions);
    }

    private static Candidate? Consider(LoadModel load, int table, ColumnSchema column, Dictionary<(int, string), (double Used, double Compared)> weights, List<Exclusion> exclusions)
    {
        TableSchema schema = load.Index[table];
        (double used, double compared) = weights.GetValueOrDefault((table, column.Name));
        bool primary = InKey(schema, column, k => k.Primary), unique = InKey(schema, column, k => k.Unique && !k.Primary);
        bool foreign = schema.ForeignKeys.Any(f => f.Columns.Contains(column.Name, StringComparer.OrdinalIgnoreCase));
        if (!(primary || unique || foreign || used >= LeastWeight))
            return null;
        if (CandidateRule.All.Select(r => r.Excludes(load, table, column)).FirstOrDefault(e => e is not null) is { } exclusion)
        {
            exclusions.Add(exclusion);
            return null;
        }
        return new(table, column, VindexTypes.ForColumn(column.VitessType)!) { InPrimaryKey = primary, InUniqueKey = unique, InForeignKey = foreign, Compared = compared };
    }

    private static bool InKey(TableSchema table, ColumnSchema column, Func<KeySchema, bool> which) =>
        table.Keys.Any(k => which(k) && k.Columns.Contains(column.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Weight of the digests that use a column; INSERTs count where they give it.</summary>
    private static Dictionary<(int, string), (double Used, double Compared)> Weigh(LoadModel load)
    {
        Dictionary<(int, string), (double Used, double Compared)> weights = [];
        foreach (DigestFacts digest in load.Digests.OfType<DigestFacts>())
        {
            double weight = load.Weight(digest);
            foreach (IGrouping<(int, string), ColumnUse> uses in digest.Uses.Where(u => u.Kind is not (ColumnUseKind.LeftOut or ColumnUseKind.Assigned)).GroupBy(u => (u.Table, u.Column)))
            {
                (double used, double compared) = weights.GetValueOrDefault(uses.Key);
                weights[uses.Key] = (used + weight, compared + (uses.Any(u => u.Kind is ColumnUseKind.Equal or ColumnUseKind.In) ? weight : 0));
            }
        }
        return weights;
    }
}
