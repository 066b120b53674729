namespace PocSharding.Tests.Planning.Dml;

/// <summary>INSERT, UPDATE and DELETE: what is refused, and in which order it is found.</summary>
public class ChangeTests
{
    [TestCase("with x as (select 1) update misc.cfg set a = 1", ExpectedResult = "VT12001: unsupported: WITH expression in UPDATE statement")]
    [TestCase("with x as (select 1) delete from misc.cfg", ExpectedResult = "VT12001: unsupported: WITH expression in DELETE statement")]
    [TestCase("delete c from misc.cfg b", ExpectedResult = "VT03003: unknown table 'c' in MULTI DELETE")]
    [TestCase("insert into misc.cfg select * from buyer", ExpectedResult = "VT09004: INSERT should contain column list or the table should have authoritative columns in vschema")]
    [TestCase("insert into misc.cfg(a) select *, b from buyer", ExpectedResult = "VT03006: column count does not match value count with the row")]
    [TestCase("insert into item(bid, qty) values (1, nope)", ExpectedResult = "column 'nope' not found in table 'item'")]
    [TestCase("insert into item(bid, qty) values (1, 2) on duplicate key update qty = values(nope)", ExpectedResult = "column 'nope' not found in table 'item'")]
    [TestCase("insert into bill(id, buyer_id) values (1, default)", ExpectedResult = "expr cannot be translated, not supported: default")]
    [TestCase("insert into item(bid, qty) values (1, 2) as new(a) on duplicate key update qty = a", ExpectedResult = "VT03033: In definition of view, derived table or common table expression, SELECT list and column names list have different column counts")]
    [TestCase("insert into bill values (1, 2) as new on duplicate key update x = new.x", ExpectedResult = "VT09015: schema tracking required")]
    [TestCase("update h set id = 1", ExpectedResult = "VT03032: the target table h of the UPDATE is not updatable")]
    [TestCase("delete from buyer where exists (select 1 from bill where bill.x = buyer.x)", ExpectedResult = "VT13001: [BUG] noColumns operators have no column")]
    public string IsRefused(string sql) => Warehouse.Plan(sql).Trim();

    [TestCase("insert into misc.cfg(a) select nope from item", "select nope from item", TestName = "what is wrong with the SELECT does not matter to an unsharded table")]
    [TestCase("insert into item(bid, qty) values (1, 2) as new on duplicate key update qty = new.qty", "Insert", TestName = "the new row may be named")]
    [TestCase("update bill set x = 1 where z = 5 order by y", "order by y asc", TestName = "the order of a change is left to MySQL")]
    [TestCase("delete b from buyer b where b.id = 5", "delete from buyer where buyer.id = :b_id", TestName = "a single target loses its alias")]
    public void IsPlanned(string sql, string part) => Assert.That(Warehouse.Plan(sql), Does.Contain(part));
}
