namespace PocSharding.Tests.Planning.Semantics;

/// <summary>Which table a column belongs to, and what is an error at once, on several routes, or never.</summary>
public class NameTests
{
    [TestCase("select sku from part join kit on part.pid = kit.pid", ExpectedResult = "Column 'sku' in field list is ambiguous", Description = "two tables are known to have it: an error on one route too")]
    [TestCase("select x from buyer join bill on buyer.y = bill.z", ExpectedResult = "Column 'x' in field list is ambiguous")]
    [TestCase("select cfg.a from misc.cfg join other.cfg on misc.cfg.a = other.cfg.a", ExpectedResult = "VT03013: not unique table/alias: 'cfg'")]
    [TestCase("select shop.buyer.id from buyer", ExpectedResult = "column 'shop.buyer.id' not found")]
    [TestCase("select shop.b.id from shop.buyer b", ExpectedResult = "column 'shop.b.id' not found")]
    [TestCase("select id from buyer where id in (select a, b from bill)", ExpectedResult = "Operand should contain 1 column(s)")]
    [TestCase("select id from buyer where (id, x) = (select a from bill)", ExpectedResult = "Operand should contain 2 column(s)")]
    [TestCase("select id, count(*) from buyer group by id having x = 1", ExpectedResult = "Unknown column 'x' in 'having clause'")]
    [TestCase("select count(*) from buyer group by x + 1 having x + 1 > 2", ExpectedResult = "Unknown column 'x' in 'having clause'")]
    [TestCase("select * from buyer union select * from bill order by id", ExpectedResult = "column 'id' not found")]
    [TestCase("select * from buyer union select id from bill order by id", ExpectedResult = "The used SELECT statements have a different number of columns")]
    [TestCase("select buyer.*, id from buyer order by 1", ExpectedResult = "cannot use column offsets in order clause when using `*`")]
    [TestCase("select a.x from buyer a join bill b using (x) order by a.x", ExpectedResult = "BUG: scope counts did not match")]
    [TestCase("select a.x from buyer a join bill b using (x)", ExpectedResult = "VT09015: schema tracking required")]
    [TestCase("select id from buyer union values row(1)", ExpectedResult = "VT12001: unsupported: first table_reference as VALUES")]
    [TestCase("select 1 from buyer where get_lock('a', 1)", ExpectedResult = "get_lock(:vtg2 /* VARCHAR */, :vtg1 /* INT64 */) allowed only with dual")]
    [TestCase("select get_lock('a', 1), 2", ExpectedResult = "VT12001: unsupported: LOCK function and other expression: [:vtg3 /* INT64 */] in same select query")]
    public string IsRefused(string sql) => Warehouse.Plan(sql).Trim();

    [TestCase("select x from buyer join bill on buyer.id = bill.buyer_id", "Scatter", TestName = "a column that either table may have is no matter on one route")]
    [TestCase("select id from buyer having x = 1", "where x = :x", TestName = "without groups HAVING reads FROM")]
    [TestCase("select x as y, count(*) from buyer group by y having x = 1", "Aggregate", TestName = "a column selected under another name may stand in HAVING")]
    [TestCase("select x + 1 as b from buyer order by b + 1", "buyer.x + :vtg1 /* INT64 */ + :vtg1", TestName = "an alias wins over a column that the table only might have")]
    [TestCase("select qty + 1 as bid from item order by bid + 1", "order by bid + :vtg1", TestName = "a column that the table has wins over an alias")]
    [TestCase("select a.id from buyer a join bill b using (id)", "bill_lk", TestName = "USING needs its columns only, not all of them")]
    [TestCase("select * from part join kit using (pid, sku)", "select part.pid, part.sku, kit.qty", TestName = "a star gives the columns of USING once")]
    [TestCase("select pid from part join kit using (pid) join item using (sku)", "part.sku = kit.sku", TestName = "USING compares every two tables that hold the column")]
    [TestCase("select id, buyer.* from buyer where id = 5 order by 1", "order by buyer.id", TestName = "an ordinal before a star counts")]
    [TestCase("select 1, get_lock('a', 1)", "Lock", TestName = "a value before a lock function is no matter")]
    public void IsPlanned(string sql, string part) => Assert.That(Warehouse.Plan(sql), Does.Contain(part));

    [Test]
    public void TheSelectedKeyspaceMayQualifyAColumn() => Assert.That(Warehouse.Plan("select shop.buyer.id from buyer", "shop"), Does.Contain("Scatter"));

    [TestCase("select expression from information_schema.statistics", "column 'expression' not found in table 'statistics'")]
    [TestCase("select * from information_schema.schemata", "DEFAULT_COLLATION_NAME, SQL_PATH from")]
    [TestCase("select * from information_schema.view_table_usage", "select * from")]
    public void MySql57KnowsFewerColumns(string sql, string part) => Assert.That(Warehouse.Plan(sql, mysql57: true), Does.Contain(part));

    [TestCase("select id from buyer where id in (select 5)", "EqualUnique", TestName = "a list of one selected value is that value")]
    [TestCase("with recursive c as (select id from c) select id from c", "VT09026", TestName = "a recursion is a union")]
    [TestCase("with recursive c as (select 1 as n union all select x from buyer where id in (select n from c)) select n from c", "VT09029", TestName = "a recursion is read in no subquery")]
    [TestCase("select found_rows(1) from misc.cfg", "Argument to found_rows() not supported", TestName = "what the session answers takes no argument")]
    [TestCase("select a from dual", "column 'a' not found", TestName = "dual has no column")]
    [TestCase("select pid as p, (select p) from kit", "(select p from dual)", TestName = "a subquery reads an alias before it")]
    [TestCase("select 1 as p, (select p from part where part.pid = kit.pid) from kit", "Route", TestName = "so it is correlated, whatever the alias stands for")]
    [TestCase("select (select p from part), pid as p from kit", "column 'p' not found", TestName = "but none behind it")]
    [TestCase("select pid as p, sku as p, (select p from part) from kit", "Column 'p' in field list is ambiguous", TestName = "two columns of one alias are ambiguous")]
    [TestCase("select pid as p, 7 as p, (select p) from kit", "Route", TestName = "an expression wins over a column of the same alias")]
    [TestCase("execute p using @a", "VT09011", TestName = "nothing is prepared")]
    [TestCase("prepare p from 'select 1 from buyer'", "Rows", TestName = "preparing answers no rows")]
    public void Statements(string sql, string part) => Assert.That(Warehouse.Plan(sql), Does.Contain(part));
}
