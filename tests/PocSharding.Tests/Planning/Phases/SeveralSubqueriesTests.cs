namespace PocSharding.Tests.Planning.Phases;

/// <summary>One conjunct gives up one subquery, whatever else it holds. Vitess: subquery_builder.go getSubQuery, subquery.go settleFilter.</summary>
public class SeveralSubqueriesTests
{
    private static readonly VSchema Mill = VSchema.Parse("""
        {
          "keyspaces": {
            "mill": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" } },
              "tables": { "sack": { "column_vindexes": [{ "column": "id", "name": "xx" }] }, "grain": { "column_vindexes": [{ "column": "id", "name": "xx" }] } }
            },
            "yard": { "tables": { "cart": {}, "mule": {} } }
          }
        }
        """);

    [Test]
    public void TheOthersReadTheFirstOnesValue() => Assert.That(
        Mill.Shape("select id from sack where weight = (select max(load) from cart) or owner in (select name from mule)"),
        Does.StartWith("UncorrelatedSubquery:PulloutValue").And.Contain("where weight = :__sq1 or owner in :__sq1").And.Not.Contain("mule"));

    [Test]
    public void ConjunctsOfTheirOwnAreSubqueriesOfTheirOwn() => Assert.That(
        Mill.Shape("select id from sack where weight = (select max(load) from cart) and owner in (select name from mule)"),
        Does.Contain("weight = :__sq1").And.Contain("in ::__sq2").And.Contain("mule"));
}
