using System.IO.Compression;
using System.Text;
using PocSharding.Catalog;
using PocSharding.Sql.Ast;
using PocSharding.Workload;

namespace PocSharding.Tests.Workload;

public class WorkloadProfileTests
{
    private LogText log = null!;

    [SetUp]
    public void Open() => log = new LogText();

    [TearDown]
    public void Close() => log.Dispose();

    [Test]
    public void AddsUpADigestsExecutions()
    {
        WorkloadProfile profile = log.Load(LogText.Entry("select * from t where a = 1", seconds: 0.5) + LogText.Entry("SELECT * FROM t /* x */ WHERE a=22", seconds: 0.25));
        Digest digest = profile.Digests.Single();
        Assert.That((digest.Executions, digest.QueryTime, digest.RowsSent, digest.RowsExamined, digest.Kind), Is.EqualTo((2L, 0.75, 6L, 34L, DigestKind.Planned)));
        Assert.That(digest.LockTime, Is.EqualTo(0.000008).Within(1e-12));
        Assert.That(digest.Text, Does.Not.Contain("22"));
        Assert.That(digest.Id, Has.Length.EqualTo(64));
    }

    [Test]
    public void TheSameTextInAnotherDatabaseIsAnotherDigest()
    {
        WorkloadProfile profile = log.Load(LogText.Entry("select 1 from t", database: "a") + LogText.Entry("select 1 from t", session: 10) + LogText.Entry("select 1 from t", database: "b"));
        Assert.That(profile.Digests.Select(d => (d.Database, d.Executions)), Is.EqualTo(new[] { ("a", 2L), ("b", 1L) }));
    }

    [TestCase("select 1 from t", DigestKind.Planned)]
    [TestCase("(select 1 from t) union select 2", DigestKind.Planned)]
    [TestCase("replace into t values (1)", DigestKind.Planned)]
    [TestCase("set names utf8mb4", DigestKind.Unplanned)]
    [TestCase("show tables", DigestKind.Unplanned)]
    [TestCase("commit", DigestKind.Unplanned)]
    [TestCase("alter table t frobnicate the table", DigestKind.Unplanned)]
    [TestCase("# administrator command: Ping", DigestKind.Unplanned)]
    [TestCase("select from where", DigestKind.NotUnderstood)]
    [TestCase("frobnicate the table", DigestKind.NotUnderstood)]
    public void TellsHowAStatementIsTreated(string statement, DigestKind kind)
    {
        Digest digest = log.Load(LogText.Entries(statement)).Digests.Single();
        Assert.That(digest.Kind, Is.EqualTo(kind));
        Assert.That(digest.Problem is not null, Is.EqualTo(statement.Contains("frobnicate") || kind == DigestKind.NotUnderstood));
    }

    [Test]
    public void KeepsTheValuesOfEachSlot()
    {
        WorkloadProfile profile = log.Load(LogText.Entries("select 1 from t where a = -5 and b in ('x', 'it''s', NULL) and c = ?", "select 1 from t where a = 6 and b in ('x') and c = ?"));
        TransactionLog values = profile.Transactions;
        string seen(Execution e) => string.Join(' ', e.Values.Select(n => n == TransactionLog.UnknownValue ? "unknown" : Text(values.Values[n])));
        Assert.That(values.Autocommit.Select(seen), Is.EqualTo(new[] { "Integer 1|Integer -5|String x|String it's|NULL|unknown", "Integer 1|Integer 6|String x|unknown" }.Select(s => s.Replace('|', ' '))));
        Assert.That(values.Autocommit[0].Lengths, Is.EqualTo(new[] { 1, 1, 3, 1 }));
        Assert.That(values.Autocommit[1].Lengths, Is.Null);
        Digest digest = profile.Digests.Single();
        Assert.That(digest.Slots.Select(s => s.IsList), Is.EqualTo(new[] { false, false, true, false }));
        Assert.That(digest.Slots.Sum(s => s.Offsets.Count), Is.EqualTo(6));
    }

    [Test]
    public void TheLiteralsOfTheTreeStandInTheSlots()
    {
        Digest digest = log.Load(LogText.Entries("insert into t (a, b) values (1, 'x'), (2, 'y')")).Digests.Single();
        List<int> offsets = [];
        Tree.Walk(digest.Statement, node =>
        {
            if (node is Literal literal)
                offsets.Add(literal.Offset);
            return true;
        });
        Assert.That(digest.Slots.Select(s => s.Offsets), Is.EqualTo(new[] { new[] { offsets[0], offsets[2] }, new[] { offsets[1], offsets[3] } }));
    }

    [Test]
    public void ALongValueIsKeptByItsHash()
    {
        string[] texts = [new('a', 500), new('b', 500), new('a', 500)];
        TransactionLog values = log.Load(LogText.Entries([.. texts.Select(t => $"delete from t where a = '{t}'")])).Transactions;
        Assert.That(values.Autocommit.Select(e => e.Values[0]), Is.EqualTo(new[] { 0, 1, 0 }));
        Assert.That(values.Values.Select(v => (v.Hashed, v.Bytes.Length)), Is.EqualTo(new[] { (true, 16), (true, 16) }));
    }

    [Test]
    public void EqualExecutionsAreOneObject()
    {
        TransactionLog values = log.Load(LogText.Entries("select 1 from t where a = 7", "select 1 from t where a = 8", "select 1 from t where a = 7")).Transactions;
        Assert.That(values.Autocommit[0], Is.SameAs(values.Autocommit[2]).And.Not.SameAs(values.Autocommit[1]));
    }

    [Test]
    public void SessionsAreToldApart()
    {
        WorkloadProfile profile = log.Load(
            LogText.Entry("BEGIN", 1) + LogText.Entry("SET autocommit=0", 2) + LogText.Entry("update t set a = 1", 1) + LogText.Entry("update t set a = 2", 2) + LogText.Entry("select 1 from t", 3)
            + LogText.Entry("COMMIT", 1) + LogText.Entry("ROLLBACK", 2) + LogText.Entry("update t set a = 3", 2) + LogText.Entry("# administrator command: Quit", 2));
        Assert.That(profile.Transactions.Transactions.Select(t => (t.Statements.Count, t.End)), Is.EqualTo(new[] { (1, TransactionEnd.Commit), (1, TransactionEnd.Rollback) }));
        Assert.That((profile.Coverage.Sessions, profile.Coverage.SessionsFromStart, profile.Coverage.OpenTransactions), Is.EqualTo((3L, 1L, 1L)));
    }

    [Test]
    public void AutocommitIsReadFromEveryExecutionThoughItsDigestHidesIt()
    {
        WorkloadProfile profile = log.Load(LogText.Entries("set autocommit=1", "update t set a = 1", "set autocommit=0", "update t set a = 2", "commit", "set autocommit=1", "update t set a = 3"));
        Assert.That(profile.Transactions.Transactions, Has.Count.EqualTo(1));
        Assert.That(profile.Transactions.Autocommit, Has.Count.EqualTo(2));
    }

    [Test]
    public void NumbersThatBeginAnewAfterARestartAreNewSessions()
    {
        const string server = "mysqld, Version: 8.4.3 (x). started with:\nTcp port: 3306  Unix socket: s\nTime                 Id Command    Argument\n";
        string before = LogText.Entry("BEGIN", 80) + LogText.Entry("update t set a = 1", 80), after = LogText.Entry("COMMIT", 80);
        Assert.That(log.Load(before + server + after).Transactions.Transactions, Has.Count.EqualTo(1), "FLUSH LOGS ends no session");
        Assert.That(log.Load(before + server + LogText.Entry("select 1 from t", 8) + after).Transactions.Transactions, Is.Empty, "8 < 80: a restart");
    }

    [Test]
    public void WithoutConnectionNumbersTransactionsAreNotFollowed()
    {
        WorkloadProfile profile = log.Load(LogText.Entries("begin", "update t set a = 1", "commit").Replace("  Id:    9", ""));
        Assert.That(profile.Transactions.Transactions, Is.Empty);
        Assert.That(profile.Transactions.Autocommit, Has.Count.EqualTo(1));
        Assert.That(profile.Skipped.Single().Reason, Does.Contain("connection number"));
    }

    [Test]
    public void CoverageSaysWhatTheLogShows()
    {
        Coverage c = log.Load("mysqld, Version: 8.4.3 (x). started with:\nTcp port: 3306\nTime  Id Command    Argument\n" + LogText.Entry("select 1", user: "app") + LogText.Entry("COMMIT", user: "job", seconds: 0.002) + LogText.Entry("# administrator command: Quit")).Coverage;
        Assert.That((c.Server, c.Entries, c.AdministratorCommands, c.SmallestQueryTime, c.MeanCommitTime), Is.EqualTo(("8.4.3 (x)", 3L, 1L, 0.001, 0.002)));
        Assert.That(c.Users, Is.EquivalentTo(new Dictionary<string, long> { ["app"] = 2, ["job"] = 1 }));
        Assert.That(c.From, Is.EqualTo(new DateTimeOffset(2026, 11, 23, 11, 37, 53, 476, 487, TimeSpan.Zero)));
    }

    // ---- files ----

    [Test]
    public void PartsOfALogGoOnWhereTheOneBeforeEnded()
    {
        string first = LogText.Entry("BEGIN", database: "shop") + LogText.Entry("update t set a = 1"), second = LogText.Entry("update t set a = 2") + LogText.Entry("COMMIT");
        WorkloadProfile parts = WorkloadProfile.Load(log.File("1.log", first), log.File("2.log", second)), whole = log.Load(first + second);
        Assert.That(parts.Digests.Select(d => (d.Text, d.Database, d.Executions)), Is.EqualTo(whole.Digests.Select(d => (d.Text, d.Database, d.Executions))));
        Assert.That(parts.Transactions.Transactions.Single().Statements, Has.Count.EqualTo(2));
        Assert.That(parts.Digests.Select(d => d.Database), Is.All.EqualTo("shop"));
    }

    [Test]
    public void PackedLogsAreToldByTheirBytes()
    {
        byte[] text = Encoding.UTF8.GetBytes(LogText.Entries("select 1", "select 2"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(text);
        using var compressor = new ZstdSharp.Compressor();
        Assert.That(WorkloadProfile.Load(log.File("slow.log", packed.ToArray())).Coverage.Entries, Is.EqualTo(2));
        Assert.That(WorkloadProfile.Load(log.File("slow", compressor.Wrap(text).ToArray())).Coverage.Entries, Is.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("just some prose\nof two lines\n")]
    [TestCase("{\"queries\": []}")]
    [TestCase("CREATE TABLE t (a int);\n")]
    [TestCase("2026-11-23T12:02:03.762591Z\t   51 Query\tselect 1\n")]
    public void WhatIsNoSlowLogIsRefusedWithWhatWasExpected(string text)
    {
        var refused = Assert.Throws<PocShardingException>(() => log.Load(text));
        Assert.That((refused!.Kind, refused.Message.Contains("Query_time"), refused.Place), Is.EqualTo((FailureKind.Unusable, true, Path.Combine(log.Folder, "slow.log"))));
    }

    [Test]
    public void BinaryJunkIsRefused()
    {
        var junk = new byte[1 << 20];
        new Random(5).NextBytes(junk);
        Assert.Throws<PocShardingException>(() => WorkloadProfile.Load(log.File("slow.log", junk)));
    }

    [Test]
    public void OneForeignFileAmongLogsIsListed()
    {
        WorkloadProfile profile = WorkloadProfile.Load(log.File("1.log", LogText.Entries("select 1")), log.File("notes.txt", "no log\n"));
        Assert.That(profile.Coverage.Entries, Is.EqualTo(1));
        Assert.That(profile.Skipped.Select(s => Path.GetFileName(s.File)), Is.All.EqualTo("notes.txt"));
    }

    [Test]
    public void ACutEntryIsNoExecution()
    {
        string text = LogText.Entries("select 1 from t", "select 2 from t");
        Coverage c = log.Load(text[..^4]).Coverage;
        Assert.That((c.Entries, c.SkippedEntries), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void MutatedLogsAreReadWithoutAFault()
    {
        var random = new Random(11);
        byte[] whole = Encoding.UTF8.GetBytes(LogText.Entry("use d;\nselect 'a' from t where b in (1, 2, 3)", database: "d") + LogText.Entries("begin", "update t set a = \"x;\ny\" -- it's", "commit", "# administrator command: Quit"));
        for (int n = 0; n < 2000; n++)
        {
            byte[] mutated = whole.ToArray();
            for (int m = random.Next(1, 6); m > 0; m--)
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            int from = random.Next(whole.Length), length = random.Next(whole.Length - from);
            byte[] spliced = [.. mutated[..from], .. mutated[(from + length)..]];
            var reader = new SlowLogReader(new LineBuffer(new MemoryStream(n % 2 == 0 ? mutated : spliced)), "log", new SkippedList());
            var builder = new ProfileBuilder();
            while (reader.Read(out LogEntry entry))
                builder.Add(entry);
            Assert.That(builder.Build([]).Digests.Sum(d => d.Executions), Is.InRange(0, 6));
        }
    }

    [Test]
    public void MemoryGrowsWithWhatDiffersNotWithTheLog()
    {
        (int Values, int Executions) seen(int times)
        {
            var builder = new ProfileBuilder();
            for (int n = 0; n < times; n++)
                builder.Add(new LogEntry { User = "app", Database = "d", Session = n % 7, Text = Encoding.UTF8.GetBytes($"select a from t where b = {n % 100} and c in (1, {n % 10})") });
            TransactionLog transactions = builder.Build([]).Transactions;
            return (transactions.Values.Count, transactions.Autocommit.Distinct(ReferenceEqualityComparer.Instance).Count());
        }
        Assert.That(seen(1000), Is.EqualTo((100, 100)));
        Assert.That(seen(20_000), Is.EqualTo((100, 100)));
    }

    [Test]
    public void AMissingFileIsRefused() =>
        Assert.That(Assert.Throws<PocShardingException>(() => WorkloadProfile.Load(Path.Combine(log.Folder, "absent.log")))!.Kind, Is.EqualTo(FailureKind.Unusable));

    [Test]
    public void NoFileIsMisuse() => Assert.That(Assert.Throws<PocShardingException>(() => WorkloadProfile.Load())!.Kind, Is.EqualTo(FailureKind.Usage));

    [Test]
    public void ReadingCanBeCancelledAndReportsProgress()
    {
        string file = log.File("slow.log", LogText.Entries("select 1"));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => WorkloadProfile.Load([file], null, cancelled.Token));
        var steps = new Steps();
        WorkloadProfile.Load([file], steps);
        Assert.That(steps.Seen[0].Step, Does.EndWith("slow.log"));
    }

    private sealed class Steps : IProgress<AdvisorProgress>
    {
        public List<AdvisorProgress> Seen { get; } = [];

        public void Report(AdvisorProgress value) => Seen.Add(value);
    }

    private static string Text(LoggedValue value) => value.Kind is null ? "NULL" : $"{value.Kind} {(value.Negative ? "-" : "")}{Encoding.UTF8.GetString(value.Bytes.Span)}";
}
