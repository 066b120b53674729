using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Sql;

/// <summary>What MySQL or MariaDB takes and Vitess refuses is read, and remembered as refused.</summary>
public class BeyondVitessTests
{
    [TestCase("select a from t intersect select b from u")]
    [TestCase("select a from t except all select b from u order by 1")]
    [TestCase("select 1 union select 2 intersect select 3")]
    [TestCase("table t order by a limit 3")]
    [TestCase("select * from t for update of t")]
    [TestCase("select * from t as a, u for share of a skip locked for update of u")]
    [TestCase("select * from {oj t left join u on t.a = u.a}")]
    [TestCase("select {d '2020-01-01'}")]
    [TestCase("select größe from t")]
    [TestCase("select a sounds like b from t")]
    [TestCase("select count(all a) from t")]
    [TestCase("select cast(a as signed int) from t")]
    [TestCase("select escape, next from t")]
    [TestCase("insert low_priority into t values (1)")]
    [TestCase("insert high_priority into t set a = 1")]
    [TestCase("replace delayed into t values (1)")]
    [TestCase("update low_priority t set a = 1")]
    [TestCase("delete low_priority quick from t where a = 1")]
    [TestCase("insert into t values (1) returning id, a")]
    [TestCase("delete from t where a = 1 returning *")]
    [TestCase("set statement max_statement_time = 1 for select * from t")]
    [TestCase("commit and no chain")]
    [TestCase("rollback release")]
    [TestCase("grant select on db.* to 'a'@'%'")]
    [TestCase("create user 'a'@'%' identified by 'x'")]
    [TestCase("drop trigger tr")]
    [TestCase("create function f() returns int return 1")]
    [TestCase("create procedure p() begin declare c cursor for select 1; open c; end")]
    [TestCase("xa start 'a'")]
    [TestCase("check table t")]
    [TestCase("checksum table t")]
    [TestCase("handler t open")]
    [TestCase("set password for 'a'@'b' = 'x'")]
    [TestCase("set role all")]
    [TestCase("lock instance for backup")]
    [TestCase("analyze table a, b")]
    [TestCase("alter user a identified by 'x'")]
    [TestCase("select 1 from t1 straight_join t2 using (a)")]
    public void IsReadAndRemembered(string sql)
    {
        ParseResult result = SqlParser.Parse(sql);
        Assert.That(result.Error, Is.Null);
        Assert.That(result.Statement!.RefusedByVitess, Is.Not.Null.And.Not.Empty);
        Assert.That(ParseReport.Of(sql).Error, Is.EqualTo(result.Statement.RefusedByVitess));
    }

    [Test]
    public void StatementBehindSetStatementIsTheStatement()
    {
        Statement statement = SqlParser.Parse("SET STATEMENT max_statement_time=60 FOR SELECT a FROM t WHERE b = 1").Statement!;
        Assert.That(SqlPrinter.Print(statement), Is.EqualTo("select a from t where b = 1"));
    }

    [TestCase("/*!50001 create algorithm=undefined */ /*!50013 definer=`r`@`%` sql security definer */ /*!50001 view `v` as select 1 */", "create algorithm = undefined definer = r@`%` sql security definer view v as select 1 from dual")]
    [TestCase("/*!40101 SET @saved_cs_client = @@character_set_client */", "set @saved_cs_client = @@character_set_client")]
    [TestCase("select 1 /*!99999 + 1 */", "select 1 from dual")]
    [TestCase("create table t (a int) /*M!100201 engine=aria */", "create table t (\n\ta int\n) engine aria")]
    [TestCase("select * from t /*!80000 force index (k) */ where a = 1", "select * from t force index (k) where a = 1")]
    public void VersionedCommentsAreReadThrough(string sql, string canonical) => Assert.That(ParseReport.Of(sql).Canonical, Is.EqualTo(canonical));

    [TestCase("select ?, :a, ::b from t where c in ::list and d = ?", "select :v1, :a, ::b from t where c in ::list and d = :v2")]
    [TestCase("insert into t values (?, ?), (?, 1)", "insert into t values (:v1, :v2), (:v3, 1)")]
    public void PlaceholdersAreNumbered(string sql, string canonical) => Assert.That(ParseReport.Of(sql).Canonical, Is.EqualTo(canonical));

    [TestCase("select a in (1) in (2) from t")]
    [TestCase("select * from t where")]
    [TestCase("select a b c from t")]
    [TestCase("insert into t (a) valuess (1)")]
    [TestCase("select * from t group")]
    [TestCase("select 1 limit 1 union select 2")]
    [TestCase("select * from (select 1)")]
    [TestCase("update t where a = 1")]
    [TestCase("select count(* from t")]
    [TestCase("select 1; select 2")]
    [TestCase("select case end")]
    [TestCase("select @")]
    [TestCase("show nonsense")]
    public void NeitherTakesThese(string sql) => Assert.That(SqlParser.Parse(sql).Error, Is.Not.Null);
}
