namespace PocSharding.Tests.Design;

public class CandidateTests
{
    private const string Ddl = """
        CREATE TABLE accounts (id bigint NOT NULL AUTO_INCREMENT, owner int NOT NULL, region int NOT NULL, opened datetime, code varchar(10), total int GENERATED ALWAYS AS (owner + 1) VIRTUAL, PRIMARY KEY (id));
        CREATE TABLE words (k varchar(20) NOT NULL, n int NOT NULL, PRIMARY KEY (k));
        """;

    private static Proposal Propose(params string[] statements)
    {
        var log = new LogText();
        for (int i = 0; i < 40; i++)
            foreach (string statement in statements)
                log.Add(statement.Replace("{i}", (i * 7).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return ShardingAdvisor.Propose(LogText.Schema(Ddl), log.EndAfterTenSeconds().Load());
    }

    [TestCase("opened", "type", "select * from accounts where opened = '2026-01-{i}'")]
    [TestCase("total", "generated", "select * from accounts where total = {i}")]
    [TestCase("region", "assigned", "select * from accounts where region = {i}", "update accounts set region = {i} where id = {i}")]
    [TestCase("owner", "not supplied", "select * from accounts where owner = {i}", "insert into accounts (region) values ({i})")]
    [TestCase("owner", "assigned", "select * from accounts where owner = {i}", "insert into accounts (owner, region) values ({i}, 2) on duplicate key update owner = 5")]
    public void AColumnThatCannotBeAKeyIsLeftOutWithItsReason(string column, string rule, params string[] statements)
    {
        Proposal proposal = Propose(statements);
        Assert.That(proposal.ExcludedColumns.Select(e => (e.Table, e.Column, e.Rule)), Does.Contain(("accounts", column, rule)));
        Assert.That(proposal.Tables[0].Columns, Does.Not.Contain(column));
    }

    [Test]
    public void AnAutoIncrementKeyTakesItsSequence()
    {
        Proposal proposal = Propose("select * from accounts where id = {i}", "insert into accounts (owner, region) values ({i}, 2)");
        Assert.That(proposal.Tables[0].Decision, Is.EqualTo("sharded by id (xxhash)"));
        Assert.That(proposal.Sequences, Is.EqualTo(new[] { new SequenceDecision("accounts", "id", "main.accounts_seq") }));
    }

    [Test]
    public void TextIsHashedWithoutCase() =>
        Assert.That(Propose("select * from words where k = 'w{i}'").Tables[1].Decision, Is.EqualTo("sharded by k (unicode_loose_xxhash)"));

    [Test]
    public void ATableThatNoStatementNamesStaysWholeAndSaysSo()
    {
        TableDecision words = Propose("select * from accounts where id = {i}").Tables[1];
        Assert.That((words.Role, words.Confidence, words.Reasons[0]), Is.EqualTo((TableRoleKind.Unsharded, Confidence.Low, "no statement of the log names it")));
    }
}
