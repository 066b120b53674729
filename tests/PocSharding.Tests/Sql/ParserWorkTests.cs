using System.Text;
using System.Text.Json;
using PocSharding.Sql;

namespace PocSharding.Tests.Sql;

/// <summary>How much parsing allocates: a log has millions of statements.</summary>
public class ParserWorkTests
{
    [Test]
    public void MedianStatementAllocatesUnderTwoKilobytes()
    {
        byte[][] statements =
        [
            .. from file in Directory.GetFiles(SharedData.Path("vitess", "planbuilder"), "*.json").Order()
               from line in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray()
               where line.TryGetProperty("query", out _)
               select Encoding.UTF8.GetBytes(line.GetProperty("query").GetString()!),
        ];
        foreach (byte[] sql in statements)
            SqlParser.Parse(sql);
        long[] bytes = [.. statements.Select(Allocated).Order()];
        TestContext.Out.WriteLine($"{bytes.Length} planner cases: median {bytes[bytes.Length / 2]} bytes, p90 {bytes[bytes.Length * 9 / 10]}, max {bytes[^1]}");
        Assert.That(bytes[bytes.Length / 2], Is.LessThanOrEqualTo(2048));
    }

    private static long Allocated(byte[] sql)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        SqlParser.Parse(sql);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
