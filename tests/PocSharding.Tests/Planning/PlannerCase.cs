using System.Text.Json;
using PocSharding.Planning;
using PocSharding.Planning.Routes;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning;

/// <summary>How Vitess's planner test plans one case file (oracle-notes §2, §3).</summary>
internal sealed record CaseSetup(string VSchema = "schema.json", string? Database = null, bool MySql57 = false)
{
    private const string TextCollation = "latin1_swedish_ci";
    private const string UserDetails = "select user.id, user_extra.col from user join user_extra on user.id = user_extra.user_id";

    private const string PrimaryKeys = """
        user.user	id
        user.music	id
        user.user_extra	id,user_id
        ordering.order	oid,region_id
        ordering.order_event	oid,ename
        main.source_of_ref	id
        """;

    /// <summary>As the test's own wrapper, where keyspace main serves <c>dual</c>, or as vtgate itself.</summary>
    public BatchExplain Planner(PlanningMode mode, bool production = false)
    {
        VSchemaModel model = PocSharding.VSchema.Load(SharedData.Path("vitess", "planbuilder", "vschemas", VSchema)).Model;
        if (model.Keyspaces.TryGetValue("user", out Keyspace? user))
        {
            user.Views["user_details_view"] = UserDetails;
            user.AggregateFunctions.Add("udf_aggr");
        }
        foreach (VTable table in model.Keyspaces.Values.SelectMany(k => k.Tables.Values))
            for (int i = 0; i < table.Columns.Count; i++)
                if (table.Columns[i] is { Collation: null, Type: "VARCHAR" or "CHAR" or "TEXT" } text)
                    table.Columns[i] = text with { Collation = TextCollation };
        SchemaFacts.Apply(model, VSchema == "schema.json" ? PrimaryKeys : null, null, null);
        return new BatchExplain(new TableResolver(model, Database, production ? null : "main") { MySql57 = MySql57 }, mode);
    }
}

/// <summary>A case of Vitess's planner test.</summary>
internal sealed record PlannerCase(string File, int Number, string Query, JsonElement Want)
{
    /// <summary>The answer is vtgate's, not that of the test's wrapper.</summary>
    public bool Production { get; private init; }

    /// <summary>The case files about routing; those on foreign keys stand elsewhere.</summary>
    public static readonly IReadOnlyDictionary<string, CaseSetup> Files = new Dictionary<string, CaseSetup>
    {
        ["aggr"] = new(),
        ["cte"] = new(),
        ["dml"] = new(),
        ["filter"] = new(),
        ["from"] = new(),
        ["postprocess"] = new(),
        ["select"] = new(),
        ["union"] = new(),
        ["large"] = new(),
        ["large_union"] = new(),
        ["memory_sort"] = new(),
        ["reference"] = new(),
        ["symtab"] = new(),
        ["unknown_schema"] = new(),
        ["unsupported"] = new(),
        ["vindex_func"] = new(),
        ["window_function"] = new(),
        ["wireup"] = new(),
        ["info_schema80"] = new(),
        ["info_schema57"] = new(MySql57: true),
        ["lock"] = new(),
        ["bypass_shard"] = new(Database: "main:-80"),
        ["bypass_keyrange"] = new(Database: "main[-]"),
        ["rails"] = new("rails_schema.json"),
        ["oltp"] = new("oltp_schema.json"),
        ["tpcc"] = new("tpcc_schema.json"),
        ["tpch"] = new("tpch_schema.json"),
        ["mirror"] = new("mirror_schema.json"),
        ["select_cases_with_default"] = new(Database: "second_user"),
        ["select_cases_with_user_as_default"] = new(Database: "user"),
        ["dml_cases_with_user_as_default"] = new(Database: "user"),
        ["sysschema_default"] = new(Database: "information_schema"),
        ["set"] = new(Database: "main"),
        ["show"] = new(Database: "main"),
        ["other_read"] = new(),
        ["other_admin"] = new(Database: "main"),
        ["use"] = new(Database: "main"),
        ["flush"] = new(Database: "main"),
        ["call"] = new(Database: "main"),
        ["ddl"] = new(Database: "main"),
        ["vexplain"] = new(),
        ["transaction"] = new(),
        ["stream"] = new(),
        ["migration"] = new(Database: "main"),
        ["alterVschema"] = new(Database: "main"),
        ["show_cases_no_default_keyspace"] = new(),
        ["flush_cases_no_default_keyspace"] = new(),
        ["ddl_cases_no_default_keyspace"] = new(),
    };

    /// <summary>The cases with the plans that production gives them, literals become bind variables: most are the same.</summary>
    public static IEnumerable<PlannerCase> Parameterized(string file)
    {
        var others = SharedData.JsonLines("vitess", "planbuilder-parameterized.jsonl.zst")
            .Where(o => o.GetProperty("file").GetString() == file + "_cases")
            .ToDictionary(o => o.GetProperty("case").GetInt32());
        return Of(file).Select(c => others.TryGetValue(c.Number, out JsonElement other) ? c with { Want = other, Production = true } : c);
    }

    public static IEnumerable<PlannerCase> Of(string file)
    {
        string name = file.Contains("_cases_", StringComparison.Ordinal) || file == "sysschema_default" ? file : file + "_cases";
        JsonElement cases = JsonDocument.Parse(SharedData.Text("vitess", "planbuilder", name + ".json")).RootElement;
        int number = 0;
        foreach (JsonElement one in cases.EnumerateArray())
        {
            string query = one.GetProperty("query").GetString()!;
            if (query.Length > 0)
                yield return new PlannerCase(file, number, query, Answer(one.GetProperty("plan")));
            number++;
        }
    }

    /// <summary>The expected plan in the form of the other answers: <c>{"type", "plan"}</c> or <c>{"error"}</c>.</summary>
    private static JsonElement Answer(JsonElement plan) => plan.ValueKind == JsonValueKind.String
        ? JsonSerializer.SerializeToElement(new { error = plan.GetString() })
        : JsonSerializer.SerializeToElement(new { type = plan.GetProperty("Type").GetString(), plan });
}
