using PocSharding.Design.Search;

namespace PocSharding.Design;

/// <summary>For each table the best design with its role forbidden: the other tables may change with it.</summary>
internal sealed class RunnersUp(DesignModel model, int[] best, SearchLimits limits)
{
    private const long NodesPerTable = 20_000;
    private const int MostNeighbours = 9;

    private readonly Network network = model.Network;

    public IReadOnlyList<Alternative?> All(IProgress<AdvisorProgress>? progress)
    {
        var all = new Alternative?[best.Length];
        for (int table = 0; table < all.Length; table++)
        {
            progress?.Report(new("Searching the runners-up", (double)table / all.Length));
            all[table] = For(table);
        }
        return all;
    }

    /// <summary>Null where the table has no other role, or none that the rules allow.</summary>
    private Alternative? For(int table)
    {
        int[][] domains = [.. network.Choices.Select((n, v) => Enumerable.Range(0, n).Where(c => v != table || c != best[v]).ToArray())];
        if (domains[table].Length == 0)
            return null;
        SearchLimits part = limits.Part(1.0 / best.Length, NodesPerTable);
        IReadOnlyList<int> near = Near(table);
        int[] start = [.. best];
        start[table] = domains[table].MinBy(c => Cost(start, table, c));
        start = new Neighbourhoods(network, domains, part).Descend(start, near);
        Solution solved = new BranchAndBound(network, domains, part).Solve(start, near);
        limits.Spend(part);
        return solved.Cost >= Term.Forbidden ? null : new(model.Space.Roles[table][solved.Choices[table]], model.Price(solved.Choices));
    }

    private double Cost(int[] choices, int table, int choice)
    {
        int before = choices[table];
        choices[table] = choice;
        double cost = network.TermsOf[table].Sum(t => network.Terms[t].Bound(choices));
        choices[table] = before;
        return cost;
    }

    /// <summary>The table and those that share most terms with it.</summary>
    private List<int> Near(int table)
    {
        List<int> near = [table];
        near.AddRange(network.TermsOf[table].SelectMany(t => network.Terms[t].Scope).Where(v => v != table)
            .GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(MostNeighbours).Select(g => g.Key));
        return near;
    }
}
