using System.Globalization;
using System.IO.Compression;
using System.Text;
using PocSharding.Catalog;
using PocSharding.Workload;

namespace PocSharding.Tests.Workload;

public class SlowLogReaderTests
{
    private const string Server = "/usr/sbin/mysqld, Version: 8.4.3 (MySQL Community Server - GPL). started with:\nTcp port: 3306  Unix socket: /tmp/m.sock\nTime                 Id Command    Argument\n";

    private sealed record Seen(long Line, string User, long Session, string Database, double Time, string Text, bool Administrator);

    [Test]
    public void ReadsWhatTheServerWrote()
    {
        var (seen, skipped) = Read(Server + """
            # Time: 2026-11-23T11:37:53.476487Z
            # User@Host: app[app] @  [127.0.0.1]  Id:    51
            # Query_time: 0.000190  Lock_time: 0.000004 Rows_sent: 3  Rows_examined: 17
            use shop;
            SET timestamp=1795433873;
            SELECT *
              FROM orders;
            # Time: 2026-11-23T11:37:54.000000Z
            # User@Host: root[root] @ localhost []  Id:    52
            # Query_time: 0.5  Lock_time: 0.000000 Rows_sent: 0  Rows_examined: 0
            SET timestamp=1795433874;
            # administrator command: Quit;

            """);
        Assert.That(seen, Is.EqualTo(new[] { new Seen(4, "app", 51, "shop", 0.00019, "SELECT *\n  FROM orders", false), new Seen(11, "root", 52, "shop", 0.5, "Quit", true) }));
        Assert.That(skipped, Is.Empty);
    }

    [Test]
    public void ReadsMariaDbWithItsSchemaAndItsSecondsOfTime()
    {
        var (seen, skipped) = Read("""
            # Time: 261123 12:24:54
            # User@Host: app[app] @  [127.0.0.1]
            # Thread_id: 14  Schema: shop  QC_hit: No
            # Query_time: 0.000181  Lock_time: 0.000000  Rows_sent: 0  Rows_examined: 0
            # Rows_affected: 0  Bytes_sent: 111
            use `shop`;
            SET timestamp=1795436695;
            select 1;
            # User@Host: app[app] @  [127.0.0.1]
            # Thread_id: 15  Schema:   QC_hit: No
            # Query_time: 0.000018  Lock_time: 0.000000  Rows_sent: 0  Rows_examined: 0
            # Rows_affected: 0  Bytes_sent: 111
            SET timestamp=1795436696;
            select 2;

            """);
        Assert.That(seen.Select(s => (s.Session, s.Database, s.Text)), Is.EqualTo(new[] { (14L, "shop", "select 1"), (15L, "", "select 2") }));
        Assert.That(skipped, Is.Empty);
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void ReadsPerconaServerWithItsSamplingAndEitherLineEnd(string newline)
    {
        const string log = """
            # Time: 2026-11-23T11:37:53.476487Z
            # User@Host: app[app] @ localhost []  Id:     3
            # Schema: shop  Last_errno: 1213  Killed: 0
            # Query_time: 0.000304  Lock_time: 0.000001  Rows_sent: 1  Rows_examined: 2  Rows_affected: 3  Bytes_sent: 11
            # Tmp_tables: 0  Tmp_disk_tables: 0  Tmp_table_sizes: 0
            # QC_Hit: No  Full_scan: Yes  Full_join: No  Tmp_table: No  Tmp_table_on_disk: No
            # Filesort: No  Filesort_on_disk: No  Merge_passes: 0
            #   InnoDB_IO_r_ops: 0  InnoDB_IO_r_bytes: 0  InnoDB_IO_r_wait: 0.000000
            #   InnoDB_rec_lock_wait: 0.000000  InnoDB_queue_wait: 0.000000
            #   InnoDB_pages_distinct: 4
            # Log_slow_rate_type: query  Log_slow_rate_limit: 10
            SET timestamp=1795433873;
            select 1;

            """;
        var skipped = new SkippedList();
        var reader = new SlowLogReader(new LineBuffer(new MemoryStream(Encoding.UTF8.GetBytes(log.ReplaceLineEndings(newline)))), "test.log", skipped);
        Assert.That(reader.Read(out LogEntry entry), Is.True);
        Assert.That((entry.Session, entry.Database, entry.Error, entry.RowsExamined, Encoding.UTF8.GetString(entry.Text.Span)), Is.EqualTo((3L, "shop", 1213, 2L, "select 1")));
        Assert.That(reader.SampleRate, Is.EqualTo(10));
        Assert.That(skipped.Items, Is.Empty);
    }

    [Test]
    public void TheServersOwnSetIsNotTheStatement()
    {
        var (seen, _) = Read(Entry("SET timestamp=1;\nSET timestamp=5;") + Entry("SET last_insert_id=7,insert_id=8,timestamp=1;\ninsert into t values (null);") + Entry("SET timestamp=1;\nuse other;") + Entry("use other;\nSET timestamp=1;\nselect 1;"));
        Assert.That(seen.Select(s => s.Text), Is.EqualTo(new[] { "SET timestamp=5", "insert into t values (null)", "use other", "select 1" }));
    }

    [Test]
    public void TheDatabaseIsCarriedOverTheFileUntilTheServerStartsAnew()
    {
        var (seen, _) = Read(Entry("use a;\nSET timestamp=1;\nselect 1;", 1) + Entry("SET timestamp=1;\nselect 2;", 2) + Server + Entry("SET timestamp=1;\nselect 3;", 3));
        Assert.That(seen.Select(s => s.Database), Is.EqualTo(new[] { "a", "a", "" }));
    }

    [TestCase("insert into notes values ('a\n# Time: 2026-11-23T11:37:53.476487Z\nb')")]
    [TestCase("insert into notes values ('see:\n# User@Host: app[app] @  [127.0.0.1]  Id:    51\n# Query_time: 0.000190  Lock_time: 0.0 Rows_sent: 3  Rows_examined: 17\nselect 1;\nso')")]
    [TestCase("select 1 # Time: no\n# Time: 2026-11-23T11:37:53.476487Z\n, 2")]
    [TestCase("select 1 /* it's;\n# Time: 2026-11-23T11:37:53.476487Z\n*/")]
    [TestCase("select 'it''s', \"a;\n\", `b;\n`, 'c\\';\n# User@Host: x[x] @ y' -- don't\n, 3")]
    [TestCase("# starts with a comment\nselect 1")]
    [TestCase("create procedure p() begin\nselect 1;\nselect 2;\nend")]
    public void LinesThatLookLikeAHeaderMayBelongToAStatement(string statement)
    {
        var (seen, skipped) = Read(Entry($"SET timestamp=1;\n{statement};") + Entry("SET timestamp=1;\nselect 'next';"));
        Assert.That(seen.Select(s => s.Text), Is.EqualTo(new[] { statement, "select 'next'" }));
        Assert.That(skipped, Is.Empty);
    }

    [TestCase("SET timestamp=1;\nselect * from t where a = 'unfinish")]
    [TestCase("SET timestamp=1;\nselect * from t where")]
    [TestCase("SET timestamp=1;")]
    [TestCase("use d;")]
    public void ACutEntryIsCountedAndTheNextIsRead(string cut)
    {
        bool isStatement = cut == "use d;";
        var (seen, skipped) = Read(Entry("SET timestamp=1;\nselect 'first';") + Entry(cut) + string.Concat(Enumerable.Range(1, 9).Select(n => Entry($"SET timestamp=1;\nselect 'later {n}';"))));
        Assert.That(seen.Select(s => s.Text).Where(t => t.StartsWith("select", StringComparison.Ordinal)), Is.EqualTo(Enumerable.Range(1, 9).Select(n => $"select 'later {n}'").Prepend("select 'first'")));
        Assert.That(skipped.Sum(s => s.Count), Is.EqualTo(isStatement ? 0 : 1));
        if (!isStatement)
            Assert.That(skipped[0], Is.EqualTo(new Skipped("test.log", 6, skipped[0].Reason)));
    }

    [Test]
    public void EveryPlaceWhereALogMayBeCutLosesOneEntryAtMost()
    {
        string whole = Entry("use d;\nSET timestamp=1;\nselect 'a' from t;", 1) + Entry("SET timestamp=1;\ninsert into t\nvalues ('b;', 2);", 2) + Entry("SET timestamp=1;\n# administrator command: Quit;", 3);
        int starts(int cut) => new[] { 0, whole.IndexOf("# Time", 10, StringComparison.Ordinal), whole.LastIndexOf("# Time", StringComparison.Ordinal) }.Count(s => s < cut);
        for (int cut = 1; cut <= whole.Length; cut++)
        {
            var (seen, skipped) = Read(whole[..cut]);
            Assert.That(seen, Has.Count.InRange(starts(cut) - 1, starts(cut)), $"cut at {cut}");
            Assert.That(seen.Count + skipped.Sum(s => s.Count), Is.GreaterThanOrEqualTo(starts(cut) - 1).And.LessThanOrEqualTo(starts(cut) + 2), $"cut at {cut}");
        }
    }

    [Test]
    public void JunkBetweenEntriesIsCountedByLine()
    {
        string zeros = new('\0', 5000);
        var (seen, skipped) = Read("tail of a statement;\n" + Entry("SET timestamp=1;\nselect 1;") + "\u0001\u0002 junk\nmore junk\n" + Entry("SET timestamp=1;\nselect 2;") + zeros + Entry("SET timestamp=1;\nselect 3;"));
        Assert.That(seen.Select(s => s.Text), Is.EqualTo(new[] { "select 1", "select 2", "select 3" }));
        Assert.That(skipped.Select(s => (s.Line, s.Count)), Is.EqualTo(new[] { (1L, 1L), (7L, 2L), (14L, 1L) }));
    }

    [Test]
    public void AnUnknownHeaderLineIsListedAndItsEntryUsed()
    {
        var (seen, skipped) = Read("# User@Host: app[app] @  [127.0.0.1]  Id:    51\n# Query_time: 1.5  Lock_time: 0.0 Rows_sent: 3  Rows_examined: 17\n# Flux_capacitor: 88\nSET timestamp=1;\nselect 1;\n");
        Assert.That(seen, Has.Count.EqualTo(1));
        Assert.That(skipped.Single().Line, Is.EqualTo(3));
    }

    [Test]
    public void ATimeOfAClockSetBackIsNotBelieved()
    {
        var (seen, skipped) = Read("# User@Host: app[app] @  [127.0.0.1]  Id:    51\n# Query_time: 18446744073709.550781  Lock_time: 0.0 Rows_sent: 3  Rows_examined: 17\nSET timestamp=1;\nselect 1;\n");
        Assert.That(seen.Single().Time, Is.Zero);
        Assert.That(skipped, Has.Count.EqualTo(1));
    }

    [TestCase("2026-11-23T11:37:53.476487Z", "2026-11-23T11:37:53.4764870")]
    [TestCase("2026-11-23T11:37:53.5+02:00", "2026-11-23T09:37:53.5000000")]
    [TestCase("2026-11-23T23:37:53-03:30", "2026-11-24T03:07:53.0000000")]
    [TestCase("2026-13-23T11:37:53.476487Z", null)]
    [TestCase("261123 12:24:54", null)]
    public void TimesAreUtc(string text, string? utc) =>
        Assert.That(HeaderText.Time(Encoding.ASCII.GetBytes(text))?.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture), Is.EqualTo(utc));

    [Test]
    public void ADamagedArchiveIsReadAsFarAsItGoes()
    {
        using var packed = new MemoryStream();
        var random = new Random(7);
        string text = string.Concat(Enumerable.Range(0, 5000).Select(n => Entry($"SET timestamp=1;\nselect {n}, {random.NextInt64()};")));
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        byte[] damaged = packed.ToArray();
        damaged.AsSpan(damaged.Length / 2).Fill(0xff);
        var lines = new LineBuffer(new GZipStream(new MemoryStream(damaged), CompressionMode.Decompress));
        var reader = new SlowLogReader(lines, "test.log.gz", new SkippedList());
        int read = 0;
        while (reader.Read(out _))
            read++;
        Assert.That(read, Is.InRange(100, 4999));
        Assert.That(lines.Failure, Is.Not.Null);
    }

    [TestCaseSource(typeof(Workloads), nameof(Workloads.Names))]
    public void ReadsEveryEntryOfARealLogAndAllocatesNothingPerEntry(string workload)
    {
        using Stream log = SharedData.Open("workloads", workload, "slow.log.zst");
        var skipped = new SkippedList();
        var reader = new SlowLogReader(new LineBuffer(log), workload, skipped);
        long entries = 0, administrator = 0, before = GC.GetAllocatedBytesForCurrentThread();
        double seconds = 0;
        while (reader.Read(out LogEntry entry))
        {
            entries++;
            administrator += entry.Administrator ? 1 : 0;
            seconds += entry.Administrator ? 0 : entry.QueryTime;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var oracle = SharedData.JsonLines("oracle", workload, "statements.jsonl.zst").ToList();
        Assert.That(entries - administrator, Is.EqualTo(oracle.Sum(o => o.GetProperty("count").GetInt64())));
        Assert.That(seconds, Is.EqualTo(oracle.Sum(o => o.GetProperty("time").GetDouble())).Within(1e-3));
        Assert.That(skipped.Items, Is.Empty);
        Assert.That(allocated / entries, Is.LessThan(40), "bytes an entry, the decoder's buffers among them");
    }

    private static string Entry(string statement, int session = 9) =>
        $"# Time: 2026-11-23T11:37:53.476487Z\n# User@Host: app[app] @  [127.0.0.1]  Id:    {session}\n# Query_time: 0.000190  Lock_time: 0.000004 Rows_sent: 3  Rows_examined: 17\n{statement}\n";

    private static (List<Seen> Seen, IReadOnlyList<Skipped> Skipped) Read(string log)
    {
        var skipped = new SkippedList();
        var reader = new SlowLogReader(new LineBuffer(new MemoryStream(Encoding.UTF8.GetBytes(log))), "test.log", skipped);
        List<Seen> seen = [];
        while (reader.Read(out LogEntry e))
            seen.Add(new Seen(e.Line, e.User, e.Session, e.Database, e.QueryTime, Encoding.UTF8.GetString(e.Text.Span), e.Administrator));
        return (seen, skipped.Items);
    }
}
