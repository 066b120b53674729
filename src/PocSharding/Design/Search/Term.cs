namespace PocSharding.Design.Search;

/// <summary>One summand of J. It depends on the choices of a few variables only: that is what makes the search exact.</summary>
internal abstract class Term(int[] scope)
{
    /// <summary>The value of a variable that has no choice yet.</summary>
    public const int Open = -1;

    /// <summary>The cost of what is not allowed: above any design's, and finite, so that a start that breaks a rule can be mended step by step.</summary>
    public const double Forbidden = 1e9;

    public int[] Scope { get; } = scope;

    /// <summary>
    /// The cost when every variable of the scope is set, else a lower bound over all completions. It must not fall when one more
    /// variable is set.
    /// </summary>
    public abstract double Bound(ReadOnlySpan<int> choices);
}

/// <summary>What a choice of one variable costs by itself.</summary>
internal sealed class UnaryTerm(int variable, double[] costs) : Term([variable])
{
    private readonly double least = costs.Min();

    public override double Bound(ReadOnlySpan<int> choices) => choices[variable] == Open ? least : costs[choices[variable]];
}

/// <summary>
/// A cost over the classes of the choices: choices of a variable in one class cost the same here, so the cost is asked for once a
/// combination of classes, when it is first needed.
/// </summary>
internal sealed class TableTerm : Term
{
    private readonly int[][] classOf;
    private readonly int[] classes;
    private readonly Func<int[], double> cost;
    private readonly double floor;
    private readonly bool enumerate;
    private readonly Dictionary<int[], double> known = new(IntsComparer.Instance);
    private readonly Dictionary<int[], double>.AlternateLookup<ReadOnlySpan<int>> find;

    /// <param name="scope">The variables.</param>
    /// <param name="classOf">For each variable of the scope the class of each choice, numbered from 0.</param>
    /// <param name="cost">The cost of one class for each variable.</param>
    /// <param name="floor">Less than any cost; bounds a term that has too many combinations to look at.</param>
    /// <param name="mostCombinations">Above this many combinations only <paramref name="floor"/> bounds.</param>
    public TableTerm(int[] scope, int[][] classOf, Func<int[], double> cost, double floor, long mostCombinations) : base(scope)
    {
        this.classOf = classOf;
        this.cost = cost;
        find = known.GetAlternateLookup<ReadOnlySpan<int>>();
        this.floor = floor;
        classes = [.. classOf.Select(c => c.Max() + 1)];
        enumerate = classes.Aggregate(1L, (product, count) => Math.Min(product * count, long.MaxValue / 64)) <= mostCombinations;
    }

    public override double Bound(ReadOnlySpan<int> choices)
    {
        Span<int> at = stackalloc int[Scope.Length];
        bool open = false;
        for (int i = 0; i < at.Length; i++)
        {
            int choice = choices[Scope[i]];
            at[i] = choice == Open ? Open : classOf[i][choice];
            open |= choice == Open;
        }
        return open && !enumerate ? floor : Least(at);
    }

    private double Least(Span<int> at)
    {
        if (!find.TryGetValue(at, out double value))
            known[at.ToArray()] = value = Compute(at);
        return value;
    }

    private double Compute(Span<int> at)
    {
        int open = at.IndexOf(Open);
        if (open < 0)
            return cost(at.ToArray());
        double least = double.PositiveInfinity;
        for (int c = 0; c < classes[open]; c++)
        {
            at[open] = c;
            least = Math.Min(least, Least(at));
        }
        at[open] = Open;
        return least;
    }
}
