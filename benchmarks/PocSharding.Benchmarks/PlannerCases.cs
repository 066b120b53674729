using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PocSharding.Planning;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Vitess;

namespace PocSharding.Benchmarks;

/// <summary>
/// Each of Vitess's planner cases by itself, warm, one thread, best of five: the measure in which Vitess's own planner is known to need 2.6 µs to
/// parse and 36 µs to parse and plan a case at the median. Prints median, p90 and p99 of each step, and the bytes a step allocates at the median.
/// </summary>
internal static class PlannerCases
{
    private const int WarmRounds = 60, Rounds = 5;

    private static readonly string[] Files =
        ["aggr", "cte", "dml", "filter", "from", "postprocess", "select", "union", "large", "large_union", "memory_sort", "reference", "wireup", "window_function", "info_schema80"];

    /// <param name="folder">The folder of the case files and of <c>vschemas/schema.json</c>.</param>
    public static void Measure(string folder, TextWriter output)
    {
        VSchemaModel model = VSchema.Load(Path.Combine(folder, "vschemas", "schema.json")).Model;
        TableCatalog catalog = TableCatalog.From(model, null);
        byte[][] queries = [.. Files.SelectMany(f => Queries(Path.Combine(folder, f + "_cases.json"))).Where(q => SqlParser.Parse(q).Statement is not null)];
        var steps = new (string Name, Func<byte[], object?> Prepare, Func<object?, object?> Run)[]
        {
            ("parse", q => q, q => SqlParser.Parse((byte[])q!).Statement),
            ("Analyze", q => SqlParser.Parse(q).Statement, s => Planner.Analyze((Sql.Ast.Statement)s!, catalog, PlanningMode.Literal)),
            ("Route", q => Planner.Analyze(SqlParser.Parse(q).Statement!, catalog, PlanningMode.Literal), a => Planner.Route((Analysis)a!, model, null)),
            ("all three", q => q, q => Planner.Route(Planner.Analyze(SqlParser.Parse((byte[])q!).Statement!, catalog, PlanningMode.Literal), model, null)),
        };
        output.WriteLine($"{queries.Length} cases            median µs   p90 µs   p99 µs   median bytes");
        foreach ((string name, Func<byte[], object?> prepare, Func<object?, object?> run) in steps)
        {
            object?[] inputs = [.. queries.Select(prepare)];
            for (int i = 0; i < WarmRounds; i++)
                foreach (object? input in inputs)
                    run(input);
            (double Time, double Bytes)[] each = [.. inputs.Select(i => Best(i, run))];
            double[] times = [.. each.Select(e => e.Time).Order()], bytes = [.. each.Select(e => e.Bytes).Order()];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {At(times, 0.5),9:F1} {At(times, 0.9),8:F1} {At(times, 0.99),8:F1} {At(bytes, 0.5),14:F0}"));
        }
    }

    private static IEnumerable<byte[]> Queries(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray().Select(c => c.GetProperty("query").GetString()!).Where(q => q.Length > 0).Select(Encoding.UTF8.GetBytes);

    private static (double Time, double Bytes) Best(object? input, Func<object?, object?> run)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        run(input);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        double best = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            run(input);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return (best, bytes);
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
