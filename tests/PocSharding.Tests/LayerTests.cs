using System.Text.RegularExpressions;

namespace PocSharding.Tests;

/// <summary>Data flows down the list of stages; nothing imports upward (design.md §2).</summary>
public partial class LayerTests
{
    private static readonly string[] Stages = ["Sql", "Catalog", "Vitess", "Workload", "Planning", "Design", "Output"];

    [TestCaseSource(nameof(Stages))]
    public void StageImportsOnlyWhatStandsBeforeIt(string stage)
    {
        string[] above = Stages[(Array.IndexOf(Stages, stage) + 1)..];
        var wrong =
            from file in Directory.GetFiles(Path.Combine(SharedData.Root, "src", "PocSharding", stage), "*.cs", SearchOption.AllDirectories)
            from Match match in StageName().Matches(File.ReadAllText(file))
            let used = match.Groups[1].Value
            where above.Contains(used)
            select $"{Path.GetFileName(file)} uses {used}";
        Assert.That(wrong, Is.Empty);
    }

    [GeneratedRegex(@"(?:using PocSharding\.|(?<![\w.])PocSharding\.|(?<![\w.:/""])(?=(?:Design|Output|Planning|Workload)\.[A-Z]))(Sql|Catalog|Vitess|Workload|Planning|Design|Output)\b")]
    private static partial Regex StageName();
}
