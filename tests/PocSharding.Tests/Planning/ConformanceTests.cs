using System.Text.Json;
using PocSharding.Planning;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning;

/// <summary>
/// Our plans beside those of the real Vitess (../shared/oracle). Each row prints L0 L1 L2 L3 S by executions and by lines, beside what the constant
/// answer Passthrough would score, and fails when it falls below its floor.
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
        Assert.Multiple(() =>
        {
            for (int level = 0; level < 4; level++)
            {
                Assert.That(score.Executions(level), Is.EqualTo(100), $"L{level} by executions");
                Assert.That(score.Lines(level), Is.EqualTo(100), $"L{level} by lines");
            }
        });
    }

    [TestCase("generated", "schema.json", "plans.jsonl.zst", 99.9, 99.9, 99.7, 99.7)]
    [TestCase("kanboard", "rich.json", "generated.rich.jsonl.zst", 99.9, 99.9, 99.8, 99.8)]
    [TestCase("ghost", "rich.json", "generated.rich.jsonl.zst", 99.9, 99.9, 99.9, 99.9)]
    [TestCase("bb-tpcc", "rich.json", "generated.rich.jsonl.zst", 100, 100, 100, 100)]
    public void GeneratedQueriesAgree(string folder, string vschema, string answers, params double[] floors)
    {
        Score score = Run(Model(folder, vschema, managed: false), null, ["oracle", folder, answers], null);
        Print($"{folder} {answers}", score);
        Check(score, floors);
    }

    internal static void Check(Score score, double[] floors) => Assert.Multiple(() =>
    {
        for (int level = 0; level < floors.Length; level++)
            Assert.That(score.Lines(level), Is.GreaterThanOrEqualTo(floors[level]), $"L{level}");
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
