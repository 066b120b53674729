using System.Text.Json;
using PocSharding.Planning;

namespace PocSharding.Tests.Planning;

/// <summary>
/// Our plans beside those of Vitess's own planner test (../shared/vitess/planbuilder). <c>POCSHARDING_DISAGREEMENTS=path</c> writes the cases
/// that do not reach L3 there, with both plans.
/// </summary>
public class PlannerCaseTests
{
    private static readonly string? List = Environment.GetEnvironmentVariable("POCSHARDING_DISAGREEMENTS");

    private static IEnumerable<string> Files() => PlannerCase.Files.Keys;

    [TestCaseSource(nameof(Files))]
    public void FileAgrees(string file)
    {
        var score = new Score();
        Run(file, PlanningMode.Literal, score);
        Report(file, score);
        Check(score);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void AllFilesAgree(bool parameterized)
    {
        PlanningMode mode = parameterized ? PlanningMode.Parameterized : PlanningMode.Literal;
        var score = new Score();
        foreach (string file in PlannerCase.Files.Keys)
            Run(file, mode, score);
        Report($"all, {mode}", score);
        Check(score);
    }

    [Test]
    public void EveryRefusalHasARemedy()
    {
        var bare = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((string file, CaseSetup setup) in PlannerCase.Files)
        {
            BatchExplain planner = setup.Planner(PlanningMode.Parameterized);
            foreach (PlannerCase one in PlannerCase.Of(file))
                if (planner.Explain(one.Query) is { Refusal: { } refusal, Remedy.Length: 0 })
                    bare.Add(refusal);
        }
        Assert.That(bare, Is.Empty);
    }

    private static void Run(string file, PlanningMode mode, Score score)
    {
        BatchExplain planner = PlannerCase.Files[file].Planner(mode), production = PlannerCase.Files[file].Planner(mode, production: true);
        foreach (PlannerCase one in mode == PlanningMode.Literal ? PlannerCase.Of(file) : PlannerCase.Parameterized(file))
        {
            string line = (one.Production ? production : planner).Line(one.Number, one.Query);
            Assert.That(line, Does.Not.Contain("the planner failed"), one.Query);
            JsonElement got = JsonDocument.Parse(line).RootElement;
            score.Add(one.Want, got, 1);
            Print(one, mode, got);
        }
    }

    /// <summary>Every case agrees; one that no longer does fails the build.</summary>
    private static void Check(Score score) => Assert.Multiple(() =>
    {
        for (int level = 0; level < 4; level++)
            Assert.That(score.Lines(level), Is.EqualTo(100), $"L{level}");
    });

    private static void Report(string name, Score score)
    {
        TestContext.Progress.WriteLine($"{name,-34} {score}");
        if (List is not null)
            File.AppendAllText(List, $"{name,-34} {score}\n");
    }

    private static void Print(PlannerCase one, PlanningMode mode, JsonElement got)
    {
        int level = Levels.Reached(one.Want, got);
        if (List is not null && level < 3 && !Levels.IsCrash(one.Want))
            File.AppendAllText(List, $"-- {mode} {one.File} {one.Number} fails L{level + 1}: {one.Query}\n   vitess {Levels.Describe(one.Want)}\n   ours   {Levels.Describe(got)}\n");
    }
}
