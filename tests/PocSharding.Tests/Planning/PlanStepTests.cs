using PocSharding.Planning;

namespace PocSharding.Tests.Planning;

/// <summary>What a plan says of itself: why each step is there, what each leaf sends where.</summary>
public class PlanStepTests
{
    private static readonly VSchema Depot = VSchema.Parse("""
        {
          "keyspaces": {
            "main": { "tables": { "settings": {} } },
            "depot": {
              "sharded": true,
              "vindexes": {
                "xx": { "type": "xxhash" },
                "place": { "type": "multicol", "params": { "column_count": "2" } },
                "tag_map": { "type": "lookup", "params": { "table": "tag_map", "from": "tag", "to": "keyspace_id" }, "owner": "crate" },
                "code_map": { "type": "lookup_unique", "params": { "table": "code_map", "from": "code", "to": "keyspace_id" } }
              },
              "tables": {
                "crate": { "column_vindexes": [{ "column": "id", "name": "xx" }, { "column": "tag", "name": "tag_map" }, { "column": "code", "name": "code_map" }] },
                "item": { "column_vindexes": [{ "column": "crate_id", "name": "xx" }] },
                "shelf": { "column_vindexes": [{ "columns": ["hall", "row_no"], "name": "place" }] },
                "colour": { "type": "reference" },
                "tag_map": { "column_vindexes": [{ "column": "tag", "name": "xx" }] },
                "code_map": { "column_vindexes": [{ "column": "code", "name": "xx" }] }
              }
            }
          }
        }
        """);

    private static PlanLeaf Last(string sql) => Depot.Plan(sql).Steps.Last(s => s.Leaf is not null).Leaf!;

    [TestCase("select 1 from crate where id = 5", "1", "id = :id /* INT64 */")]
    [TestCase("select 1 from crate where id in (1, 2, 3)", "D(N, 3)", "id = ::vtg2")]
    [TestCase("select 1 from crate where id in ::ids", "D(N, ::ids)", "id = ::ids")]
    [TestCase("select 1 from crate where weight > 5", "N", "")]
    [TestCase("select 1 from crate where id = null", "0", "")]
    [TestCase("select 1 from settings", "1", "")]
    [TestCase("select 1 from colour", "1", "")]
    [TestCase("select 1 from shelf where hall = 4", "range", "hall = :hall /* INT64 */")]
    [TestCase("select 1 from shelf where hall = 4 and row_no in (1, 2)", "D(N, 2)", "hall = :hall /* INT64 */; row_no = ::vtg2")]
    [TestCase("delete from crate where tag = 'x' and id = 3", "1", "id = :id /* INT64 */")]
    [TestCase("insert into item(crate_id) values (1), (2)", "D(N, 2)", "crate_id = :vtg1 /* INT64 */, :vtg2 /* INT64 */")]
    [TestCase("insert into settings(a) values (1), (2)", "1", "")]
    public void EveryLeafSaysHowManyShardsAndByWhat(string sql, string shards, string values)
    {
        PlanLeaf leaf = Last(sql);

        Assert.That(leaf.Shards, Is.EqualTo(shards));
        Assert.That(string.Join("; ", leaf.Values.Select(v => $"{v.Column} = {v.Value}")), Is.EqualTo(values));
    }

    [Test]
    public void TheDecidingValueIsFoundInTheText()
    {
        const string sql = "select 1 from crate where weight = 5 and id in (10, 20)";

        Assert.That(Last(sql).Values.Single().Offsets.Select(o => sql[o..(o + 2)]), Is.EqualTo(new[] { "10", "20" }));
    }

    [TestCase("insert into crate(id, tag, code) values (1, 'a', 'c')", "code_map", "tag_map")]
    [TestCase("delete from crate where id = 1", "", "tag_map")]
    [TestCase("update crate set tag = 'b' where id = 1", "", "tag_map")]
    [TestCase("update crate set weight = 1 where id = 1", "", "")]
    [TestCase("update crate set weight = 1 where code = 'c'", "code_map", "")]
    public void LookupsThatAreReadAndWritten(string sql, string read, string written)
    {
        PlanLeaf leaf = Last(sql);

        Assert.That(string.Join(",", leaf.LookupsRead), Is.EqualTo(read));
        Assert.That(string.Join(",", leaf.LookupsWritten), Is.EqualTo(written));
        Assert.That(leaf.Writes);
    }

    [Test]
    public void TheSecondSideOfAJoinRunsForEachRow()
    {
        PlanLeaf[] leaves = [.. Depot.Plan("select 1 from crate c join item i on i.note = c.note").Steps.Select(s => s.Leaf).OfType<PlanLeaf>()];

        Assert.That(leaves.Select(l => l.RunsPerRow), Is.EqualTo(new[] { false, true }));
    }

    [TestCase("select note from crate order by weight limit 3", "the limit stays in vtgate: each shard may give that many rows")]
    [TestCase("select distinct note from crate", "DISTINCT stays in vtgate: equal rows may be on several shards")]
    [TestCase("select note, count(*) from crate group by note", "no grouping column is the first unique vindex")]
    [TestCase("select c.id from crate c join item i on i.note = c.note order by i.weight", "the sort stays in vtgate: vtgate makes the rows by a join")]
    [TestCase("select 1 from crate where id = 4 and note in (select note from item)", "not one query: no predicate joins them")]
    [TestCase("select 1 from crate where id = 4 and note in (select note from settings)", "not one query: they are in different keyspaces")]
    [TestCase("select id from crate where id = 1 union all select id from crate where id = 2", "not one query: the parts find their shards by different values")]
    [TestCase("select id from crate where id = 1 and tag = 'x'", "id = :id /* INT64 */ chose xx(id) over tag_map(tag) (Equal)")]
    [TestCase("delete from crate where note = 'x' limit 4", "its LIMIT counts the rows of all shards")]
    [TestCase("select 1 from settings", "main is not sharded")]
    public void StepsSayWhy(string sql, string reason)
    {
        VSchema withKeys = Depot;
        DatabaseSchema schema = Schema();

        Assert.That(string.Join('\n', withKeys.Plan(sql, schema).Reasons), Does.Contain(reason));
    }

    /// <summary>Over all of Vitess's cases, no work of vtgate and no leaf stands in a plan without a reason.</summary>
    [Test]
    public void NoStepIsWithoutAReason()
    {
        string[] obvious =
        [
            "SimpleProjection", "RenameFields", "VindexLookup", "Upsert", "SingleRow", "Rows", "Lock", "Send", "VindexFunc", "Sequential", "RecurseCTE", "SQL_CALC_FOUND_ROWS", "Mirror",
            "VEXPLAIN", "UnlockTables", "EXECUTE", "Set", "UpdateTarget", "DDL", "AlterVSchema", "CREATEDB", "DROPDB", "ReplaceVariables", "ShowExec", "SHOW WARNINGS", "TransactionStatus",
            "MStream", "RevertMigration",
        ];
        var bare = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((string file, CaseSetup setup) in PlannerCase.Files)
        {
            BatchExplain planner = setup.Planner(PlanningMode.Parameterized);
            foreach (PlannerCase one in PlannerCase.Of(file))
                foreach (PlanStep step in planner.Explain(one.Query).Steps)
                    if (step.Reasons.Count == 0 && !obvious.Any(o => step.Operation.StartsWith(o, StringComparison.Ordinal)))
                        bare.Add($"{step.Operation}\n    {one.Query}");
        }
        Assert.That(bare, Is.Empty);
    }

    private static DatabaseSchema Schema()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("depot.sql"), """
            create table crate (id bigint primary key, tag varchar(9), code varchar(9), note varchar(9), weight int);
            create table item (id bigint, crate_id bigint, note varchar(9), weight int, primary key (crate_id, id));
            create table settings (id int primary key, note varchar(9));
            """);
        return DatabaseSchema.Load(folder.File("depot.sql"));
    }
}
