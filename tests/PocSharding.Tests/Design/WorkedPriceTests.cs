namespace PocSharding.Tests.Design;

/// <summary>The price that Design/README.md works out by hand.</summary>
public class WorkedPriceTests
{
    private const string Ddl = """
        CREATE TABLE users (id int NOT NULL, name varchar(20), PRIMARY KEY (id));
        CREATE TABLE orders (id int NOT NULL, user_id int NOT NULL, total int, PRIMARY KEY (id));
        """;

    private static Proposal Propose()
    {
        var log = new LogText();
        for (int i = 1; i <= 100; i++)
            log.Add($"select * from users where id = {i}", 0.25);
        for (int i = 1; i <= 50; i++)
            log.Add($"select * from orders where id = {1000 + i}", 0.15);
        for (int i = 1; i <= 20; i++)
            log.Add("begin", 0).Add($"update users set name = 'n{i}' where id = {i}", 0.35).Add($"insert into orders values ({2000 + i}, {i}, 5)", 0.45).Add("commit", 0.6);
        return ShardingAdvisor.Propose(LogText.Schema(Ddl), log.EndAfterTenSeconds().Load(), new() { Shards = 4 });
    }

    [Test]
    public void IsTheOneInTheReadme()
    {
        Proposal proposal = Propose();
        Assert.That(proposal.Tables.Select(t => t.Decision), Is.EqualTo(new[] { "sharded by id (xxhash)", "sharded by user_id (xxhash)" }));
        double hand = ((25 + 15 + 7 + 9) / 4.0 + 20 * 0.6 / 4 + 0.25 * 0.02 * 340) / 10;
        Assert.That(hand, Is.EqualTo(1.87).Within(1e-12));
        Assert.That(proposal.Cost.Best, Is.EqualTo(hand).Within(1e-9));
        Assert.That(proposal.Cost.Gap, Is.Zero);
        Assert.That(File.ReadAllText(Path.Combine(SharedData.Root, "src", "PocSharding", "Design", "README.md")), Does.Contain("**J = 1.87 ms/s**"));
    }

    [Test]
    public void OneUserATransactionNeverWritesSeveralShards()
    {
        Proposal proposal = Propose();
        Assert.That(proposal.Transactions, Is.EqualTo(new TransactionShares(20, 0, 0, 0)));
        Assert.That(proposal.TransactionsPlaced, Is.EqualTo(proposal.Transactions));
    }
}
