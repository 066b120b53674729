using System.Text;

namespace PocSharding.Benchmarks;

/// <summary>What the benchmarks work on: the shop of the demo.</summary>
internal static class Inputs
{
    private static readonly string Demo = Path.Combine(Root(), "src", "PocSharding.Cli", "Demo");

    public static string Schema { get; } = Path.Combine(Demo, "shop.sql");

    public static string Log { get; } = Path.Combine(Demo, "shop-slow.log");

    /// <summary>The statements of the log that are planned, one for each digest.</summary>
    public static IReadOnlyList<byte[]> Statements { get; } =
        [.. File.ReadLines(Log).Where(l => l.StartsWith("SELECT", StringComparison.Ordinal) || l.StartsWith("INSERT", StringComparison.Ordinal) || l.StartsWith("UPDATE", StringComparison.Ordinal)).Select(l => Encoding.UTF8.GetBytes(l.TrimEnd(';')))];

    private static string Root()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "PocSharding.sln")))
                return at.FullName;
        throw new DirectoryNotFoundException("PocSharding.sln is in no folder above the benchmarks");
    }
}
