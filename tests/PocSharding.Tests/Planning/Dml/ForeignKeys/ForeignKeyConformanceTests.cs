using System.Text.Json;
using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning.Dml.ForeignKeys;

/// <summary>Plans with managed foreign keys beside those of the real Vitess: workloads, generated changes, Vitess's own planner cases.</summary>
public class ForeignKeyConformanceTests
{
    [TestCase("kanboard", "good")]
    [TestCase("kanboard", "pk")]
    [TestCase("ghost", "good")]
    [TestCase("bb-tpcc", "good")]
    [TestCase("bb-twitter", "good")]
    public void GeneratedChangesAgree(string folder, string vschema)
    {
        VSchemaModel model = ConformanceTests.Model(folder, vschema + ".json", managed: true);
        Score score = ConformanceTests.Run(model, null, ["oracle", folder, $"generated.{vschema}-fk.jsonl.zst"], null);
        ConformanceTests.Print($"{folder} generated.{vschema}-fk", score);
        ConformanceTests.Check(score);
    }

    [TestCase("bb-smallbank")]
    [TestCase("bb-tatp")]
    [TestCase("bb-tpcc-mariadb")]
    [TestCase("bb-tpcc")]
    [TestCase("bb-twitter")]
    [TestCase("bb-voter")]
    [TestCase("ghost")]
    [TestCase("kanboard")]
    public void WorkloadAgrees(string workload)
    {
        (string Query, long Count)[] statements =
            [.. SharedData.JsonLines("oracle", workload, "statements.jsonl.zst").Select(s => (s.GetProperty("query").GetString()!, s.GetProperty("count").GetInt64()))];
        Score score = ConformanceTests.Run(ConformanceTests.Model(workload, "good.json", managed: true), null, ["oracle", workload, "plans.good-fk.jsonl.zst"], q => statements[q]);
        ConformanceTests.Print($"{workload} good-fk", score);
        ConformanceTests.Check(score);
    }

    [TestCase("foreignkey_cases", "")]
    [TestCase("foreignkey_checks_on_cases", "/*+ SET_VAR(foreign_key_checks=On) */")]
    [TestCase("foreignkey_checks_off_cases", "/*+ SET_VAR(foreign_key_checks=Off) */")]
    public void PlannerCasesAgree(string file, string hint)
    {
        VSchemaModel model = VSchema.Load(SharedData.Path("vitess", "planbuilder", "vschemas", "schema.json")).Model;
        SchemaFacts.Apply(model, PlannerFixtures.PrimaryKeys, PlannerFixtures.UniqueKeys, PlannerFixtures.ForeignKeys);
        TableCatalog catalog = TableCatalog.From(model);
        var score = new Score();
        using JsonDocument cases = JsonDocument.Parse(SharedData.Text("vitess", "planbuilder", file + ".json"));
        foreach (JsonElement entry in cases.RootElement.EnumerateArray().Where(c => c.GetProperty("query").GetString()!.Length > 0))
            score.Add(Answer(entry), Ours(entry.GetProperty("query").GetString()!, hint, model, catalog), 1);
        ConformanceTests.Print(file, score);
        ConformanceTests.Check(score);
    }

    private static JsonElement Answer(JsonElement entry)
    {
        JsonElement plan = entry.GetProperty("plan");
        return plan.ValueKind == JsonValueKind.String
            ? JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["error"] = plan.GetString()! })
            : JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["type"] = plan.GetProperty("Type"), ["plan"] = plan });
    }

    /// <summary>What the session says of foreign_key_checks stands in a hint, unless the query has one of its own.</summary>
    private static JsonElement Ours(string query, string hint, VSchemaModel model, TableCatalog catalog)
    {
        Statement statement = SqlParser.Parse(query).Statement!;
        if (hint.Length > 0 && statement.Comments.Count == 0)
            statement = statement with { Comments = new NodeList<string>([hint]) };
        var session = new TableResolver(model, null) { Prepared = new Dictionary<string, string> { ["prep_delete"] = $"delete {hint} from tbl5 where id = :v1" } };
        PlanResult result = Planner.Route(Planner.Analyze(statement, catalog, PlanningMode.Literal), session);
        return JsonDocument.Parse(PlanJson.Line(0, result)).RootElement;
    }
}
