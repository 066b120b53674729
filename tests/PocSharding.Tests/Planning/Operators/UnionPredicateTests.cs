namespace PocSharding.Tests.Planning.Operators;

/// <summary>A predicate on a derived UNION goes into each leg, below its clauses. Vitess: union.go, horizon.go AddPredicate.</summary>
public class UnionPredicateTests
{
    private static readonly VSchema Press = VSchema.Parse("""
        {
          "keyspaces": {
            "desk": { "tables": { "memo": {} } },
            "press": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" } },
              "tables": {
                "author": { "column_vindexes": [{ "column": "id", "name": "xx" }] },
                "story": { "column_vindexes": [{ "column": "author_id", "name": "xx" }] }
              }
            }
          }
        }
        """);

    [TestCase("select id from author", "(select author_id from story limit 3)")]
    [TestCase("select distinct id from author", "select distinct author_id from story")]
    [TestCase("select a.id from author a join author b on a.id = b.id", "select author_id from story")]
    public void ItRoutesTheLegs(string first, string second) =>
        Assert.That(Press.Plan($"select u.id from ({first} union all {second}) u where u.id = 5").Type, Is.EqualTo("Passthrough"));

    [Test]
    public void ItMayEmptyThem() =>
        Assert.That(Press.Shape("select u.id from (select id from author union all select author_id from story) u where u.id = null"), Does.StartWith("Route:None"));

    [Test]
    public void APredicateOnAnAggregateStaysAboveIt() =>
        Assert.That(
            Press.Shape("select u.n from (select name as n, count(*) as c from author group by name union all select x, y from memo) u where u.c > 5"),
            Does.Match(@"Concatenate\(Filter\(Aggregate:Ordered\("));
}
