namespace PocSharding.Tests.Planning.Admin;

/// <summary>Statements that no vindex plans: what vtgate answers itself, where it sends the others, what it refuses.</summary>
public class AdminTests
{
    [TestCase("set bobbin = 1", ExpectedResult = "VT05006: unknown system variable '@@bobbin = 1'")]
    [TestCase("set session sql_log_off = 1", ExpectedResult = "VT12001: unsupported: system setting: sql_log_off")]
    [TestCase("set @@version = 'x'", ExpectedResult = "VT03010: variable 'version' is a read only variable")]
    [TestCase("set autocommit = 1, ddl_strategy = default", ExpectedResult = "VT12001: unsupported: DEFAULT for @@ddl_strategy")]
    [TestCase("set @a = (select 1 from buyer)", ExpectedResult = "VT12001: unsupported: expression")]
    [TestCase("set @a = b", ExpectedResult = "cannot lookup column 'b' (column access not supported here)")]
    [TestCase("call shop.weave()", ExpectedResult = "CALL is not supported for sharded keyspace")]
    [TestCase("call nowhere.weave()", ExpectedResult = "VT05003: unknown database 'nowhere' in vschema")]
    [TestCase("drop prepare pattern", ExpectedResult = "VT09011: Unknown prepared statement handler (pattern) given to DEALLOCATE PREPARE")]
    [TestCase("vexplain all delete from buyer where id = 'EXECUTE_DML_QUERIES'", ExpectedResult = "VT09008: vexplain queries/all will actually run queries")]
    [TestCase("create temporary table shop.thread (id int)", ExpectedResult = "Temporary table not supported in sharded database shop")]
    [TestCase("create table nowhere.thread (id int)", ExpectedResult = "VT05003: unknown database 'nowhere' in vschema")]
    [TestCase("rename table misc.ids to other.ids", ExpectedResult = "VT03002: changing schema from 'misc' to 'other' is not allowed")]
    [TestCase("drop table buyer, misc.ids", ExpectedResult = "VT12001: unsupported: Tables or Views specified in the query do not belong to the same destination")]
    [TestCase("create database shop", ExpectedResult = "VT06001: cannot create database 'shop'; database exists")]
    [TestCase("drop database mill", ExpectedResult = "VT05001: cannot drop database 'mill'; database does not exists")]
    [TestCase("alter database shop collate utf8mb4_bin", ExpectedResult = "VT12001: unsupported: ALTER DATABASE")]
    [TestCase("show columns from shop.nothing", ExpectedResult = "table nothing not found")]
    [TestCase("describe nothing", ExpectedResult = "table nothing not found")]
    [TestCase("flush tables buyer, nothing", ExpectedResult = "table nothing not found")]
    [TestCase("explain select 1 from buyer, misc.cfg", ExpectedResult = "VT03031: EXPLAIN is only supported for single keyspace")]
    [TestCase("create view shop.v as select id from buyer order by id limit 3", ExpectedResult = "VT12001: unsupported: Complex select queries are not supported in create or alter view statements")]
    [TestCase("create view misc.v as select id from buyer", ExpectedResult = "VT12001: unsupported: Select query does not belong to the same keyspace as the view statement")]
    public string IsRefused(string sql) => Warehouse.Plan(sql).Trim();

    [TestCase("load data infile 'f' into table buyer", ExpectedResult = "LOAD is not supported on sharded keyspace")]
    [TestCase("create procedure weave() begin select 1; end", ExpectedResult = "VT12001: unsupported: CREATE PROCEDURE is not supported on sharded keyspaces")]
    public string IsRefusedInShop(string sql) => Warehouse.Plan(sql, "shop").Trim();

    [TestCase("set autocommit = default, @a = 1 + 1", "Local", "SingleRow")]
    [TestCase("set @a = soundex('x')", "Local", "select soundex('x') from dual")]
    [TestCase("set time_zone = '+00:00', autocommit = 1", "MultiShard", "SingleRow")]
    [TestCase("set character_set_results = null", "Passthrough", "SingleRow")]
    [TestCase("use shop", "Local", "UpdateTarget")]
    [TestCase("call misc.weave(1)", "Passthrough", "Send")]
    [TestCase("show columns from buyer", "Passthrough", "shop")]
    [TestCase("show tables from other", "Passthrough", "AnyShard() of other")]
    [TestCase("show create table bill", "Passthrough", "shop")]
    [TestCase("show warnings", "Local", "SHOW WARNINGS")]
    [TestCase("describe buyer", "Passthrough", "shop")]
    [TestCase("explain select 1 from misc.cfg", "Passthrough", "misc")]
    [TestCase("analyze table buyer", "Scatter", "AllShards() of shop")]
    [TestCase("flush tables bill, ids, buyer", "Complex", "flush tables bill, buyer")]
    [TestCase("alter table buyer add column x int", "DirectDDL", "shop")]
    [TestCase("create index i on bill (x)", "DirectDDL", "shop")]
    [TestCase("create view shop.v as select id from buyer", "DirectDDL", "shop")]
    [TestCase("begin", "Complex", "")]
    public void IsPlanned(string sql, string type, string part) => Assert.Multiple(() =>
    {
        Assert.That(Warehouse.Type(sql), Is.EqualTo(type));
        Assert.That(Warehouse.Plan(sql), Does.Contain(part));
    });
}
