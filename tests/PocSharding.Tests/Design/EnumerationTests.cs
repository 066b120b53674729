using PocSharding.Design;

namespace PocSharding.Tests.Design;

/// <summary>The search's answer against every combination of roles there is.</summary>
public class EnumerationTests
{
    [TestCase("bb-tatp", null)]
    [TestCase("bb-smallbank", null)]
    [TestCase("bb-twitter", null)]
    [TestCase("bb-twitter", "twitter")]
    [TestCase("bb-voter", null)]
    [TestCase("bb-voter", "voter")]
    [TestCase("bb-ycsb", null)]
    public void NothingIsCheaper(string workload, string? database)
    {
        (DatabaseSchema schema, WorkloadProfile load) = Workloads.Of(workload);
        DesignResult result = Designer.Run(schema, load, new() { Database = database, TimeLimit = TimeSpan.FromMinutes(5) }, null, default);
        (double cheapest, long combinations) = Enumerate(result.Model);
        Assert.That(combinations, Is.GreaterThan(1));
        Assert.That(result.Model.Network.Cost(result.Choices), Is.EqualTo(cheapest).Within(1e-9 * cheapest));
        Assert.That(result.Gap, Is.Zero);
    }

    private static (double Cheapest, long Combinations) Enumerate(DesignModel model)
    {
        double cheapest = double.PositiveInfinity;
        long combinations = 0;
        int[] choices = new int[model.Network.Choices.Length];
        Visit(0);
        return (cheapest, combinations);

        void Visit(int table)
        {
            if (table == choices.Length)
            {
                combinations++;
                cheapest = Math.Min(cheapest, model.Network.Cost(choices));
                return;
            }
            for (int role = 0; role < model.Network.Choices[table]; role++)
            {
                choices[table] = role;
                Visit(table + 1);
            }
        }
    }
}
