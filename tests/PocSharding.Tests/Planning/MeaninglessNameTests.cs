using System.Text.Json.Nodes;
using PocSharding.Planning;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning;

/// <summary>Plans depend on no name and on no order of maps: what differs would be a rule fitted to the names of ../shared.</summary>
public class MeaninglessNameTests
{
    private static readonly string? List = Environment.GetEnvironmentVariable("POCSHARDING_DISAGREEMENTS");

    private sealed record Input(JsonObject VSchema, Statement[] Statements, string PrimaryKeys);

    private static Input Read(string folder, string vschema, params string[] files)
    {
        Statement[] statements =
        [
            .. files.SelectMany(f => SharedData.JsonLines("oracle", folder, f))
                .Select(l => SqlParser.Parse(l.GetProperty("query").GetString()!).Statement)
                .OfType<Statement>()
                .Where(s => s is SelectStatement or Insert or Update or Delete && !Tree.Any(s, IsSystem)),
        ];
        return new Input(JsonNode.Parse(SharedData.Text("oracle", folder, vschema))!.AsObject(), statements, SharedData.Text("oracle", folder, "pk.tsv"));
    }

    private static bool IsSystem(Node node) => node is TableName { Qualifier: var schema } && schema.ToLowerInvariant() is "information_schema" or "mysql" or "sys" or "performance_schema";

    private static BatchExplain Planner(JsonObject vschema, string primaryKeys)
    {
        VSchemaModel model = PocSharding.VSchema.Parse(vschema.ToJsonString()).Model;
        SchemaFacts.Apply(model, primaryKeys, null, null);
        return new BatchExplain(model, null, PlanningMode.Parameterized);
    }

    [TestCase("generated", "schema.json", "plans.jsonl.zst")]
    [TestCase("kanboard", "rich.json", "statements.jsonl.zst", "generated.rich.jsonl.zst")]
    [TestCase("ghost", "rich.json", "statements.jsonl.zst", "generated.rich.jsonl.zst")]
    [TestCase("bb-tpcc", "rich.json", "statements.jsonl.zst", "generated.rich.jsonl.zst")]
    [TestCase("wordpress", "good.json", "statements.jsonl.zst")]
    public void OtherNamesGiveTheSamePlans(string folder, string vschema, params string[] files)
    {
        Input input = Read(folder, vschema, files);
        var plain = new JsonObject { ["keyspaces"] = input.VSchema["keyspaces"]!.DeepClone() };
        var renaming = new Renaming(plain, input.Statements);
        BatchExplain ours = Planner(plain, input.PrimaryKeys), theirs = Planner(renaming.VSchema(plain), renaming.Lines(input.PrimaryKeys));

        Compare(input.Statements, s => Renaming.Plain(ours.Line(0, SqlPrinter.Print(s))), s => renaming.Back(theirs.Line(0, renaming.Statement(s))));
    }

    [TestCase("generated", "schema.json", "plans.jsonl.zst")]
    [TestCase("kanboard", "rich.json", "generated.rich.jsonl.zst")]
    public void AnotherOrderOfMapsGivesTheSamePlans(string folder, string vschema, params string[] files)
    {
        Input input = Read(folder, vschema, files);
        BatchExplain ours = Planner(input.VSchema, input.PrimaryKeys), theirs = Planner((JsonObject)Reversed(input.VSchema)!, input.PrimaryKeys);

        Compare(input.Statements, s => ours.Line(0, SqlPrinter.Print(s)), s => theirs.Line(0, SqlPrinter.Print(s)));
    }

    /// <summary>Maps turned round; lists (columns, column vindexes) mean their order.</summary>
    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Reverse().Select(p => KeyValuePair.Create(p.Key, Reversed(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static void Compare(IReadOnlyList<Statement> statements, Func<Statement, string> plan, Func<Statement, string> other)
    {
        var differing = statements.Select(s => (Sql: SqlPrinter.Print(s), Ours: plan(s), Theirs: other(s))).Where(p => p.Ours != p.Theirs).ToList();
        if (List is not null)
            File.WriteAllLines(List, differing.Select(d => $"{d.Sql}\n  {d.Ours}\n  {d.Theirs}"));
        Assert.That(statements, Is.Not.Empty);
        Assert.That(differing.Select(d => d.Sql), Is.Empty);
    }
}
