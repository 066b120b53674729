namespace PocSharding.Design.Search;

/// <summary>A partial choice with the bound of every term, changed and taken back one variable at a time.</summary>
internal sealed class SearchState
{
    private readonly Network network;
    private readonly double[] bounds;
    private readonly Stack<(int Variable, double Sum, double Weight, double[] Bounds)> undo = [];
    private double weight;

    /// <param name="network">The terms.</param>
    /// <param name="choices">The start, some of it open.</param>
    /// <param name="terms">Those that count: all that an open variable occurs in.</param>
    public SearchState(Network network, int[] choices, int[] terms)
    {
        this.network = network;
        Choices = [.. choices];
        bounds = new double[network.Terms.Count];
        foreach (int t in terms)
            bounds[t] = network.Terms[t].Bound(Choices);
        for (int v = 0; v < Choices.Length; v++)
            weight += WeightOf(v, Choices[v]);
        Bound = bounds.Sum() + network.Excess(weight);
    }

    public int[] Choices { get; }

    /// <summary>A lower bound over all completions; the cost once nothing is open.</summary>
    public double Bound { get; private set; }

    /// <summary>Sets a variable that is open.</summary>
    public void Set(int variable, int choice)
    {
        int[] terms = network.TermsOf[variable];
        double[] before = new double[terms.Length];
        undo.Push((variable, Bound, weight, before));
        Choices[variable] = choice;
        double heavier = weight + WeightOf(variable, choice);
        double sum = Bound + network.Excess(heavier) - network.Excess(weight);
        weight = heavier;
        for (int i = 0; i < terms.Length; i++)
        {
            before[i] = bounds[terms[i]];
            double now = network.Terms[terms[i]].Bound(Choices);
            sum += now - before[i];
            bounds[terms[i]] = now;
        }
        Bound = sum;
    }

    public void TakeBack()
    {
        (int variable, Bound, weight, double[] before) = undo.Pop();
        Choices[variable] = Term.Open;
        int[] terms = network.TermsOf[variable];
        for (int i = 0; i < terms.Length; i++)
            bounds[terms[i]] = before[i];
    }

    /// <summary>The bound if the variable were set so; infinite as soon as it reaches <paramref name="limit"/>, as terms never fall.</summary>
    public double Try(int variable, int choice, double limit)
    {
        Choices[variable] = choice;
        double sum = Bound + network.Excess(weight + WeightOf(variable, choice)) - network.Excess(weight);
        foreach (int t in network.TermsOf[variable])
        {
            sum += network.Terms[t].Bound(Choices) - bounds[t];
            if (sum >= limit)
                break;
        }
        Choices[variable] = Term.Open;
        return sum < limit ? sum : double.PositiveInfinity;
    }

    private double WeightOf(int variable, int choice) => network.Weights is null || choice == Term.Open ? 0 : network.Weights[variable][choice];
}
