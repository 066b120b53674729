using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;

namespace PocSharding.Tests.Planning;

public class PlanTests
{
    private static readonly VSchema Shop = VSchema.Parse("""
        {
          "keyspaces": {
            "main": { "tables": { "settings": {} } },
            "shop": {
              "sharded": true,
              "vindexes": {
                "xx": { "type": "xxhash" },
                "email_map": { "type": "consistent_lookup_unique", "params": { "table": "email_map", "from": "email", "to": "keyspace_id" }, "owner": "customer" }
              },
              "tables": {
                "customer": { "column_vindexes": [{ "column": "id", "name": "xx" }, { "column": "email", "name": "email_map" }] },
                "purchase": { "column_vindexes": [{ "column": "customer_id", "name": "xx" }] },
                "email_map": { "column_vindexes": [{ "column": "email", "name": "xx" }] }
              }
            }
          }
        }
        """);

    [Test]
    public void TheCheaperVindexIsChosenAndTheOtherNamed()
    {
        QueryPlan plan = Shop.Plan("select name from customer where email = 'a' and id = 7");

        Assert.That(plan.ToJson(), Does.Contain("\"Vindex\": \"xx\""));
        Assert.That(string.Join('\n', plan.Reasons), Does.Contain("email_map"));
    }

    [Test]
    public void TablesJoinedOnTheirKeysAreOneRoute()
    {
        QueryPlan plan = Shop.Plan("select 1 from customer c join purchase p on p.customer_id = c.id where c.id = 7");

        Assert.That(plan.Type, Is.EqualTo("Passthrough"));
    }

    [Test]
    public void TwoRoutesSayWhyTheyDidNotMerge()
    {
        QueryPlan plan = Shop.Plan("select 1 from customer c join purchase p on p.note = c.name");

        Assert.That(plan.Type, Is.EqualTo("Join"));
        Assert.That(plan.Reasons, Is.Not.Empty);
    }

    [Test]
    public void AFilterFromOutsideMakesAnOuterJoinInnerButAJoinPredicateDoesNot()
    {
        const string derived = "(select p.note as n from customer c left join purchase p on p.amount = c.name) d";
        string filtered = Shop.Plan($"select d.n from {derived} where d.n = 'x'").ToJson();
        string joined = Shop.Plan($"select d.n from settings s join {derived} on d.n = s.name").ToJson();

        Assert.That(filtered, Does.Not.Contain("\"LeftJoin\""));
        Assert.That(joined, Does.Contain("\"LeftJoin\"").And.Contain("\"Filter\""));
    }

    [Test]
    public void ASubqueryInASelectedSubqueryRunsBesideIt()
    {
        string plan = Shop.Plan("select (select max(amount) from purchase where note = (select min(name) from customer)) from settings").ToJson();

        Assert.That(plan, Does.Contain("note = __sq1"));
    }

    [Test]
    public void AStarThatNeedsColumnsIsRefusedOnlyWhereVitessSeesIt()
    {
        QueryPlan correlated = Shop.Plan("select * from customer c where c.name in (select p.note from purchase p where p.amount = c.name)");
        QueryPlan separate = Shop.Plan("select * from customer c where c.name in (select p.note from purchase p)");

        Assert.That(correlated.Refusal, Does.Contain("correlated subquery is only supported for EXISTS"));
        Assert.That(separate.Refusal, Does.StartWith("VT09015"));
    }

    [Test]
    public void EveryArgumentKnowsTheLiteralsItReplaced()
    {
        const string sql = "select name from customer where id = 7 and name = 'x' and note = 'x'";
        Analysis analysis = Planner.Analyze(SqlParser.Parse(sql).Statement!, TableCatalog.From(Shop.Model, null), PlanningMode.Parameterized);

        string[] literals = [.. analysis.ArgumentOffsets.SelectMany(a => a.Value).Order().Select(offset => sql[offset..(offset + 1)])];
        Assert.That(literals, Is.EqualTo(new[] { "7", "'", "'" }));
    }

    [Test]
    public void ThreadsThatShareAnAnalysisGetTheSamePlan()
    {
        const string sql = "select c.name, count(*) from customer c join purchase p on p.note = c.name where c.email in ('a', 'b') group by c.name order by 2 limit 5";
        Analysis analysis = Planner.Analyze(SqlParser.Parse(sql).Statement!, TableCatalog.From(Shop.Model, null), PlanningMode.Parameterized);

        string[] plans = [.. Enumerable.Range(0, 64).AsParallel().Select(_ => PlanJson.Document(Planner.Route(analysis, Shop.Model, null), sql))];
        Assert.That(plans.Distinct().ToArray(), Has.Length.EqualTo(1));
    }

    [TestCase("select name from customer where id in (select customer_id from purchase union select 1)")]
    [TestCase("with recursive r as (select id from customer union all select id + 1 from r where id < 9) select * from r")]
    [TestCase("values row(1)")]
    [TestCase("delete from customer where name not in (select note from purchase) limit 1")]
    public void NothingIsInventedOrThrown(string sql)
    {
        QueryPlan plan = Shop.Plan(sql);

        Assert.That(plan.NotModelled ?? "", Does.Not.Contain("planner failed"));
        Assert.That(plan.ToTree(), Is.Not.Empty);
    }

    [Test]
    public void LongAndDeepStatementsArePlanned()
    {
        string many = string.Join(" or ", Enumerable.Range(0, 1000).Select(i => $"(id = {i} and name = 'n{i}')"));
        string deep = Enumerable.Range(0, 50).Aggregate("select id from purchase", (query, i) => $"select id from ({query}) as d{i}");

        Assert.That(Shop.Plan($"select 1 from customer where {many}").Type, Is.EqualTo("MultiShard"));
        Assert.That(Shop.Plan(deep).Type, Is.EqualTo("Scatter"));
    }
}
