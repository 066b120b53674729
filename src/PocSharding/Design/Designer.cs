using PocSharding.Design.Rules;
using PocSharding.Design.Search;

namespace PocSharding.Design;

/// <summary>The best design with one role forbidden.</summary>
internal sealed record Alternative(TableRole Role, double Cost);

/// <summary>A design, what is proven of it, and what it is compared with.</summary>
internal sealed record DesignResult(DesignModel Model, int[] Choices, double Cost, double Bound, long Nodes, IReadOnlyList<Alternative?> RunnersUp, int[] PrimaryKey, int[] PopularColumn, int[] Unsharded)
{
    public TableRole RoleOf(int table) => Model.Space.Roles[table][Choices[table]];

    public double Gap => Math.Max(0, Cost - Bound);
}

/// <summary>Searches the roles of all tables jointly (pricing.md §7).</summary>
internal static class Designer
{
    /// <summary>What the search for the best design may take of the time; the runners-up take the rest.</summary>
    private const double BestShare = 0.6;
    private const int MostFamilies = 8;

    public static DesignResult Run(DatabaseSchema schema, WorkloadProfile profile, AdvisorOptions options, IProgress<AdvisorProgress>? progress, CancellationToken cancel)
    {
        var limits = new SearchLimits(options.NodeLimit, options.TimeLimit, cancel);
        progress?.Report(new("Analyzing the workload", null));
        var model = new DesignModel(schema, profile, options);
        var baselines = new BaselineDesigns(model.Load, model.Space);
        int[] key = baselines.PrimaryKey, popular = baselines.PopularColumn, unsharded = baselines.Unsharded;
        int[][] domains = [.. model.Network.Choices.Select(n => Enumerable.Range(0, n).ToArray())];
        progress?.Report(new("Searching the best design", null));
        SearchLimits search = limits.Part(BestShare);
        Solution best = DesignSolver.Solve(model.Network, [key, popular, unsharded, .. baselines.Families(model.Families, MostFamilies)], domains, search);
        limits.Spend(search);
        IReadOnlyList<Alternative?> runnersUp = new RunnersUp(model, best.Choices, limits).All(progress);
        double cost = model.Price(best.Choices);
        return new(model, best.Choices, cost, Math.Max(0, cost - Gap(best)), limits.Nodes, runnersUp, key, popular, unsharded);
    }

    private static double Gap(Solution best) => best.Proven ? 0 : best.Cost - best.Bound;
}
