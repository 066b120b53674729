namespace PocSharding.Design.Search;

/// <summary>The best choices of a network: every component from the best of several starts, proven where time allows.</summary>
internal static class DesignSolver
{
    /// <summary>What improving may take of a component's nodes before the proof is tried, and what the proof may take.</summary>
    private const double ImproveShare = 0.3, ProofShare = 0.5;

    /// <summary>From this many variables on a proof is a matter of luck: it is given up early, and the root's bound stays.</summary>
    private const int Large = 20;
    private const long NodesOfLarge = 30_000;
    private const int StartsOfLarge = 3;

    public static Solution Solve(Network network, IReadOnlyList<int[]> starts, int[][] domains, SearchLimits limits)
    {
        int[] choices = [.. starts[0]];
        double gap = 0;
        IReadOnlyList<int[]> components = [.. network.Components().OrderBy(c => c.Length)];
        for (int i = 0; i < components.Count; i++)
        {
            SearchLimits part = limits.Part(1.0 / (components.Count - i));
            Solution solved = SolveComponent(network, starts, choices, components[i], domains, part);
            limits.Spend(part);
            choices = solved.Choices;
            gap += solved.Cost - solved.Bound;
        }
        double cost = network.Cost(choices);
        return new(choices, cost, cost - gap);
    }

    private static Solution SolveComponent(Network network, IReadOnlyList<int[]> starts, int[] fixedChoices, int[] free, int[][] domains, SearchLimits limits)
    {
        var neighbourhoods = new Neighbourhoods(network, domains, limits);
        int[] best = BestStart(network, starts, fixedChoices, free, domains, neighbourhoods);
        SearchLimits improve = limits.Part(ImproveShare, free.Length * 20_000L);
        best = new Neighbourhoods(network, domains, improve).Improve(best, free);
        limits.Spend(improve);
        SearchLimits proof = limits.Part(ProofShare, free.Length > Large ? NodesOfLarge : long.MaxValue);
        Solution solved = new BranchAndBound(network, Reduce(network, domains, best, free), proof).Solve(best, free);
        limits.Spend(proof);
        if (solved.Proven)
            return solved;
        int[] better = neighbourhoods.Improve(solved.Choices, free);
        double cost = network.Cost(better, network.Touching(free));
        return new(better, cost, Math.Min(solved.Bound, cost));
    }

    /// <summary>Leaves out choices that cannot win, whatever the others are.</summary>
    private static int[][] Reduce(Network network, int[][] domains, int[] best, int[] free)
    {
        int[] open = [.. best];
        foreach (int v in free)
            open[v] = Term.Open;
        int[] terms = network.Touching(free);
        var state = new SearchState(network, open, terms);
        double cost = network.Cost(best, terms);
        int[][] reduced = [.. domains];
        foreach (int v in free)
            reduced[v] = [.. domains[v].Where(c => c == best[v] || !double.IsInfinity(state.Try(v, c, cost)))];
        return reduced;
    }

    /// <summary>The best of the starts, each improved variable by variable; of many variables only the most promising starts.</summary>
    private static int[] BestStart(Network network, IReadOnlyList<int[]> starts, int[] fixedChoices, int[] free, int[][] domains, Neighbourhoods neighbourhoods)
    {
        int[] terms = network.Touching(free);
        int[][] promising = [.. starts.Select(Own).OrderBy(c => network.Cost(c, terms)).Take(free.Length > Large ? StartsOfLarge : starts.Count)];
        return promising.Select(c => neighbourhoods.Descend(c, free)).MinBy(c => network.Cost(c, terms))!;

        int[] Own(int[] start)
        {
            int[] choices = [.. fixedChoices];
            foreach (int v in free)
                choices[v] = domains[v].Contains(start[v]) ? start[v] : domains[v][0];
            return choices;
        }
    }
}
