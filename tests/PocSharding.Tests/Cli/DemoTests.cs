using PocSharding.Cli;

namespace PocSharding.Tests.Cli;

/// <summary>The built-in shop through the command, in this process.</summary>
public class DemoTests
{
    private static readonly string Demo = Path.Combine(SharedData.Root, "src", "PocSharding.Cli", "Demo");

    [Test]
    public void PrintsTheAnswer() => Snapshot.Verify(Run("demo").Output, "Demo");

    [Test]
    public void WritesWholeFiles()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Run("demo", "-o", folder.File("out")).ExitCode, Is.EqualTo(ExitCode.Done));
        Snapshot.Verify(File.ReadAllText(folder.File("out", "report.md")), "Report");
        Snapshot.Verify(File.ReadAllText(folder.File("out", "proposal.json")), "ProposalJson");
        Snapshot.Verify(File.ReadAllText(folder.File("out", "vschema", "shop.json")), "VSchemaSharded");
        Snapshot.Verify(File.ReadAllText(folder.File("out", "vschema", "main.json")), "VSchemaUnsharded");
    }

    /// <summary>Order lines that are read by product alone, often and at length, no longer lie with their user.</summary>
    [Test]
    public void AChangedStatementChangesTheProposal()
    {
        using var folder = new TemporaryFolder();
        string log = File.ReadAllText(Path.Combine(Demo, "shop-slow.log"));
        const string Before = "SELECT id, state, total, created_at FROM orders WHERE user_id = ", After = "SELECT id, state, total, created_at FROM orders WHERE id = ";
        Assert.That(log, Does.Contain(Before));
        File.WriteAllText(folder.File("changed.log"), log.Replace(Before, After).Replace("l.user_id = o.user_id", "1 = 1").Replace(" AND user_id = ", " AND total <> "));

        Assert.That(Tables(folder.File("changed.log")), Is.Not.EqualTo(Tables(Path.Combine(Demo, "shop-slow.log"))));
    }

    [Test]
    public void ADumpOfAnotherNameIsSaid()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("schema.sql"), File.ReadAllText(Path.Combine(Demo, "shop.sql")).Replace("Database: shop", "Database: boutique"));
        Assert.That(Run("propose", "-s", folder.File("schema.sql"), "-q", Path.Combine(Demo, "shop-slow.log")).Output, Does.Contain("the log runs in shop, the dump is of boutique"));
    }

    [Test]
    public void AFolderThatIsNotOursIsNotOverwritten()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("precious.txt"), "mine");
        (int exit, _, string error) = Run("demo", "-o", folder.File());
        Assert.That(exit, Is.EqualTo(ExitCode.Usage), error);
        Assert.That(Directory.GetFileSystemEntries(folder.File()), Has.Length.EqualTo(1));

        Assert.That(Run("demo", "-o", folder.File(), "--force").ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(File.Exists(folder.File("precious.txt")));
    }

    [TestCase("propose", "-s", "no-such.sql", "-q", "no-such.log", ExpectedResult = ExitCode.Unusable)]
    [TestCase("propose", "-q", "no-such.log", ExpectedResult = ExitCode.Usage)]
    [TestCase("demo", "--shards", "0", ExpectedResult = ExitCode.Usage)]
    [TestCase("demo", "--shards", "many", ExpectedResult = ExitCode.Usage)]
    [TestCase("demo", "--time-limit", "soon", ExpectedResult = ExitCode.Usage)]
    [TestCase("demo", "--keyspaces", "one", ExpectedResult = ExitCode.Usage)]
    [TestCase("demo", "--database", "elsewhere", ExpectedResult = ExitCode.Usage)]
    [TestCase("explain", "select 1", ExpectedResult = ExitCode.Usage)]
    [TestCase("explain", "select 1", "--vschema", "no-such.json", ExpectedResult = ExitCode.Unusable)]
    [TestCase("no-such-command", ExpectedResult = ExitCode.Usage)]
    public int TellsWhatIsWrong(params string[] args)
    {
        (int exit, string output, string error) = Run(args);
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.StartWith("poc-sharding: "));
        return exit;
    }

    [TestCase("")]
    [TestCase("demo")]
    [TestCase("propose")]
    [TestCase("explain")]
    [TestCase("lint")]
    [TestCase("alter")]
    [TestCase("keyspace-id")]
    [TestCase("parse")]
    public void HasAHelpPage(string command) => Snapshot.Verify(Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Output, $"Help{command}");

    private static string Tables(string log) =>
        string.Join('\n', ShardingAdvisor.Propose(DatabaseSchema.Load(Path.Combine(Demo, "shop.sql"), Path.Combine(Demo, "shop-table-stats.tsv")), WorkloadProfile.Load(log)).Tables.Select(t => $"{t.Table} {t.Decision}"));

    private static (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exit = Tool.Run(args, output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
