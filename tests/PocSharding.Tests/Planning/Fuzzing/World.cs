using System.Text.Json;
using System.Text.Json.Nodes;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Tests.Planning.Dml.ForeignKeys;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>Statements with a VSchema and keys that they fit, before anything is mutated: all of ../shared that is planned.</summary>
internal sealed record World(string Name, JsonObject VSchema, IReadOnlyList<string> Statements, string PrimaryKeys, string UniqueKeys, string ForeignKeys)
{
    private static readonly string[] VSchemas = ["rich", "good", "pk"];

    private static readonly string[] Workloads = ["kanboard", "ghost", "wordpress", "bb-tpcc", "bb-twitter", "bb-tatp"];

    /// <summary>Every statement over every VSchema.</summary>
    public static IEnumerable<World> Whole() => Of(1, from workload in Workloads from vschema in VSchemas select (workload, vschema));

    /// <summary>Some statements, a VSchema for each workload.</summary>
    public static IEnumerable<World> Sample() => Of(20, Workloads.Select((w, i) => (w, VSchemas[i % VSchemas.Length])));

    private static IEnumerable<World> Of(int each, IEnumerable<(string Workload, string VSchema)> workloads) =>
        [PlannerCases(each), ForeignKeyCases(each), Generated(each), Parsed(each), .. workloads.Select(w => OfWorkload(w.Workload, w.VSchema, each))];

    /// <summary>The parsed statements; those that do not parse are left out.</summary>
    public IReadOnlyList<Statement> Trees() => [.. Statements.Select(s => SqlParser.Parse(s).Statement).OfType<Statement>()];

    private static World PlannerCases(int each) => new(
        "planner cases", Json("vitess", "planbuilder", "vschemas", "schema.json"),
        Every(each, PlannerCase.Files.Keys.SelectMany(PlannerCase.Of).Select(c => c.Query)),
        Text("oracle", "generated", "pk.tsv"), "", "");

    private static World ForeignKeyCases(int each) => new(
        "foreign key cases", Json("vitess", "planbuilder", "vschemas", "schema.json"),
        Every(each, ((string[])["foreignkey", "foreignkey_checks_on", "foreignkey_checks_off", "view", "vexplain", "other_read", "set", "show"]).SelectMany(PlannerCase.Of).Select(c => c.Query)),
        PlannerFixtures.PrimaryKeys, PlannerFixtures.UniqueKeys, PlannerFixtures.ForeignKeys);

    private static World Generated(int each) => new(
        "generated", Json("oracle", "generated", "schema.json"), Every(each, Queries("oracle", "generated", "plans.jsonl.zst")), Text("oracle", "generated", "pk.tsv"), "", "");

    /// <summary>Statements of other projects: no table fits, every grammar rule occurs.</summary>
    private static World Parsed(int each) => new(
        "sqlcases", Json("oracle", "generated", "schema.json"),
        Every(each, ((string[])["django-queries", "mysql-select-cases", "mysql-union-cases", "vitess-valid"])
            .SelectMany(f => JsonDocument.Parse(Text("sqlcases", f + ".json")).RootElement.EnumerateArray())
            .Select(c => c.GetProperty("input").GetString()!)),
        "", "", "");

    private static World OfWorkload(string workload, string vschema, int each)
    {
        IEnumerable<string> queries = Queries("oracle", workload, "statements.jsonl.zst");
        foreach (string generated in (string[])["generated.rich.jsonl.zst", "generated.good-fk.jsonl.zst"])
            if (File.Exists(SharedData.Path("oracle", workload, generated)))
                queries = queries.Concat(Queries("oracle", workload, generated));
        return new World(
            $"{workload} {vschema}", Json("oracle", workload, vschema + ".json"), Every(each, queries),
            Text("oracle", workload, "pk.tsv"), Text("oracle", workload, "unique.tsv"), Text("oracle", workload, "fk.tsv"));
    }

    private static IEnumerable<string> Queries(params string[] path) => SharedData.JsonLines(path).Select(l => l.GetProperty("query").GetString()!);

    private static string[] Every(int each, IEnumerable<string> statements) => [.. statements.Where((_, i) => i % each == 0)];

    private static JsonObject Json(params string[] path) => JsonNode.Parse(SharedData.Text(path))!.AsObject();

    private static string Text(params string[] path) => SharedData.Text(path);
}
