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
            from file in FilesOf(stage)
            from Match match in StageName().Matches(File.ReadAllText(file))
            let used = match.Groups["stage"].Value
            where above.Contains(used) && (!match.Groups["type"].Success || FilesOf(used).Any(f => Path.GetFileNameWithoutExtension(f) == match.Groups["type"].Value))
            select $"{Path.GetFileName(file)} uses {match.Value}";
        Assert.That(wrong, Is.Empty);
    }

    private static string[] FilesOf(string stage) => Directory.GetFiles(Path.Combine(SharedData.Root, "src", "PocSharding", stage), "*.cs", SearchOption.AllDirectories);

    /// <summary>A using, a full name, or a name seen from the common namespace, which counts if the stage has a file of that name.</summary>
    [GeneratedRegex(@"PocSharding\.(?<stage>[A-Z]\w*)|(?<![\w.])(?<stage>[A-Z]\w*)\.(?<type>[A-Z]\w*)")]
    private static partial Regex StageName();
}
