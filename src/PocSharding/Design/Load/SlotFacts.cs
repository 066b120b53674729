using PocSharding.Design.Pricing;

namespace PocSharding.Design.Load;

/// <summary>How many distinct values a slot held, execution by execution.</summary>
internal sealed class SlotFacts
{
    private readonly SortedDictionary<int, long> executionsByValues = [];

    public void Add(int distinctValues) => executionsByValues[distinctValues] = executionsByValues.GetValueOrDefault(distinctValues) + 1;

    public double MeanValues => Mean(n => n);

    /// <summary>D(N, n) over the list lengths seen.</summary>
    public double Shards(int shards) => Mean(n => Occupancy.Shards(shards, n));

    /// <summary>The chance that the values of one execution are on several shards.</summary>
    public double Several(int shards) => Mean(n => Occupancy.Several(shards, n));

    private double Mean(Func<int, double> of)
    {
        double sum = 0, count = 0;
        foreach ((int values, long executions) in executionsByValues)
        {
            sum += of(values) * executions;
            count += executions;
        }
        return count == 0 ? of(1) : sum / count;
    }
}
