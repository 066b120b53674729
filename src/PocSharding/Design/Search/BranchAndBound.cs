namespace PocSharding.Design.Search;

/// <summary>Choices with their cost (the terms that the free variables occur in), and what is proven of the least cost.</summary>
internal sealed record Solution(int[] Choices, double Cost, double Bound)
{
    public bool Proven => Cost - Bound <= 1e-9 * Math.Max(1, Math.Abs(Cost));
}

/// <summary>
/// Depth-first branch and bound over some variables, the others fixed. The next variable is the open one whose cheapest two
/// choices differ most; a choice is left out when the bound says that it cannot beat the best found.
/// </summary>
internal sealed class BranchAndBound(Network network, int[][] domains, SearchLimits limits)
{
    private int[] best = [];
    private double bestCost = double.PositiveInfinity;
    private double leftOpen = double.PositiveInfinity;

    /// <param name="start">A design to beat; variables outside <paramref name="free"/> keep its choices.</param>
    /// <param name="free">The variables to choose.</param>
    public Solution Solve(int[] start, IReadOnlyList<int> free)
    {
        int[] terms = network.Touching(free);
        best = [.. start];
        bestCost = Allowed(start, free) ? network.Cost(start, terms) : double.PositiveInfinity;
        int[] partial = [.. start];
        foreach (int v in free)
            partial[v] = Term.Open;
        var state = new SearchState(network, partial, terms);
        Descend(state, [.. free]);
        return new(best, bestCost, Math.Min(bestCost, leftOpen));
    }

    private bool Allowed(int[] start, IReadOnlyList<int> free) => free.All(v => start[v] != Term.Open && domains[v].Contains(start[v]));

    private void Descend(SearchState state, List<int> open)
    {
        limits.Count();
        if (open.Count == 0)
        {
            (best, bestCost) = ([.. state.Choices], state.Bound);
            return;
        }
        (int variable, List<(double Bound, int Choice)> children) = Branch(state, open);
        open.Remove(variable);
        foreach ((double bound, int choice) in children)
        {
            if (!Beats(bound))
                break;
            if (limits.Reached)
            {
                leftOpen = Math.Min(leftOpen, bound);
                break;
            }
            state.Set(variable, choice);
            Descend(state, open);
            state.TakeBack();
        }
        open.Add(variable);
    }

    private bool Beats(double bound) => double.IsInfinity(bestCost) || bound < bestCost - 1e-12 * Math.Max(1, bestCost);

    /// <summary>Looks one step ahead at every open variable: one without a choice that can win ends the branch.</summary>
    private (int Variable, List<(double Bound, int Choice)> Children) Branch(SearchState state, List<int> open)
    {
        (int Variable, double Score, List<(double, int)> Children) chosen = (-1, double.NegativeInfinity, []);
        foreach (int v in open)
        {
            List<(double Bound, int Choice)> children = Children(state, v);
            double score = children.Count < 2 ? double.PositiveInfinity : children[1].Bound - children[0].Bound + 1e-3 * (children[^1].Bound - state.Bound);
            if (score > chosen.Score)
                chosen = (v, score, children);
            limits.Look();
            if (children.Count == 0 || limits.Reached)
                break;
        }
        return (chosen.Variable, chosen.Children);
    }

    private List<(double Bound, int Choice)> Children(SearchState state, int variable)
    {
        List<(double Bound, int Choice)> children = [];
        foreach (int choice in domains[variable])
            if (state.Try(variable, choice, bestCost) is double bound && !double.IsInfinity(bound) && Beats(bound))
                children.Add((bound, choice));
        children.Sort();
        return children;
    }
}
