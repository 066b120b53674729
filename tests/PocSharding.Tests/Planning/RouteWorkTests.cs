using System.Text;
using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning;

/// <summary>How much one routing allocates: the design search routes every digest over many VSchemas. Bytes stand for work, since they do not vary.</summary>
public class RouteWorkTests
{
    /// <summary>Twice the query may take little more than twice the work.</summary>
    private const double MostPerDoubling = 2.2;

    private static readonly VSchemaModel Orchard = VSchema.Parse("""
        {
          "keyspaces": {
            "orchard": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" }, "plot": { "type": "multicol", "params": { "column_count": "2", "column_bytes": "2,6" } } },
              "tables": {
                "tree": { "column_vindexes": [{ "column": "id", "name": "xx" }] },
                "apple": { "column_vindexes": [{ "column": "tree_id", "name": "xx" }] },
                "row_of_trees": { "column_vindexes": [{ "columns": ["region", "number"], "name": "plot" }] }
              }
            }
          }
        }
        """).Model;

    [TestCase("select * from tree where id = 7", 2500)]
    [TestCase("select colour from tree where height > 7 order by colour limit 3", 5000)]
    [TestCase("select t.id from tree t join apple a on a.tree_id = t.id where a.weight > 3", 8000)]
    [TestCase("select colour, count(*) from tree group by colour", 6500)]
    [TestCase("update tree set colour = 'red' where id = 7", 5000)]
    [TestCase("insert into tree(id, colour) values (7, 'red')", 4000)]
    public void OneQueryAllocatesFew(string sql, int bytes) => Assert.That(Allocated(sql), Is.LessThanOrEqualTo(bytes));

    [TestCase("conjuncts on other columns", 40)]
    [TestCase("conjuncts on the key", 40)]
    [TestCase("conjuncts on a vindex of two columns", 40)]
    [TestCase("alternatives on one column", 40)]
    [TestCase("alternatives on other columns", 40)]
    [TestCase("alternatives of two conjuncts each", 40)]
    [TestCase("members of a list", 100)]
    [TestCase("rows of a list", 100)]
    [TestCase("predicates of one join", 40)]
    [TestCase("joins that merge", 15)]
    [TestCase("joins that do not merge, one after another", 15)]
    [TestCase("outer joins", 15)]
    [TestCase("legs of UNION that merge", 30)]
    [TestCase("legs of UNION that do not merge", 30)]
    [TestCase("legs of UNION DISTINCT", 30)]
    [TestCase("rows of an INSERT", 50)]
    [TestCase("assignments", 50)]
    [TestCase("columns and order", 50)]
    [TestCase("subqueries of the select list", 200)]
    [TestCase("subqueries of one WHERE", 50)]
    public void WorkGrowsAsTheQueryDoes(string shape, int count)
    {
        double once = Allocated(Sql(shape, count)), twice = Allocated(Sql(shape, 2 * count));
        TestContext.Out.WriteLine($"{shape}: {once} bytes for {count}, {twice / once:F2} times that for twice as many");

        Assert.That(twice / once, Is.LessThanOrEqualTo(MostPerDoubling));
    }

    /// <summary>Each merge routes all predicates again; each level of nesting is read by the levels around it: no worse than that.</summary>
    [TestCase("subqueries that merge", 50)]
    [TestCase("subqueries one in another", 12)]
    [TestCase("subqueries one in another that merge", 12)]
    [TestCase("derived tables one in another", 12)]
    public void WorkGrowsAsTheSquareAtMost(string shape, int count) =>
        Assert.That((double)Allocated(Sql(shape, 2 * count)) / Allocated(Sql(shape, count)), Is.LessThanOrEqualTo(4.2));

    /// <summary>Every one of n tables is tried with the one that they all join: n² pairs, each of which may take no more than its own work.</summary>
    [Test]
    public void TablesJoinedToOneTakeNoMoreThanOneTrialAPair()
    {
        double once = Allocated(Sql("joins to one table", 15)), twice = Allocated(Sql("joins to one table", 30));

        Assert.That(twice / once, Is.LessThanOrEqualTo(4.2));
    }

    [Test]
    public void MedianPlannerCaseAllocatesUnderEightKilobytes()
    {
        VSchemaModel model = VSchema.Load(SharedData.Path("vitess", "planbuilder", "vschemas", "schema.json")).Model;
        TableCatalog catalog = TableCatalog.From(model);
        long[] bytes =
        [
            .. PlannerCase.Files.Where(f => f.Value.VSchema == "schema.json").SelectMany(f => PlannerCase.Of(f.Key))
                .Select(c => SqlParser.Parse(Encoding.UTF8.GetBytes(c.Query)).Statement).Where(s => s is not null)
                .Select(s => Allocated(Planner.Analyze(s!, catalog, PlanningMode.Literal), model)).Order(),
        ];
        TestContext.Out.WriteLine($"{bytes.Length} planner cases: median {bytes[bytes.Length / 2]} bytes, p90 {bytes[bytes.Length * 9 / 10]}, max {bytes[^1]}");

        Assert.That(bytes[bytes.Length / 2], Is.LessThanOrEqualTo(8192));
    }

    private static string Sql(string shape, int count) => shape switch
    {
        "conjuncts on other columns" => $"select * from tree where {Join(" and ", count, i => $"c{i} = {i}")}",
        "conjuncts on the key" => $"select * from tree where {Join(" and ", count, i => $"id = {i}")}",
        "conjuncts on a vindex of two columns" => $"select * from row_of_trees where {Join(" and ", count, i => $"region = {i} and number = {i}")}",
        "alternatives on one column" => $"select * from tree where {Join(" or ", count, i => $"id = {i}")}",
        "alternatives on other columns" => $"select * from tree where {Join(" or ", count, i => $"c{i} = {i}")}",
        "alternatives of two conjuncts each" => $"select * from tree where {Join(" or ", count, i => $"(a = {i} and b = {i})")}",
        "members of a list" => $"select * from tree where id in ({Join(", ", count, i => $"{i}")})",
        "rows of a list" => $"select * from row_of_trees where (region, number) in ({Join(", ", count, i => $"({i}, {i})")})",
        "predicates of one join" => $"select 1 from tree t join apple a on {Join(" and ", count, i => $"t.c{i} = a.c{i}")}",
        "joins that merge" => $"select 1 from tree t0 {Join(" ", count, i => $"join tree t{i + 1} on t{i + 1}.id = t{i}.id")}",
        "joins that do not merge, one after another" => $"select 1 from tree t0 {Join(" ", count, i => $"join tree t{i + 1} on t{i + 1}.a = t{i}.b")}",
        "joins to one table" => $"select 1 from tree t0 {Join(" ", count, i => $"join tree t{i + 1} on t{i + 1}.a = t0.b{i}")}",
        "outer joins" => $"select 1 from tree t0 {Join(" ", count, i => $"left join tree t{i + 1} on t{i + 1}.a = t{i}.b")}",
        "legs of UNION that merge" => Join(" union all ", count, i => $"select id from tree where c = {i}"),
        "legs of UNION that do not merge" => Join(" union all ", count, i => $"select id from tree where id = {i}"),
        "legs of UNION DISTINCT" => Join(" union ", count, i => $"select id from tree where id = {i}"),
        "rows of an INSERT" => $"insert into tree(id, colour) values {Join(", ", count, i => $"({i}, 'c{i}')")}",
        "assignments" => $"update tree set {Join(", ", count, i => $"c{i} = {i}")} where id = 1",
        "columns and order" => $"select {Join(", ", count, i => $"c{i}")} from tree order by {Join(", ", count, i => $"c{i}")}",
        "subqueries of one WHERE" => $"select id from tree where {Join(" and ", count, i => $"c{i} in (select weight from apple where kind = {i})")}",
        "subqueries that merge" => $"select id from tree where {Join(" and ", count, i => $"id in (select tree_id from apple where kind = {i})")}",
        "subqueries of the select list" => $"select {Join(", ", count, i => $"(select max(weight) from apple where kind = {i})")} from tree",
        "subqueries one in another" => Nested(count, (i, inner) => $"select height from tree where colour{i} in ({inner})"),
        "subqueries one in another that merge" => Nested(count, (i, inner) => $"select id from tree where id in ({inner})"),
        "derived tables one in another" => Nested(count, (i, inner) => $"select id from ({inner}) as t{i} where id > {i}"),
        _ => throw new ArgumentException(shape),
    };

    private static string Nested(int count, Func<int, string, string> around) => Enumerable.Range(0, count).Aggregate("select id from tree", (inner, i) => around(i, inner));

    private static string Join(string separator, int count, Func<int, string> part) => string.Join(separator, Enumerable.Range(0, count).Select(part));

    private static long Allocated(string sql)
    {
        Analysis analysis = Planner.Analyze(SqlParser.Parse(Encoding.UTF8.GetBytes(sql)).Statement!, TableCatalog.From(Orchard), PlanningMode.Parameterized);
        Assert.That(Planner.Route(analysis, Orchard), Is.InstanceOf<Planned>());
        return Allocated(analysis, Orchard);
    }

    /// <summary>The least of some: the first fills caches, and a thread's allocation is counted by the block.</summary>
    private static long Allocated(Analysis analysis, VSchemaModel model)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Planner.Route(analysis, model);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
