namespace PocSharding.Tests.Planning.Phases;

/// <summary>A projection that only renames stays above a join, and with it a window function that the join gives. Vitess: projection.go Compact.</summary>
public class CompactionTests
{
    private static readonly VSchema Fleet = VSchema.Parse("""
        {
          "keyspaces": {
            "fleet": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" } },
              "tables": {
                "ship": { "column_vindexes": [{ "column": "id", "name": "xx" }] },
                "trip": { "column_vindexes": [{ "column": "ship_id", "name": "xx" }] }
              }
            }
          }
        }
        """);

    private const string OverJoin = "sum(s.a) over (partition by s.b order by t.c)";
    private const string From = "from ship s left join trip t on t.c = s.c";

    [Test]
    public void WithAnAliasTheProjectionStays() =>
        Assert.That(Fleet.Shape($"select {OverJoin} as w {From}"), Does.StartWith("SimpleProjection(Join:LeftJoin("));

    [Test]
    public void WithoutAnAliasTheWindowStandsOnTheJoin() =>
        Assert.That(Fleet.Shape($"select {OverJoin} {From}"), Does.Contain("window functions are only supported for single-shard queries"));
}
