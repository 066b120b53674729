using PocSharding.Planning;
using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Plan;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning.Dml.ForeignKeys;

/// <summary>Rules of managed foreign keys on a small shop: orders follow their customer's shard, reviews do not.</summary>
public class ForeignKeyTests
{
    private const string Shop = """
        {"keyspaces": {"shop": {"sharded": true, "foreign_key_mode": "managed",
          "vindexes": {"hash": {"type": "xxhash"}},
          "tables": {
            "customer": {"column_vindexes": [{"column": "id", "name": "hash"}]},
            "orders": {"column_vindexes": [{"column": "customer_id", "name": "hash"}]},
            "line": {"column_vindexes": [{"column": "customer_id", "name": "hash"}]},
            "review": {"column_vindexes": [{"column": "id", "name": "hash"}]},
            "country": {"type": "reference"}}}}}
        """;

    private const string PrimaryKeys = "customer\tid\norders\tid,customer_id\nreview\tid";

    private const string Follow = "orders\tcustomer_id\tcustomer\tid\tCASCADE\tRESTRICT\nline\torder_id\torders\tid\tCASCADE\tCASCADE";

    private static string Plan(string foreignKeys, string sql, string vschema = Shop)
    {
        VSchemaModel model = VSchema.Parse(vschema).Model;
        SchemaFacts.Apply(model, PrimaryKeys, null, foreignKeys);
        return PlanTree.Text(new BatchExplain(model, null, PlanningMode.Prepared).Plan(sql));
    }

    [Test]
    public void ADeleteCascadesFromTableToTable()
    {
        string plan = Plan(Follow, "delete from customer where id = 7");
        Assert.Multiple(() =>
        {
            Assert.That(plan, Does.Contain("select customer.id from customer where id = 7 for update"));
            Assert.That(plan, Does.Contain("select orders.id from orders where (customer_id) in ::fkc_vals for update"));
            Assert.That(plan, Does.Contain("delete from line where (order_id) in ::fkc_vals1"));
            Assert.That(plan, Does.Contain("delete from orders where (customer_id) in ::fkc_vals\n"));
            Assert.That(plan, Does.Contain("delete from customer where id = 7"));
            Assert.That(plan, Does.Contain("because orders(customer_id) refers to customer(id): on delete cascade"));
        });
    }

    [TestCase("delete /*+ SET_VAR(foreign_key_checks=0) */ from customer where id = 7")]
    [TestCase("delete /*+ SET_VAR(FOREIGN_KEY_CHECKS = off) */ from customer where id = 7")]
    public void WithoutChecksNothingCascades(string sql) => Assert.That(Plan(Follow, sql), Does.Not.Contain("fkc_vals"));

    [Test]
    public void AnUnmanagedKeyspaceLeavesKeysToMySql() =>
        Assert.That(Plan(Follow, "delete from customer where id = 7", Shop.Replace("managed", "unmanaged", StringComparison.Ordinal)), Does.Not.Contain("fkc_vals"));

    [TestCase("review\tcustomer_id\tcustomer\tid\tRESTRICT\tRESTRICT", "insert into review(id, customer_id) values (1, 2)", "VT12002")]
    [TestCase("review\tcustomer_id\tcustomer\tid\tRESTRICT\tRESTRICT", "delete from customer where id = 7", "VT12002")]
    [TestCase("orders\tcustomer_id\tcustomer\tid\tSET NULL\tRESTRICT", "delete from customer where id = 7", "primary vindex")]
    [TestCase("review\tcustomer_id\tcustomer\tid\tSET DEFAULT\tRESTRICT", "delete from customer where id = 7", "VT09016")]
    [TestCase("review\tcode\tcountry\tcode\tRESTRICT\tRESTRICT", "insert into review(id, code) values (1, 'fr')", "the planner crashes")]
    [TestCase("review\tname\tcustomer\tname\tCASCADE\tCASCADE", "update customer set name = nick, nick = 'x' where id = 7", "is itself updated")]
    [TestCase("review\ta\tcustomer\tb\tSET NULL\tCASCADE\ncustomer\tb\treview\ta\tSET NULL\tCASCADE", "delete from customer where id = 7", "VT09019")]
    public void WhatVitessCannotKeepIsRefused(string foreignKeys, string sql, string why) => Assert.That(Plan(foreignKeys, sql), Does.StartWith("refused: ").And.Contain(why));

    [TestCase("orders\tcustomer_id\tcustomer\tid\tRESTRICT\tRESTRICT", "insert into orders(id, customer_id) values (1, 2)")]
    [TestCase("orders\tcustomer_id\tcustomer\tid\tRESTRICT\tRESTRICT", "delete from customer where id = 7")]
    [TestCase("review\tname\tcustomer\tname\tCASCADE\tCASCADE", "update customer set nick = 'x' where id = 7")]
    [TestCase("review\tname\tcustomer\tname\tCASCADE\tCASCADE", "update review set name = null where id = 7")]
    public void WhatMySqlKeepsIsLeftToIt(string foreignKeys, string sql)
    {
        string plan = Plan(foreignKeys, sql);
        Assert.That(plan, Does.Not.StartWith("refused").And.Not.Contain("child").And.Not.Contain("fkc_vals"));
    }

    [Test]
    public void AnUpdateOfAKeyAcrossShardsIsVerifiedFirst()
    {
        string plan = Plan("review\tname\tcustomer\tname\tRESTRICT\tRESTRICT", "update review set name = 'x' where id = 7");
        Assert.Multiple(() =>
        {
            Assert.That(plan, Does.Contain("because review(name) refers to customer(name): the new parent must exist"));
            Assert.That(plan, Does.Contain("from review as child where"));
            Assert.That(plan, Does.Contain("from customer as parent where parent.`name` = 'x'"));
            Assert.That(plan, Does.Contain("update review set `name` = 'x' where id = 7"));
        });
    }

    [Test]
    public void AValueThatDependsOnTheRowIsReadAndMySqlsChecksAreOff()
    {
        string plan = Plan("review\tname\tcustomer\tname\tCASCADE\tCASCADE", "update customer set name = concat(name, 'x') where id = 7");
        Assert.Multiple(() =>
        {
            Assert.That(plan, Does.Contain("update /*+ SET_VAR(foreign_key_checks=OFF) */ review set `name` = :fkc_upd where (`name`) in ::fkc_vals"));
            Assert.That(plan, Does.Contain("update /*+ SET_VAR(foreign_key_checks=OFF) */ customer set `name` = concat(`name`, 'x') where id = 7"));
        });
    }

    [Test]
    public void AnUpdateOnDuplicateKeyIsVerifiedByMySqlEvenWhereItsValueDependsOnTheRow()
    {
        string plan = Plan("orders\tname,customer_id\tcustomer\tname,id\tRESTRICT\tCASCADE", "insert into customer(id, name) values (7, 'a') on duplicate key update name = concat(name, 'x')", Shop);
        Assert.That(plan, Does.Contain("update customer set `name` = concat(`name`, 'x') where id = 7").And.Not.Contain("update /*+ SET_VAR(foreign_key_checks=OFF) */ customer"));
    }

    [Test]
    public void ALimitNamesTheRowsByTheirKeys() =>
        Assert.That(Plan(Follow, "delete from customer limit 3"), Does.Contain("select customer.id from customer limit :__upper_limit for update").And.Contain("select customer.id from customer where customer.id in ::dml_vals for update"));

    [Test]
    public void ASchemaMadeToExplodeIsNotFollowed()
    {
        string tables = string.Join(", ", Enumerable.Range(0, 20).SelectMany(i => new[] { $"\"a{i}\"", $"\"b{i}\"" }).Select(t => $"{t}: {{\"column_vindexes\": [{{\"column\": \"id\", \"name\": \"hash\"}}]}}"));
        string vschema = "{\"keyspaces\": {\"s\": {\"sharded\": true, \"foreign_key_mode\": \"managed\", \"vindexes\": {\"hash\": {\"type\": \"xxhash\"}}, \"tables\": {" + tables + "}}}}";
        string keys = string.Join('\n', Enumerable.Range(0, 19).SelectMany(i => from p in "ab" from c in "ab" select $"{c}{i + 1}\tk\t{p}{i}\tid\tCASCADE\tCASCADE"));
        Assert.That(Plan(keys, "delete from a0 where id = 1", vschema), Does.StartWith("not modelled: "));
    }

    [Test]
    public void ACycleIsNamedByItsColumns()
    {
        VSchemaModel model = VSchema.Parse(Shop).Model;
        SchemaFacts.Apply(model, null, null, "orders\ta\tcustomer\tb\tSET NULL\tCASCADE\ncustomer\tb\torders\ta\tSET NULL\tCASCADE");
        Assert.That(ForeignKeyCycles.Find(model.Keyspaces["shop"]), Is.EqualTo("shop.customer.b shop.orders.a shop.customer.b"));
    }
}
