namespace PocSharding.Tests.Planning.Phases;

/// <summary>Predicates on a derived table with a window function. Vitess: horizon.go AddPredicate.</summary>
public class DerivedWindowTests
{
    private static readonly VSchema Race = VSchema.Parse("""
        {
          "keyspaces": {
            "race": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" } },
              "tables": { "lap": { "column_vindexes": [{ "column": "car", "name": "xx" }] } }
            }
          }
        }
        """);

    private const string Ranked = "(select car, rank() over (partition by car order by time) as r from lap) d";

    [Test]
    public void OneOnTheShardingKeyRoutes() => Assert.That(Race.Plan($"select d.r from {Ranked} where d.car = 5").Type, Is.EqualTo("Passthrough"));

    [Test]
    public void OneOnTheRankGoesInsideToo() => Assert.That(Race.Shape($"select d.car from {Ranked} where d.r = 1"), Does.Not.Contain("Filter").And.Contain("where rank() over"));
}
