using PocSharding.Planning.LeafSql;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Planning.LeafSql;

/// <summary>MySQL's scopes: <c>cup(id, size)</c> and <c>lid(id, cup_id)</c> are known by all columns, any other table by none.</summary>
public class NameCheckTests
{
    [TestCase("select c.id, cup.size from cup as c", "cup.size: no table cup here, only c", TestName = "an alias hides the table's name")]
    [TestCase("select d.id, c.size from (select c.id from cup as c) as d", "c.size: no table c here, only d", TestName = "what stands in a derived table is not seen outside")]
    [TestCase("select d.size from (select c.id from cup as c) as d", "d.size: d has no such column", TestName = "a derived table has the columns of its select list")]
    [TestCase("select d.id from (select c.id from cup as c) as d(a)", "d.id: d has no such column", TestName = "a column list renames them")]
    [TestCase("select weight from cup", "weight: none of cup has it", TestName = "all tables are known and none has it")]
    [TestCase("select c.id from cup as c where exists (select 1 from lid as l where l.cup_id = x.id)", "x.id: no table x here, only l, c", TestName = "a subquery sees its own tables and the outer ones")]
    [TestCase("select c.id from cup as c where c.id in (select l.size from lid as l)", "l.size: l has no such column", TestName = "an unknown column in a subquery")]
    [TestCase("select id as a from cup where a = 1", "a: none of cup has it", TestName = "WHERE does not see aliases")]
    [TestCase("update cup as c set c.size = lid.id where c.id = 1", "lid.id: no table lid here, only c", TestName = "a value of an UPDATE")]
    [TestCase("update cup set weight = 1", "weight: none of cup has it", TestName = "an assigned column")]
    [TestCase("delete from cup where lid.id = 3", "lid.id: no table lid here, only cup", TestName = "WHERE of a DELETE")]
    [TestCase("select 1 from cup join lid on cup.id = lid.cup order by cup.id", "lid.cup: lid has no such column", TestName = "a join condition")]
    [TestCase("select c.id from cup as c union select l.size from lid as l", "l.size: l has no such column", TestName = "every leg of a UNION")]
    [TestCase("select x from dual", "x: there is no table here", TestName = "dual has no columns")]
    [TestCase("with w as (select id from cup) select w.size from w", "w.size: w has no such column", TestName = "a common table expression has its select list's columns")]
    public void IsNotFound(string sql, string expected) => Assert.That(Check(sql), Is.EqualTo([$"unknown column {expected}"]));

    [TestCase("select c.ID, SIZE from cup as C", TestName = "names compare without case")]
    [TestCase("select shop.cup.id from cup", TestName = "a database before the table")]
    [TestCase("select whatever, c.id from cup as c, bag", TestName = "a table of unknown columns may have it")]
    [TestCase("select b.whatever from bag as b", TestName = "and any column by its own name")]
    [TestCase("select d.whatever from (select * from bag) as d", TestName = "a star may hide it")]
    [TestCase("select d.size from (select * from cup) as d", TestName = "a star over known columns gives them")]
    [TestCase("select c.id, (select count(*) from lid as l where l.cup_id = c.id) as n from cup as c", TestName = "a correlated subquery sees the outer table")]
    [TestCase("select c.id from cup as c where c.id in (select l.id from lid as l where l.cup_id in (select l2.id from lid as l2 where l2.id = c.size))", TestName = "through several levels")]
    [TestCase("select id as a, count(*) as n from cup group by a having n > 1 order by n, a", TestName = "GROUP BY, HAVING and ORDER BY see aliases")]
    [TestCase("select size + 1 as a from cup order by a * 2", TestName = "ORDER BY sees them within expressions")]
    [TestCase("select id, size from cup union select id, cup_id from lid order by size", TestName = "ORDER BY of a UNION sees the first leg's names")]
    [TestCase("select weight_string(dt.c0), dt.c1 from (select id, size from cup) as dt(c0, c1)", TestName = "a column list")]
    [TestCase("select dt.`count(*)` from (select count(*) from cup) as dt", TestName = "an expression is called by its text")]
    [TestCase("select id from cup join lid using (id)", TestName = "USING")]
    [TestCase("select cup.id from (cup, bag) left join lid on lid.cup_id = cup.id", TestName = "tables in parentheses")]
    [TestCase("with recursive w as (select id from cup union all select w.id + 1 from w where w.id < 5) select w.id from w", TestName = "a recursion sees itself")]
    [TestCase("select c.id from cup as c where exists (select 1 from (select l.id from lid as l where l.cup_id = c.id) as d)", TestName = "a derived table in a subquery sees what the subquery sees")]
    [TestCase("update cup as c, lid as l set c.size = l.id where l.cup_id = c.id", TestName = "tables of an UPDATE")]
    [TestCase("select table_name from information_schema.tables", TestName = "system schemas make no claim")]
    [TestCase("select _rowid from cup", TestName = "hidden columns")]
    [TestCase("select sum(size) over w from cup window w as (partition by id)", TestName = "windows")]
    public void IsFound(string sql) => Assert.That(Check(sql), Is.Empty);

    private static IEnumerable<string> Check(string sql) => NameCheck.Run(SqlParser.Parse(sql).Statement!, Columns).Select(c => c.ToString());

    private static string[]? Columns(AliasedTable table) => ((TableRef)table.Source).Name.Name switch
    {
        "cup" => ["id", "size"],
        "lid" => ["id", "cup_id"],
        "dual" => [],
        _ => null,
    };
}
