namespace PocSharding.Tests.Design;

/// <summary>When a table may be copied to every shard.</summary>
public class ReferenceTests
{
    private const string Ddl = """
        CREATE TABLE a (x int NOT NULL, y int NOT NULL, z int NOT NULL, PRIMARY KEY (x, y));
        CREATE TABLE b (y int NOT NULL, t varchar(20), PRIMARY KEY (y));
        """;

    private const string Join = "select * from a join b on b.y = a.z where a.x = {0}";

    private static Proposal Propose(string statement, AdvisorOptions? options = null, params string[] transaction)
    {
        var log = new LogText();
        for (int i = 0; i < 200; i++)
            log.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, i, i % 5), 0.3, rowsSent: 10, rowsExamined: 20);
        log.Add("begin");
        foreach (string part in transaction)
            log.Add(part);
        log.Add("commit");
        return ShardingAdvisor.Propose(LogText.Schema(Ddl), log.EndAfterTenSeconds().Load(), options ?? new());
    }

    [Test]
    public void ATableJoinedByAnotherColumnIsCopied()
    {
        Proposal proposal = Propose(Join);
        Assert.That(proposal.Tables.Select(t => t.Decision), Is.EqualTo(new[] { "sharded by x (xxhash)", "reference" }));
    }

    [Test]
    public void NotWhenATransactionWritesItAndThenReadsIt()
    {
        TableDecision b = Propose(Join, null, "update b set t = 'q' where y = 1", "select * from b where y = 1").Tables[1];
        Assert.That(b.Role, Is.Not.EqualTo(TableRoleKind.Reference));
        Assert.That(b.RunnerUp?.Role, Is.Not.EqualTo(TableRoleKind.Reference));
    }

    [Test]
    public void ReadingBeforeWritingDoesNotMatter() =>
        Assert.That(Propose(Join, null, "select * from b where y = 1", "update b set t = 'q' where y = 1").Tables[1].Role, Is.EqualTo(TableRoleKind.Reference));

    /// <summary>A chosen key's parent is sharded with it: by the join a.z = b.y, were a sharded by z.</summary>
    [Test]
    public void TheParentOfAChosenKeyIsShardedWithIt()
    {
        Proposal proposal = Propose("select * from a join b on b.y = a.z where a.z = {0}");
        Assert.That(proposal.Tables.Select(t => t.Decision), Is.EqualTo(new[] { "sharded by z (xxhash)", "sharded by y (xxhash)" }));
    }
}
