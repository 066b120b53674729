namespace PocSharding.Tests.Design;

/// <summary>What good input there is still gives a proposal, and what was not used is listed.</summary>
public class BadInputTests
{
    private const string Ddl = "CREATE TABLE a (x int NOT NULL, PRIMARY KEY (x));\nCREATE VIEW w AS SELECT x FROM a;\n";

    private static Proposal Propose(LogText log, AdvisorOptions? options = null) => ShardingAdvisor.Propose(LogText.Schema(Ddl), log.EndAfterTenSeconds().Load(), options);

    [Test]
    public void StatementsOverTablesThatTheSchemaLacksAreListed()
    {
        Proposal proposal = Propose(new LogText().Add("select * from a where x = 1").Add("select * from gone where y = 2").Add("insert into gone values (1)").Add("select * from w"));
        Assert.That(proposal.Statements, Is.EqualTo(new StatementShares(1, 0, 1, 0, 3)));
        Assert.That(proposal.Problems.Select(p => p.Reason), Is.EquivalentTo(["the schema has no table gone", "the schema has no table gone", "w is a view, whose query is not looked into"]));
    }

    [Test]
    public void ALogWithoutStatementsGivesADesignOfLowConfidence()
    {
        Proposal proposal = Propose(new LogText());
        Assert.That(proposal.Tables.Single().Confidence, Is.EqualTo(Confidence.Low));
        Assert.That((proposal.Cost.Best, proposal.Cost.Gap), Is.EqualTo((0.0, 0.0)));
        Assert.That(proposal.ToString(), Does.Contain("unsharded"));
    }

    [Test]
    public void OneShardIsADesignToo() =>
        Assert.That(Propose(new LogText().Add("select * from a where x = 1"), new() { Shards = 1 }).Transactions.WriteSeveral, Is.Zero);

    [TestCase(0, 1, null, "--shards")]
    [TestCase(8, 0.5, null, "--scale")]
    [TestCase(8, double.NaN, null, "--scale")]
    [TestCase(8, 1, "elsewhere", "--database")]
    public void OptionsThatMakeNoSenseAreRefused(int shards, double scale, string? database, string place)
    {
        var refused = Assert.Throws<PocShardingException>(() => Propose(new LogText(), new() { Shards = shards, Scale = scale, Database = database }))!;
        Assert.That((refused.Kind, refused.Place), Is.EqualTo((FailureKind.Usage, place)));
    }

    [Test]
    public void KeyspacesAreNamedAfterTheDumpAndMain()
    {
        Assert.That(Propose(new LogText()).Keyspaces, Is.EqualTo(new ProposalKeyspaces("shop", "main")));
        DatabaseSchema main = LogText.Schema(Ddl) with { Name = "main" };
        Assert.That(ShardingAdvisor.Propose(main, new LogText().EndAfterTenSeconds().Load()).Keyspaces, Is.EqualTo(new ProposalKeyspaces("main", "main_1")));
    }
}
