namespace PocSharding.Tests.Planning.LeafSql;

/// <summary>
/// What leaves are sent. <c>ship</c> and <c>crate</c> go by their id, all columns known; of <c>port</c>'s columns none is, <c>flag</c> is a copy of
/// <c>base.banner</c>.
/// </summary>
public class LeafTextTests
{
    private const string Text = """
        {"keyspaces": {
          "sea": {"sharded": true, "vindexes": {"h": {"type": "xxhash"}},
            "tables": {
              "ship": {"column_vindexes": [{"column": "id", "name": "h"}], "column_list_authoritative": true, "columns": [
                {"name": "id", "type": "INT64"}, {"name": "name", "type": "VARCHAR", "collation_name": "utf8mb4_0900_ai_ci"}, {"name": "built", "type": "DATETIME"},
                {"name": "tons", "type": "UINT64"}, {"name": "note", "type": "VARCHAR"}, {"name": "kind"}]},
              "crate": {"column_vindexes": [{"column": "id", "name": "h"}], "column_list_authoritative": true, "columns": [
                {"name": "id", "type": "INT64"}, {"name": "ship_id", "type": "INT64"}, {"name": "mark", "type": "INT32"}, {"name": "packed", "type": "DATETIME"}, {"name": "weight", "type": "UINT64"}]},
              "port": {"column_vindexes": [{"column": "id", "name": "h"}]},
              "flag": {"type": "reference", "source": "base.banner"}}},
          "base": {"tables": {"banner": {}, "yard": {}}}}}
        """;

    private static readonly VSchema Schema = VSchema.Parse(Text);

    [TestCase("select p.x from port q join port p on q.id = p.id", "select p.x from port as q, port as p where q.id = p.id", TestName = "tables stand in the order of the text")]
    [TestCase("select s.name from ship s order by s.note", "select s.`name`, s.note, weight_string(s.note) from ship as s order by s.note asc", TestName = "a text of unknown collation needs its weight")]
    [TestCase("select s.id from ship s order by s.name", "select s.id, s.`name` from ship as s order by s.`name` asc", TestName = "one of a known collation does not")]
    [TestCase("select kind, count(*) from ship group by kind", "select kind, count(*), weight_string(kind) from ship group by kind, weight_string(kind) order by kind asc", TestName = "the weight of a group is grouped by too")]
    [TestCase("select 1 from ship s join crate c on s.tons = c.weight where s.id = 3", "c.weight = CAST(:s_tons AS UNSIGNED)", TestName = "MySQL is told that an argument is unsigned")]
    [TestCase("select 1 from ship s join crate c on s.built = c.packed where s.id = 3", "c.packed = CAST(:s_built AS DATETIME)", TestName = "or a time")]
    [TestCase("select 1 from ship s join crate c on s.kind = c.mark where s.id = 3", "c.mark = :s_kind", TestName = "a column without type has none by argument")]
    [TestCase("select ship.* from ship join crate on ship.id = crate.id", "select ship.id, ship.`name`, ship.built, ship.tons, ship.note, ship.kind from", TestName = "columns of a star have no alias")]
    [TestCase("select id from port where 3 + 1 = x", "where x = :vtg1 /* INT64 */ + :vtg2 /* INT64 */", TestName = "a column stands first in a comparison")]
    [TestCase("insert into port(id, x) select id, mark from crate", "select id, mark from crate lock in share mode", TestName = "rows that are copied are locked")]
    [TestCase("insert into port(ID, x) values (1, 2)", "values (:_id_0, :vtg2 /* INT64 */)", TestName = "a vindex value is called by the vindex's column")]
    [TestCase("select a from port union select b from port where b = 1", "select a, weight_string(a) from port union select b, weight_string(b) from port where b = :b /* INT64 */", TestName = "every leg of a UNION gives its weight")]
    [TestCase("select a from port where a = 1 and a = 1 and b = 2", "where a = :a /* INT64 */ and b = :b /* INT64 */", TestName = "a predicate is sent once")]
    public void IsSent(string sql, string text) => Assert.That(Leaves(sql), Has.Some.Contains(text));

    [Test]
    public void AnUnshardedKeyspaceGetsTheFlagOfFoundRows() =>
        Assert.That(Leaves("select sql_calc_found_rows id from yard limit 5"), Is.EqualTo(["select sql_calc_found_rows id from yard limit :vtg1 /* INT64 */", "select count(*) from yard"]));

    /// <summary>Pagination of joined entities: the derived table is split over the joins, and what aggregates a part takes over columns of tables inside it.</summary>
    [Test]
    public void ASplitDerivedTableNamesTablesOutOfScope()
    {
        const string sql = "select distinct d.a, d.b from (select s.id as a, s.name as b, c.mark as m, c.ship_id as k from ship s left join crate c on c.mark = s.kind) as d order by d.b, d.a limit 10";
        QueryPlan plan = Plan(sql);
        Assert.Multiple(() =>
        {
            Assert.That(plan.MySqlWillRefuse, Is.EqualTo(new[] { new RefusedColumn("c.mark", "no table c here, only d"), new RefusedColumn("c.ship_id", "no table c here, only d") }));
            Assert.That(plan.ToTree(), Does.Contain("MySQL will refuse: unknown column c.mark: no table c here, only d"));
            Assert.That(plan.ToJson(), Does.Contain("\"MySQLWillRefuse\""));
        });
    }

    [Test]
    public void AReferenceTableIsChangedAtItsSourceUnderItsOldName() =>
        Assert.That(Plan("update flag set color = 1 where flag.id = 3").MySqlWillRefuse, Is.EqualTo(new[] { new RefusedColumn("flag.id", "no table flag here, only banner") }));

    [TestCase("select s.name, c.mark from ship s join crate c on s.id = c.ship_id order by c.mark")]
    [TestCase("select d.n from (select s.name as n, s.id as i from ship s where s.kind = 3) as d where d.i in (1, 2)")]
    [TestCase("select s.name from ship s where exists (select 1 from crate c where c.id = s.id and c.mark = s.tons)")]
    [TestCase("select count(*) as n, kind as k from ship group by k having n > 2 order by n")]
    [TestCase("delete from ship where id in (select ship_id from crate where mark = 3)")]
    [TestCase("select id, name from ship union select id, mark from crate order by name")]
    public void NothingElseIsFlagged(string sql) => Assert.That(Plan(sql).MySqlWillRefuse, Is.Empty);

    private static QueryPlan Plan(string sql) => Schema.Plan(sql);

    private static IEnumerable<string> Leaves(string sql) => Plan(sql).Steps.Where(s => s.Leaf is not null).Select(s => s.Leaf!.Sql);
}
