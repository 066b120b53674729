namespace PocSharding.IntegrationTests;

/// <summary>Every benchmark runs once and checks its own answer; times are for people (benchmarks/README.md).</summary>
public class BenchmarkTests
{
    [Test]
    public void EveryBenchmarkAnswersRight()
    {
        using var work = new Workspace();
        string project = Path.Combine(Workspace.Repository, "benchmarks", "PocSharding.Benchmarks");
        Shell.DotNet(work.Folder, "run", "--project", project, "-c", "Release", "--", "--dry").Succeeded();
    }
}
