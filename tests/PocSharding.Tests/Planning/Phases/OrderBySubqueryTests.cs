namespace PocSharding.Tests.Planning.Phases;

/// <summary>ORDER BY over a selected subquery takes it out a second time. Vitess: horizon_expanding.go expandOrderBy, subquery_builder.go.</summary>
public class OrderBySubqueryTests
{
    private static readonly VSchema Choir = VSchema.Parse("""
        {
          "keyspaces": {
            "choir": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" } },
              "tables": {
                "singer": { "column_vindexes": [{ "column": "id", "name": "xx" }] },
                "song": { "column_vindexes": [{ "column": "singer_id", "name": "xx" }] }
              }
            }
          }
        }
        """);

    private const string Selected = "select s.name, (select g.title from song g where g.singer_id = s.id) as t from singer s";

    [Test]
    public void ByAliasItIsTheSameOneWhosePredicateIsGone() =>
        Assert.That(Choir.Shape($"{Selected} order by t"), Does.Contain("correlated subquery is only supported for EXISTS"));

    [Test]
    public void ByPositionItIsAnotherOneThatMerges() => Assert.That(Choir.Shape($"{Selected} order by 2"), Does.StartWith("Route:Scatter"));

    [Test]
    public void UncorrelatedItOrdersNothing() =>
        Assert.That(Choir.Shape("select (select max(title) from song) as t from singer order by t"), Does.StartWith("UncorrelatedSubquery").And.Not.Contain("order by"));
}
