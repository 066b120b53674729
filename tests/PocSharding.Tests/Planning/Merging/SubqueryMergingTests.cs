namespace PocSharding.Tests.Planning.Merging;

/// <summary>Where a merged subquery is written, and under which name. Vitess: subquery_planning.go.</summary>
public class SubqueryMergingTests
{
    private static readonly VSchema Farm = VSchema.Parse("""
        {
          "keyspaces": {
            "barn": { "tables": { "crop": {}, "tool": {} } },
            "farm": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" } },
              "tables": {
                "field": { "column_vindexes": [{ "column": "id", "name": "xx" }] },
                "plot": { "column_vindexes": [{ "column": "field_id", "name": "xx" }] },
                "soil": { "type": "reference", "source": "barn.crop" },
                "unit": { "type": "reference" }
              }
            }
          }
        }
        """);

    [Test]
    public void ACopyThatMergedIsNamedAsInTheKeyspaceOfTheOuterRoute() =>
        Assert.That(Farm.Shape("select t.a, (select max(s.b) from soil s) from tool t, field f"), Does.Contain("(select 1 from crop as s)"));

    [Test]
    public void AnOuterCopyKeepsItsNameWhenASubqueryBringsItToTheSource() =>
        Assert.That(Farm.Shape("select s.a, (select max(t.b) from tool t where t.c = s.c) from soil s"), Does.StartWith("Route:Unsharded").And.Contain("from soil as s"));

    [Test]
    public void ASelectedSubqueryStandsOnTheSideOfTheJoinThatItMergedInto() =>
        Assert.That(
            Farm.Shape("select p.x, (select u.a from unit u where u.b = 3) from tool t join plot p on p.field_id = t.c"),
            Does.Match(@"^Join:Join\(Route:Unsharded\[select t.c from tool as t\], Route:EqualUnique\[select p.x, \(select u.a from unit as u"));

    [Test]
    public void ASelectedSubqueryOverBothSidesReadsTheLeftByArguments() =>
        Assert.That(
            Farm.Shape("select (select count(*) from plot q where q.field_id = p.field_id and q.a = t.a) from tool t join plot p on p.field_id = t.c"),
            Does.Match(@"Route:EqualUnique\[select \(select :count___ from plot as q where q.field_id = p.field_id and q.a = :t_a\)"));

    [Test]
    public void TablesOfASubqueryThatMergedBeforeItsDerivedTableDidAreStillUsed()
    {
        string plan = Farm.Plan("select d.a from unit u join (select p.a from plot p where exists (select 1 from field f where f.id = p.field_id)) d on d.a = u.a").ToJson();

        Assert.That(plan, Does.Contain("farm.field"));
    }

    [TestCase("(select max(p.a) from plot p where p.field_id = f.id and p.field_id = 5) is null", "EqualUnique")]
    [TestCase("(select max(p.a) from plot p where p.field_id = f.id and p.field_id = 5) between 1 and 3", "EqualUnique")]
    [TestCase("(select max(p.a) from plot p where p.field_id = f.id and p.field_id = 5) + 1 = 3", "Scatter")]
    public void ItRoutesTheOuterQueryWhereItStandsInNoDeeperExpression(string predicate, string variant) =>
        Assert.That(Farm.Shape($"select f.a from field f where {predicate}"), Does.StartWith($"Route:{variant}["));
}
