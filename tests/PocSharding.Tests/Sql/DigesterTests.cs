using System.Text;
using PocSharding.Sql;

namespace PocSharding.Tests.Sql;

/// <summary>Digests against MySQL's own, and what a literal's slot is.</summary>
public class DigesterTests
{
    private static readonly string[] Workloads =
        ["bb-smallbank", "bb-tatp", "bb-tpcc", "bb-twitter", "bb-voter", "bb-ycsb", "sysbench-oltp", "ghost", "kanboard", "wordpress"];

    [TestCaseSource(nameof(Workloads))]
    public void AgreesWithMySql(string workload)
    {
        var digester = new Digester();
        int rows = 0, cut = 0, sameText = 0;
        var wrong = new List<string>();
        Dictionary<string, string> theirs = [], ours = [];
        string[]? header = null;
        foreach (string line in SharedData.Lines("workloads", workload, "digests.tsv.zst"))
        {
            string[] cells = line.Split('\t');
            header ??= cells;
            if (ReferenceEquals(header, cells))
                continue;
            string digest = cells[Array.IndexOf(header, "DIGEST")], text = cells[Array.IndexOf(header, "DIGEST_TEXT")], sample = cells[Array.IndexOf(header, "QUERY_SAMPLE_TEXT")];
            if (sample is "NULL" or "" || sample.EndsWith("...", StringComparison.Ordinal) || text.EndsWith("...", StringComparison.Ordinal) || sample.Length >= 1023)
            {
                cut++;
                continue;
            }
            // prepared statements are counted by themselves, with a word before the text that the client did not send
            if (text.StartsWith("EXECUTE ", StringComparison.Ordinal) || text.StartsWith("PREPARE ", StringComparison.Ordinal) || text.StartsWith("DEALLOCATE ", StringComparison.Ordinal))
                (text, digest) = (text[(text.IndexOf(' ') + 1)..], "");
            rows++;
            digester.Digest(Encoding.UTF8.GetBytes(Unescape(sample)));
            string mine = Encoding.UTF8.GetString(digester.Text);
            if (mine == text)
                sameText++;
            else
                wrong.Add($"mysql {text}\n ours {mine}");
            if (digest.Length == 0)
                continue;
            if (ours.TryAdd(mine, digest) && theirs.TryAdd(digest, mine))
                continue;
            if (digest.Length == 0)
                continue;
            if (ours[mine] != digest || theirs[digest] != mine)
                wrong.Add($"grouping: {digest} {ours[mine]} {mine}");
        }
        TestContext.Out.WriteLine($"{workload,-14} {rows,5} digests ({cut} with a cut sample left out), same text {sameText,5} ({100.0 * sameText / rows:F2} %), wrong {wrong.Count}");
        Assert.That(wrong.Take(8), Is.Empty);
    }

    [TestCase("select * from t where id in (1, 2, 3) and a = -5", "0:29+1 0:32+1 0:35+1 1:47-1")]
    [TestCase("insert into t values (1, 'x', null), (2, 'yy', 3)", "0:22+1 1:25+3 2:30+4 0:38+1 1:41+4 2:47+1")]
    [TestCase("insert into t values (1, f(2, 3)), (4, f(5, 6)) on duplicate key update a = 7", "0:22+1 1:27+1 2:30+1 0:36+1 1:41+1 2:44+1 3:76+1")]
    [TestCase("select f(1, 2, 3, 4), 5 limit 6, 7", "0:9+1 1:12+1 1:15+1 1:18+1 2:22+1 3:30+1 4:33+1")]
    [TestCase("select * from t where (a, b) in ((1, 2), (3, 4))", "0:34+1 1:37+1 0:42+1 1:45+1")]
    [TestCase("select * from t where a in (select b from u where c = 1 and d = 2)", "0:54+1 1:64+1")]
    [TestCase("select a * -1, a / -2 from t", "0:12-1 1:20-1")]
    [TestCase("select a - 1, 2 - -3, x is null, ? from t", "0:11+1 1:14+1 2:19-1 3:33+1")]
    public void Slots(string sql, string expected)
    {
        var digester = new Digester();
        digester.Digest(Encoding.UTF8.GetBytes(sql));
        var text = new StringBuilder();
        foreach (DigestLiteral literal in digester.Literals)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{literal.Slot}:{literal.Offset}{(literal.Negative ? '-' : '+')}{literal.Length} ");
        Assert.That(text.ToString().TrimEnd(), Is.EqualTo(expected));
    }

    [TestCase("SELECT A.x FROM A WHERE a.y = 1", "select A.x from A where a.y = 22")]
    [TestCase("select 1", "select /* c */ 1 -- x")]
    [TestCase("select /*vt+ PLANNER=gen4 */ 1", "select   /*vt+ PLANNER=gen4 */\n2;")]
    [TestCase("select * from t where a in (1)", "select * from t where a in (1, 2, 3)")]
    [TestCase("insert into t values (1, null)", "insert into t values (1, 2)")]
    [TestCase("select `a` from t", "select a from t")]
    public void SameDigest(string left, string right) => Assert.That(Of(left), Is.EqualTo(Of(right)));

    [TestCase("select a from t", "select A from t")]
    [TestCase("select 1", "select /*vt+ PLANNER=gen4 */ 1")]
    [TestCase("select a - 1 from t", "select a from t")]
    [TestCase("select * from t where a is null", "select * from t where a is not null")]
    public void OtherDigest(string left, string right) => Assert.That(Of(left), Is.Not.EqualTo(Of(right)));

    [Test]
    public void BytesThatAreNotTextSurvive()
    {
        byte[] sql = [.. "select `a"u8, 0xff, 0, .. "` from t where b = '"u8, 0xfe, 0, .. "'"u8];
        var digester = new Digester();
        Assert.That(digester.Digest(sql));
        byte[] expected = [.. "SELECT `a"u8, 0xff, 0, .. "` FROM `t` WHERE `b` = ?"u8];
        Assert.That(digester.Text.ToArray(), Is.EqualTo(expected));
        Assert.That(digester.Literals[0].Length, Is.EqualTo(4));
    }

    [Test]
    public void AllocatesNothingOnceItsBuffersHaveGrown()
    {
        byte[] sql = Encoding.UTF8.GetBytes("select * from orders where user_id = 7 and state in ('a', 'b') limit 10");
        var digester = new Digester();
        for (int i = 0; i < 100; i++)
            digester.Digest(sql);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            digester.Digest(sql);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static string Of(string sql)
    {
        var digester = new Digester();
        digester.Digest(Encoding.UTF8.GetBytes(sql));
        return Encoding.UTF8.GetString(digester.Text);
    }

    private static string Unescape(string cell)
    {
        var text = new StringBuilder();
        for (int i = 0; i < cell.Length; i++)
        {
            char c = cell[i];
            if (c == '\\' && i + 1 < cell.Length)
                c = cell[++i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', var other => other };
            text.Append(c);
        }
        return text.ToString();
    }
}
