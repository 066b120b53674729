using System.Text.Json;
using PocSharding.Planning.Plan;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>
/// Any statement and VSchema give a plan, Vitess's error or "not modelled": never a fault of ours, and in bounded work.
/// <c>POCSHARDING_MUTATIONS</c> says how many plans are made, <c>POCSHARDING_SEED</c> where the drawing begins.
/// </summary>
public class PlannerFuzzTests
{
    private const long MostBytes = 400_000_000;

    private static long Setting(string name, long otherwise) => long.TryParse(Environment.GetEnvironmentVariable(name), out long value) ? value : otherwise;

    [Test]
    public void MutatedStatementsOverMutatedVSchemas()
    {
        long plans = Setting("POCSHARDING_MUTATIONS", 3000);
        int seed = (int)Setting("POCSHARDING_SEED", 20261125);
        World[] worlds = [.. plans > 100_000 ? World.Whole() : World.Sample()];
        var answers = new Dictionary<string, int>();
        for (int w = 0; w < worlds.Length; w++)
            foreach ((FuzzCase one, Func<PlanResult> plan) in new PlannerFuzz(worlds[w], seed + w).Cases().Take((int)(plans / worlds.Length)))
            {
                string kind = Answer(one, plan);
                answers[kind] = answers.GetValueOrDefault(kind) + 1;
            }
        TestContext.Out.WriteLine(string.Join(", ", answers.OrderByDescending(a => a.Value).Select(a => $"{a.Key} {a.Value}")));
        Assert.That(answers.Keys, Is.SupersetOf(new[] { nameof(Planned), nameof(Refused) }));
    }

    /// <summary>Plans a case and makes everything that can be read off the plan.</summary>
    private static string Answer(FuzzCase one, Func<PlanResult> plan)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        PlanResult result = plan();
        var shown = new QueryPlan(one.Sql, result);
        JsonDocument.Parse(shown.ToJson()).Dispose();
        Assert.That(shown.ToTree(), Is.Not.Empty);
        Assert.That(shown.Shards, Is.Not.Empty);
        Assert.That(shown.NotModelled ?? "", Does.Not.Contain("the planner failed"), one.ToString());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), one.ToString());
        return result.GetType().Name;
    }
}
