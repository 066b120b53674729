using System.Text.Json;
using PocSharding.Planning;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning;

/// <summary>
/// Our plans beside those of the real Vitess (../shared/oracle). Each row prints L0 L1 L2 L3 S by executions and by lines, beside what the constant
/// answer Passthrough would score, and fails when a line falls back.
/// </summary>
public class ConformanceTests
{
    internal static readonly string[] Workloads =
        ["bb-smallbank", "bb-tatp", "bb-tpcc", "bb-tpcc-mariadb", "bb-twitter", "bb-voter", "bb-ycsb", "sysbench-oltp", "kanboard", "ghost", "wordpress"];

    private static IEnumerable<TestCaseData> WorkloadCases() =>
        from workload in Workloads
        from vschema in workload == "wordpress" ? new[] { "pk", "good", "rich", "good-use", "pinned" } : ["pk", "good", "rich", "good-use"]
        select new TestCaseData(workload, vschema);

    [TestCaseSource(nameof(WorkloadCases))]
    public void WorkloadAgrees(string workload, string vschema)
    {
        (string Query, long Count)[] statements =
            [.. SharedData.JsonLines("oracle", workload, "statements.jsonl.zst").Select(s => (s.GetProperty("query").GetString()!, s.GetProperty("count").GetInt64()))];
        VSchemaModel model = Model(workload, vschema == "good-use" ? "good.json" : vschema + ".json", managed: false);
        string? database = vschema == "good-use" ? model.Keyspaces.Values.Single(k => k.Sharded).Name : null;
        Score score = Run(model, database, ["oracle", workload, $"plans.{vschema}.jsonl.zst"], q => statements[q]);
        Print($"{workload} {vschema}", score);
        Check(score);
    }

    [TestCase("generated", "schema.json", "plans.jsonl.zst")]
    [TestCase("kanboard", "rich.json", "generated.rich.jsonl.zst")]
    [TestCase("ghost", "rich.json", "generated.rich.jsonl.zst")]
    [TestCase("bb-tpcc", "rich.json", "generated.rich.jsonl.zst")]
    public void GeneratedQueriesAgree(string folder, string vschema, string answers)
    {
        Score score = Run(Model(folder, vschema, managed: false), null, ["oracle", folder, answers], null);
        Print($"{folder} {answers}", score);
        Check(score);
    }

    /// <summary>Every plan as Vitess's, up to L3: a line that falls back fails.</summary>
    internal static void Check(Score score) => Assert.Multiple(() =>
    {
        for (int level = 0; level < 4; level++)
        {
            Assert.That(score.Executions(level), Is.EqualTo(100), $"L{level} by executions");
            Assert.That(score.Lines(level), Is.EqualTo(100), $"L{level} by lines");
        }
    });

    internal static Score Run(VSchemaModel model, string? database, string[] answers, Func<int, (string Query, long Count)>? statement)
    {
        var batch = new BatchExplain(model, database, PlanningMode.Parameterized);
        var score = new Score();
        int line = 0;
        foreach (JsonElement want in SharedData.JsonLines(answers))
        {
            int q = want.TryGetProperty("q", out JsonElement number) ? number.GetInt32() : line;
            (string query, long count) = statement?.Invoke(q) ?? (want.GetProperty("query").GetString()!, 1);
            score.Add(want, JsonDocument.Parse(batch.Line(q, query)).RootElement, count);
            line++;
        }
        return score;
    }

    internal static VSchemaModel Model(string folder, string vschema, bool managed)
    {
        VSchemaModel model = VSchema.Load(SharedData.Path("oracle", folder, vschema)).Model;
        if (managed)
            foreach (Keyspace keyspace in model.Keyspaces.Values)
                keyspace.ForeignKeyMode = ForeignKeyMode.Managed;
        SchemaFacts.Apply(model, SharedData.Text("oracle", folder, "pk.tsv"), managed ? SharedData.Text("oracle", folder, "unique.tsv") : null, managed ? SharedData.Text("oracle", folder, "fk.tsv") : null);
        return model;
    }

    internal static void Print(string name, Score score) => TestContext.Progress.WriteLine($"{name,-42} {score}");
}
