using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Design.Search;
using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;

namespace PocSharding.Design.Plans;

/// <summary>
/// Prices of digests by the roles of their tables. To a digest all keys that it does not mention are alike (hidden), so a digest is
/// planned once for each combination of such classes, when a combination is first asked for.
/// </summary>
internal sealed class PriceBook(DatabaseSchema schema, LoadModel load, RoleSpace space, PriceContext context, KeyspaceNames names, string? database)
{
    private readonly DesignVSchema writer = new(schema, names);
    private readonly TableCatalog catalog = TableCatalog.From(schema);
    private readonly Dictionary<int, (Analysis Analysis, SlotMap Slots)> analyses = [];
    private readonly Dictionary<int, int[][]> classes = [];
    private readonly Dictionary<int[], StatementPrice> prices = new(IntsComparer.Instance);

    /// <summary>Number of roles of a table.</summary>
    public int Choices(int table) => space.Roles[table].Length;

    /// <summary>For each table of the digest the class of each of its roles.</summary>
    public int[][] ClassesOf(DigestFacts digest)
    {
        if (!classes.TryGetValue(digest.Index, out int[][]? of))
            classes[digest.Index] = of = [.. digest.Tables.Select(t => ClassesOf(digest, space.Roles[t]))];
        return of;
    }

    /// <summary>The price under the choices of the digest's tables, in the order of its tables.</summary>
    public StatementPrice Price(DigestFacts digest, ReadOnlySpan<int> choices)
    {
        int[][] of = ClassesOf(digest);
        int[] key = new int[of.Length + 1];
        key[0] = digest.Index;
        for (int i = 0; i < of.Length; i++)
            key[i + 1] = of[i][choices[i]];
        if (!prices.TryGetValue(key, out StatementPrice? price))
            prices[key] = price = Plan(digest, choices);
        return price;
    }

    private static int[] ClassesOf(DigestFacts digest, TableRole[] roles)
    {
        int[] of = new int[roles.Length];
        int next = 0, hidden = -1;
        for (int i = 0; i < roles.Length; i++)
            if (roles[i] is not TableRole.ShardedBy by || digest.Mentions(by.Column))
                of[i] = next++;
            else
                of[i] = hidden < 0 ? hidden = next++ : hidden;
        return of;
    }

    private StatementPrice Plan(DigestFacts digest, ReadOnlySpan<int> choices)
    {
        List<(TableSchema, TableRole)> roles = [];
        for (int i = 0; i < digest.Tables.Length; i++)
            roles.Add((load.Index[digest.Tables[i]], space.Roles[digest.Tables[i]][choices[i]]));
        (Analysis analysis, SlotMap slots) = Analyzed(digest);
        PlanResult plan = Planner.Route(analysis, writer.Build(roles), database);
        return PlanPricer.Price(context, digest, plan, slots.Slots);
    }

    private (Analysis, SlotMap) Analyzed(DigestFacts digest)
    {
        if (!analyses.TryGetValue(digest.Index, out (Analysis, SlotMap) of))
        {
            Analysis analysis = Planner.Analyze(digest.Digest.Statement!, catalog, PlanningMode.Parameterized);
            analyses[digest.Index] = of = (analysis, new(digest, analysis.ArgumentOffsets));
        }
        return of;
    }
}
