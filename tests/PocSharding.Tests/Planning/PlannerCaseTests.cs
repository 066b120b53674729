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
        BatchExplain planner = PlannerCase.Files[file].Planner(PlanningMode.Literal);
        var score = new Score();
        foreach (PlannerCase one in PlannerCase.Of(file))
        {
            JsonElement got = JsonDocument.Parse(planner.Line(one.Number, one.Query)).RootElement;
            score.Add(one.Want, got, 1);
            Print(one, got);
        }
        TestContext.Progress.WriteLine($"{file,-32} {score}");
        if (List is not null)
            File.AppendAllText(List, $"{file,-32} {score}\n");
    }

    private static void Print(PlannerCase one, JsonElement got)
    {
        int level = Levels.Reached(one.Want, got);
        if (List is not null && level < 3 && !Levels.IsCrash(one.Want))
            File.AppendAllText(List, $"-- {one.File} {one.Number} fails L{level + 1}: {one.Query}\n   vitess {Levels.Describe(one.Want)}\n   ours   {Levels.Describe(got)}\n");
    }
}
