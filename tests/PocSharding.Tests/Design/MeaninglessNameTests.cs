using System.Text;

namespace PocSharding.Tests.Design;

/// <summary>
/// Schemas with meaningless names and no foreign keys whose best design follows from how the log was made: the search must find it
/// from the statements alone.
/// </summary>
public class MeaninglessNameTests
{
    /// <summary>Every statement carries the tenant; primary keys are never enough.</summary>
    [Test]
    public void AllTablesByTheColumnThatEveryStatementCarries()
    {
        const string Schema = """
            CREATE TABLE `qa` (`q1` int NOT NULL AUTO_INCREMENT, `q2` int NOT NULL, `q3` varchar(20), PRIMARY KEY (`q1`), KEY (`q2`)) ENGINE=InnoDB AUTO_INCREMENT=500000;
            CREATE TABLE `qb` (`r1` int NOT NULL AUTO_INCREMENT, `r2` int NOT NULL, `r3` int NOT NULL, `r4` int, PRIMARY KEY (`r1`), KEY (`r3`)) ENGINE=InnoDB AUTO_INCREMENT=5000000;
            CREATE TABLE `qc` (`s1` int NOT NULL AUTO_INCREMENT, `s2` int NOT NULL, `s3` int NOT NULL, PRIMARY KEY (`s1`), KEY (`s3`)) ENGINE=InnoDB AUTO_INCREMENT=9000000;
            """;
        var log = new LogWriter("zz");
        var random = new Random(7);
        for (int i = 0; i < 600; i++)
        {
            int tenant = random.Next(400), a = random.Next(500_000), b = random.Next(5_000_000);
            log.Statement($"SELECT q3 FROM qa WHERE q2 = {tenant} AND q1 = {a}");
            log.Statement($"SELECT x.q3, y.r4 FROM qa AS x JOIN qb AS y ON y.r2 = x.q1 AND y.r3 = x.q2 WHERE x.q2 = {tenant} ORDER BY y.r1 LIMIT 20", sent: 20, examined: 60);
            log.Transaction(1 + (i % 5),
                $"INSERT INTO qb (r2, r3, r4) VALUES ({a}, {tenant}, 1)",
                $"INSERT INTO qc (s2, s3) VALUES ({b}, {tenant})",
                $"UPDATE qa SET q3 = 'x' WHERE q1 = {a} AND q2 = {tenant}");
        }
        AssertKeys(Schema, log, ("qa", "q2"), ("qb", "r3"), ("qc", "s3"));
    }

    /// <summary>Children are read and written through their parent; their own primary keys are hardly used.</summary>
    [Test]
    public void ChildrenFollowTheirParent()
    {
        const string Schema = """
            CREATE TABLE `ma` (`id` bigint NOT NULL AUTO_INCREMENT, `v` varchar(50), PRIMARY KEY (`id`)) ENGINE=InnoDB AUTO_INCREMENT=900000;
            CREATE TABLE `mb` (`id` bigint NOT NULL AUTO_INCREMENT, `w` bigint NOT NULL, `x` int, PRIMARY KEY (`id`), KEY (`w`)) ENGINE=InnoDB AUTO_INCREMENT=9000000;
            """;
        var log = new LogWriter("zz");
        var random = new Random(11);
        for (int i = 0; i < 600; i++)
        {
            int parent = random.Next(900_000);
            log.Statement($"SELECT v FROM ma WHERE id = {parent}");
            log.Statement($"SELECT id, x FROM mb WHERE w = {parent}", sent: 10, examined: 10);
            if (i % 10 == 0)
                log.Statement($"SELECT x FROM mb WHERE id = {random.Next(9_000_000)}");
            log.Transaction(1 + (i % 5), $"UPDATE ma SET v = 'y' WHERE id = {parent}", $"INSERT INTO mb (w, x) VALUES ({parent}, 4), ({parent}, 5)");
        }
        AssertKeys(Schema, log, ("ma", "id"), ("mb", "w"));
    }

    /// <summary>The key is a text: the vindex must be the one that hashes texts as MySQL compares them.</summary>
    [Test]
    public void TextKeysTakeTheTextVindex()
    {
        const string Schema = """
            CREATE TABLE `ka` (`a` char(36) NOT NULL, `b` text, PRIMARY KEY (`a`)) ENGINE=InnoDB;
            CREATE TABLE `kb` (`c` int NOT NULL AUTO_INCREMENT, `d` char(36) NOT NULL, `e` int, PRIMARY KEY (`c`), KEY (`d`)) ENGINE=InnoDB AUTO_INCREMENT=70000;
            """;
        var log = new LogWriter("zz");
        for (int i = 0; i < 500; i++)
        {
            string key = new Guid(i * 7919, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).ToString();
            log.Statement($"SELECT b FROM ka WHERE a = '{key}'");
            log.Statement($"SELECT SUM(e) FROM kb WHERE d = '{key}'");
            log.Transaction(3, $"UPDATE ka SET b = 'n' WHERE a = '{key}'", $"INSERT INTO kb (d, e) VALUES ('{key}', {i})");
        }
        Proposal proposal = AssertKeys(Schema, log, ("ka", "a"), ("kb", "d"));
        Assert.That(proposal.Tables.Select(t => t.Vindex), Is.All.EqualTo("unicode_loose_xxhash"));
    }

    /// <summary>A tiny table that everything joins and nothing writes is copied to every shard.</summary>
    [Test]
    public void SmallJoinedTableIsAReferenceTable()
    {
        const string Schema = """
            CREATE TABLE `pa` (`p1` int NOT NULL, `p2` int NOT NULL, `p3` int, PRIMARY KEY (`p1`), KEY (`p2`)) ENGINE=InnoDB;
            CREATE TABLE `pb` (`t1` int NOT NULL, `t2` varchar(30), PRIMARY KEY (`t1`)) ENGINE=InnoDB;
            """;
        var log = new LogWriter("zz");
        var random = new Random(3);
        for (int i = 0; i < 800; i++)
        {
            int key = random.Next(100_000);
            log.Statement($"SELECT p3, t2 FROM pa JOIN pb ON pb.t1 = pa.p2 WHERE p1 = {key}");
            log.Statement($"UPDATE pa SET p3 = {i} WHERE p1 = {key}", sent: 0);
        }
        Proposal proposal = Propose(Schema, log, "TABLE_SCHEMA\tTABLE_NAME\tENGINE\tROW_FORMAT\tTABLE_ROWS\tAVG_ROW_LENGTH\tDATA_LENGTH\tINDEX_LENGTH\tAUTO_INCREMENT\tTABLE_COLLATION\tCREATE_OPTIONS\nzz\tpa\tInnoDB\tDynamic\t4000000\t90\t360000000\t0\tNULL\tutf8mb4_0900_ai_ci\t\nzz\tpb\tInnoDB\tDynamic\t40\t90\t16384\t0\tNULL\tutf8mb4_0900_ai_ci\t\n");
        Assert.That(proposal.Tables.Single(t => t.Table == "pa").Columns, Is.EqualTo(new[] { "p1" }));
        Assert.That(proposal.Tables.Single(t => t.Table == "pb").Role, Is.EqualTo(TableRoleKind.Reference));
    }

    private static Proposal AssertKeys(string schema, LogWriter log, params (string Table, string Column)[] keys)
    {
        Proposal proposal = Propose(schema, log);
        Assert.That(proposal.Tables.Select(t => $"{t.Table} by {string.Join(",", t.Columns)}"), Is.EquivalentTo(keys.Select(k => $"{k.Table} by {k.Column}")), proposal.ToString());
        return proposal;
    }

    private static Proposal Propose(string schema, LogWriter log, string? statistics = null)
    {
        using var folder = new TemporaryFolder();
        string Write(string name, string text)
        {
            File.WriteAllText(folder.File(name), text, new UTF8Encoding(false));
            return folder.File(name);
        }
        DatabaseSchema tables = DatabaseSchema.Load(Write("schema.sql", "-- Host: localhost    Database: zz\n" + schema), statistics is null ? null : Write("stats.tsv", statistics));
        return ShardingAdvisor.Propose(tables, WorkloadProfile.Load(Write("slow.log", log.ToString())), new() { Shards = 8 });
    }
}
