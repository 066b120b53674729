using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning;

/// <summary>
/// A small VSchema for rules of names and changes: <c>buyer</c> and <c>bill</c> are known by their vindex columns only; <c>item</c>, <c>part</c> and
/// <c>kit</c> by all columns; <c>cfg</c> is unsharded, <c>log</c> in another unsharded keyspace.
/// </summary>
internal static class Warehouse
{
    private const string Text = """
        {"keyspaces": {
          "shop": {"sharded": true,
            "vindexes": {
              "h": {"type": "xxhash"}, "h2": {"type": "xxhash"},
              "bill_lk": {"type": "lookup_unique", "params": {"table": "misc.bill_lk", "from": "id", "to": "keyspace_id"}, "owner": "bill"}},
            "tables": {
              "buyer": {"column_vindexes": [{"column": "id", "name": "h"}]},
              "bill": {"column_vindexes": [{"column": "buyer_id", "name": "h"}, {"column": "id", "name": "bill_lk"}]},
              "item": {"column_vindexes": [{"column": "bid", "name": "h2"}], "columns": [{"name": "bid", "type": "INT64"}, {"name": "sku"}, {"name": "qty", "type": "INT64"}], "column_list_authoritative": true},
              "part": {"column_vindexes": [{"column": "pid", "name": "h"}], "columns": [{"name": "pid", "type": "INT64"}, {"name": "sku"}], "column_list_authoritative": true},
              "kit": {"column_vindexes": [{"column": "pid", "name": "h"}], "columns": [{"name": "pid", "type": "INT64"}, {"name": "sku"}, {"name": "qty", "type": "INT64"}], "column_list_authoritative": true}}},
          "misc": {"tables": {"cfg": {}, "bill_lk": {}, "ids": {"type": "sequence"}}},
          "other": {"tables": {"log": {}, "cfg": {}}}}}
        """;

    private static readonly VSchemaModel Model = VSchema.Parse(Text).Model;

    /// <summary>The plan's type; null for an error.</summary>
    public static string? Type(string sql) => (new BatchExplain(new TableResolver(Model, null), PlanningMode.Parameterized).Plan(sql) as Planned)?.Type.ToString();

    /// <summary>The plan's operators, or the error with its code.</summary>
    public static string Plan(string sql, string? database = null, bool mysql57 = false) =>
        new BatchExplain(new TableResolver(Model, database) { MySql57 = mysql57 }, PlanningMode.Parameterized).Plan(sql) switch
        {
            Refused refused => refused.ToString(),
            PlanResult plan => PlanTree.Text(plan),
        };
}
