namespace PocSharding.Design.Search;

/// <summary>
/// A weighted constraint network: variables with a few choices each, and terms that add up. A budget limits the sum of a weight
/// that some choices have (bytes that the unsharded keyspace would hold).
/// </summary>
internal sealed class Network
{
    /// <summary>Number of choices of each variable.</summary>
    public required int[] Choices { get; init; }

    /// <summary>The terms, dear ones last: a bound stops adding when it is high enough.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>Weight of each choice of each variable; null when nothing is limited.</summary>
    public double[][]? Weights { get; init; }

    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>Terms by variable.</summary>
    public int[][] TermsOf => field ??= [.. Enumerable.Range(0, Choices.Length).Select(v => Enumerable.Range(0, Terms.Count).Where(t => Terms[t].Scope.Contains(v)).ToArray())];

    /// <summary>The terms that some variables occur in, in the order of <see cref="Terms"/>.</summary>
    public int[] Touching(IEnumerable<int> variables) => [.. variables.SelectMany(v => TermsOf[v]).Distinct().Order()];

    /// <summary>The part of the cost that some terms are, the budget's among it.</summary>
    public double Cost(ReadOnlySpan<int> choices, int[] terms)
    {
        double sum = Excess(Weight(choices));
        foreach (int t in terms)
            sum += Terms[t].Bound(choices);
        return sum;
    }

    public double Cost(ReadOnlySpan<int> choices)
    {
        double sum = Excess(Weight(choices));
        foreach (Term term in Terms)
            sum += term.Bound(choices);
        return sum;
    }

    /// <summary>What a weight over the budget costs.</summary>
    public double Excess(double weight) => weight > Budget ? Term.Forbidden * (weight / Budget) : 0;

    private double Weight(ReadOnlySpan<int> choices)
    {
        double sum = 0;
        if (Weights is not null)
            for (int v = 0; v < choices.Length; v++)
                sum += Weights[v][choices[v]];
        return sum;
    }

    /// <summary>Whether the budget can bind at all; when it cannot, parts that share no term are solved apart.</summary>
    public bool BudgetBinds => Weights is not null && Weights.Sum(w => w.Max()) > Budget;

    /// <summary>Groups of variables that share no term with one another.</summary>
    public IReadOnlyList<int[]> Components()
    {
        if (BudgetBinds)
            return [[.. Enumerable.Range(0, Choices.Length)]];
        int[] root = [.. Enumerable.Range(0, Choices.Length)];
        foreach (Term term in Terms)
            foreach (int v in term.Scope)
                root[Find(v)] = Find(term.Scope[0]);
        return [.. Enumerable.Range(0, Choices.Length).GroupBy(Find).Select(g => g.ToArray())];

        int Find(int v)
        {
            while (root[v] != v)
                v = root[v] = root[root[v]];
            return v;
        }
    }
}
