namespace PocSharding.Design.Search;

/// <summary>
/// Improves a full choice: first one variable after the other, then small groups of variables that share terms, each group solved
/// exactly while the others stay. Used as a start, and when the whole is too large to prove.
/// </summary>
internal sealed class Neighbourhoods(Network network, int[][] domains, SearchLimits limits)
{
    private const int SmallestGroup = 3, LargestGroup = 8;
    private const long NodesPerGroup = 4000;

    /// <summary>Sets every variable to its best choice in turn until nothing falls any more.</summary>
    public int[] Descend(int[] start, IReadOnlyList<int> free)
    {
        int[] choices = [.. start];
        bool fell = true;
        while (fell && !limits.Reached)
        {
            fell = false;
            foreach (int v in free)
                fell |= !limits.Reached && SolveGroup(choices, [v]);
        }
        return choices;
    }

    /// <summary>Tries groups around every variable, larger ones each round, until a round of the largest brings nothing or time is up.</summary>
    public int[] Improve(int[] start, IReadOnlyList<int> free)
    {
        int[] choices = [.. start];
        var random = new Random(7);
        for (int size = SmallestGroup, idle = 0; !limits.Reached && free.Count > 1 && idle <= LargestGroup - SmallestGroup; size = size == LargestGroup ? SmallestGroup : size + 1)
        {
            bool fell = false;
            foreach (int v in free)
                fell |= !limits.Reached && SolveGroup(choices, Around(v, size, free, random));
            idle = fell ? 0 : idle + 1;
        }
        return choices;
    }

    private bool SolveGroup(int[] choices, List<int> group)
    {
        SearchLimits part = limits.Part(1, NodesPerGroup);
        double before = network.Cost(choices, network.Touching(group));
        Solution found = new BranchAndBound(network, domains, part).Solve(choices, group);
        limits.Spend(part);
        if (found.Cost >= before - 1e-9 * Math.Max(1, before))
            return false;
        found.Choices.CopyTo(choices, 0);
        return true;
    }

    private List<int> Around(int variable, int size, IReadOnlyList<int> free, Random random)
    {
        List<int> group = [variable];
        var allowed = free.ToHashSet();
        for (int tries = 0; group.Count < size && tries < 4 * size; tries++)
        {
            int[] terms = network.TermsOf[group[random.Next(group.Count)]];
            int[] scope = network.Terms[terms[random.Next(terms.Length)]].Scope;
            int next = scope[random.Next(scope.Length)];
            if (allowed.Contains(next) && !group.Contains(next))
                group.Add(next);
        }
        return group;
    }
}
