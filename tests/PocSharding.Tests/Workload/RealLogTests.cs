using System.Text;
using PocSharding.Catalog;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Workload;

namespace PocSharding.Tests.Workload;

/// <summary>The logs of ../shared/workloads against what was counted in them for the oracle.</summary>
[TestFixtureSource(typeof(Workloads), nameof(Workloads.Names))]
public class RealLogTests(string workload)
{
    private readonly ProfileBuilder builder = new();
    private WorkloadProfile profile = null!;

    [OneTimeSetUp]
    public void Load()
    {
        using Stream log = SharedData.Open("workloads", workload, "slow.log.zst");
        var reader = new SlowLogReader(new LineBuffer(log), workload, new SkippedList());
        while (reader.Read(out LogEntry entry))
            builder.Add(entry);
        profile = builder.Build([]);
    }

    [Test]
    public void EveryDigestWasExecutedAsOftenAndAsLongAsTheOracleSays()
    {
        var digester = new Digester();
        var expected = new Dictionary<string, (long Count, double Time)>();
        foreach (var line in SharedData.JsonLines("oracle", workload, "statements.jsonl.zst"))
        {
            digester.Digest(Encoding.UTF8.GetBytes(line.GetProperty("query").GetString()!));
            string text = Encoding.UTF8.GetString(digester.Text);
            var sum = expected.GetValueOrDefault(text);
            expected[text] = (sum.Count + line.GetProperty("count").GetInt64(), sum.Time + line.GetProperty("time").GetDouble());
        }
        var seen = profile.Digests.Where(d => !d.Text.StartsWith('#')).GroupBy(d => d.Text).ToDictionary(g => g.Key, g => (Count: g.Sum(d => d.Executions), Time: g.Sum(d => d.QueryTime)));
        Assert.That(seen.Select(s => (s.Key, s.Value.Count)), Is.EquivalentTo(expected.Select(e => (e.Key, e.Value.Count))));
        Assert.That(seen.Max(s => Math.Abs(s.Value.Time - expected[s.Key].Time)), Is.LessThan(1e-6), "seconds");
    }

    [Test]
    public void EveryEntryIsInADigestAndEveryDigestWasParsedOnce()
    {
        Assert.That(profile.Digests.Sum(d => d.Executions), Is.EqualTo(profile.Coverage.Entries));
        Assert.That(builder.Parses, Is.EqualTo(profile.Digests.Count(d => !d.Text.StartsWith('#'))));
        Assert.That(profile.Digests.Where(d => d.Kind == DigestKind.NotUnderstood).Select(d => d.Text), Is.Empty);
    }

    [Test]
    public void EveryLiteralOfATreeHasItsSlot()
    {
        foreach (Digest digest in profile.Digests.Where(d => d.Kind == DigestKind.Planned))
        {
            var offsets = digest.Slots.SelectMany(s => s.Offsets).ToHashSet();
            List<string> without = [];
            Tree.Walk(digest.Statement, node =>
            {
                if (node is Literal { Offset: >= 0 } literal && !offsets.Contains(literal.Offset))
                    without.Add($"{literal.Kind} at {literal.Offset}");
                return true;
            });
            Assert.That(without, Is.Empty, digest.Text);
        }
    }

    [Test]
    public void EveryPlannedExecutionIsInATransactionOrByItself()
    {
        TransactionLog log = profile.Transactions;
        long[] counts = new long[profile.Digests.Count];
        foreach (Execution execution in log.Transactions.SelectMany(t => t.Statements).Concat(log.Autocommit).Concat(log.Unended))
            counts[execution.Digest]++;
        Assert.That(counts, Is.EqualTo(profile.Digests.Select(d => d.Kind == DigestKind.Planned ? d.Executions : 0)));
        foreach (Execution execution in log.Transactions.SelectMany(t => t.Statements).Concat(log.Autocommit))
            Assert.That(execution.Lengths?.Sum() ?? profile.Digests[execution.Digest].Slots.Count, Is.EqualTo(execution.Values.Length));
    }

    [Test]
    public void EveryCommitAndRollbackThatHadSomethingToEndIsATransaction()
    {
        long ends = profile.Digests.Where(d => d.Text.TrimEnd(' ', ';') is "COMMIT" or "ROLLBACK").Sum(d => d.Executions);
        Assert.That(profile.Transactions.Transactions, Has.Count.LessThanOrEqualTo(ends));
        if (workload.StartsWith("bb-", StringComparison.Ordinal) || workload == "sysbench-oltp")
            Assert.That(profile.Transactions.Transactions, Has.Count.GreaterThan(0.99 * ends));
    }
}
