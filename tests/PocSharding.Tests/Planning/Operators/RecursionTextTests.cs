namespace PocSharding.Tests.Planning.Operators;

/// <summary>While it is open whether seed and term become one Route, the term reads the rows so far by arguments; in one Route by name again. Vitess: cte_merging.go.</summary>
public class RecursionTextTests
{
    private static readonly VSchema River = VSchema.Parse("""
        {"keyspaces": {"river": {"sharded": true, "vindexes": {"xx": {"type": "xxhash"}}, "tables": {"branch": {"column_vindexes": [{"column": "id", "name": "xx"}]}}}}}
        """);

    [Test]
    public void MergedItReadsThemByName() => Assert.That(
        River.Shape("with recursive r as (select 1 as depth union all select depth + 1 from r where depth < 9) select depth from r"),
        Does.StartWith("Route:Reference").And.Contain("from r where depth < :"));

    [Test]
    public void ApartItReadsThemByArgument() => Assert.That(
        River.Shape("with recursive r as (select id, 1 as depth from branch where id = 3 union all select b.id, depth + 1 from branch b join r on b.id = r.id where depth < 9) select * from r"),
        Does.Contain("RecurseCTE").And.Match(@"where b\.id = :r_id and :depth\d? /\* INT64 \*/ < :"));
}
