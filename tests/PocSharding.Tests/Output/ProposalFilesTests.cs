using System.Text;
using System.Text.Json;
using PocSharding.Output;
using PocSharding.Tests.Design;

namespace PocSharding.Tests.Output;

/// <summary>What a proposal writes, whole, for a shop of four tables.</summary>
public class ProposalFilesTests
{
    private const string Ddl = """
        CREATE TABLE users (id int NOT NULL AUTO_INCREMENT, name varchar(20) NOT NULL, PRIMARY KEY (id));
        CREATE TABLE orders (id int NOT NULL, user_id int NOT NULL, country char(2), note text, placed datetime, PRIMARY KEY (id), CONSTRAINT o FOREIGN KEY (user_id) REFERENCES users (id));
        CREATE TABLE countries (code char(2) NOT NULL, name varchar(40), PRIMARY KEY (code));
        CREATE TABLE old (k int NOT NULL, PRIMARY KEY (k));
        """;

    private static Proposal Shop()
    {
        var log = new LogText();
        for (int i = 1; i <= 60; i++)
        {
            log.Add($"select * from users where id = {90000 + i}", 0.25);
            log.Add($"select * from orders join countries on countries.code = orders.country where user_id = {90000 + i}", 0.35, rowsSent: 3, rowsExamined: 6);
            log.Add("begin", 0).Add($"insert into orders values ({70000 + i}, {90000 + i}, 'zz', 'secretnote', '2026-01-01')", 0.45).Add($"update users set name = 'secretname' where id = {90000 + i}").Add("commit", 0.6);
        }
        log.Add("insert into users (name) values ('secretname')").Add("update orders set note = 'secretnote' where id = 70001").Add("selec nothing from 'secretword'");
        return ShardingAdvisor.Propose(LogText.Schema(Ddl), log.EndAfterTenSeconds().Load(), new() { Shards = 4 });
    }

    [Test]
    public void ReportIsAsVerified() => Snapshot.Verify(WithoutPaths(ReportWriter.Write(Shop())), "shop-report");

    [Test]
    public void JsonIsAsVerified() => Snapshot.Verify(WithoutPaths(Encoding.UTF8.GetString(ProposalJson.Write(Shop()))), "shop-proposal");

    [Test]
    public void ScreenIsAsVerified() => Snapshot.Verify(Shop().ToString(), "shop-screen");

    [Test]
    public void NoLiteralValueIsInAnyFile()
    {
        string folder = Path.Combine(Path.GetTempPath(), "poc-sharding-" + Guid.NewGuid().ToString("N"));
        try
        {
            Shop().Save(folder);
            string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            Assert.That(files.Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')), Is.EquivalentTo(["report.md", "proposal.json", "vschema/shop.json", "vschema/main.json"]));
            foreach (string text in files.Select(File.ReadAllText))
                Assert.That(text, Does.Not.Contain("secret").And.Not.Contain("9000").And.Not.Contain("7000"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void TheVSchemaBuildsAndPlans()
    {
        Proposal shop = Shop();
        using JsonDocument json = JsonDocument.Parse(shop.Document.ToJson());
        PocSharding.Vitess.VSchemaModel model = PocSharding.Vitess.VSchemaBuilder.Build(shop.Document);
        Assert.That(model.Keyspaces.Values.Select(k => k.Error), Is.All.Null);
        Assert.That(model.GlobalTables["countries"]!.Keyspace.Name, Is.EqualTo("main"));
        Assert.That(model.Keyspaces["shop"].Tables["countries"].Source!.Keyspace.Name, Is.EqualTo("main"));
    }

    /// <summary>The log's place differs from run to run.</summary>
    private static string WithoutPaths(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"[^\s""]*poc-sharding[^\s""]*(slow\.log|schema\.sql)", "$1");
}
