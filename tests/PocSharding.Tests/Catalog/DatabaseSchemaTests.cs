namespace PocSharding.Tests.Catalog;

public class DatabaseSchemaTests
{
    private SchemaFolder folder = null!;

    [SetUp]
    public void Open() => folder = new SchemaFolder();

    [TearDown]
    public void Close() => folder.Dispose();

    [TestCase("int", "int INT32")]
    [TestCase("INTEGER(11) UNSIGNED ZEROFILL", "int(11) unsigned zerofill UINT32")]
    [TestCase("bool", "tinyint(1) INT8")]
    [TestCase("tinyint unsigned", "tinyint unsigned UINT8")]
    [TestCase("smallint", "smallint INT16")]
    [TestCase("mediumint unsigned", "mediumint unsigned UINT24")]
    [TestCase("bigint", "bigint INT64")]
    [TestCase("serial", "bigint unsigned UINT64")]
    [TestCase("float", "float FLOAT32")]
    [TestCase("float(25)", "double FLOAT64")]
    [TestCase("double precision", "double FLOAT64")]
    [TestCase("real", "double FLOAT64")]
    [TestCase("decimal", "decimal(10,0) DECIMAL")]
    [TestCase("numeric(8,2) unsigned", "decimal(8,2) unsigned DECIMAL")]
    [TestCase("bit(8)", "bit(8) BIT")]
    [TestCase("date", "date DATE")]
    [TestCase("datetime(6)", "datetime(6) DATETIME")]
    [TestCase("timestamp", "timestamp TIMESTAMP")]
    [TestCase("time", "time TIME")]
    [TestCase("year", "year YEAR")]
    [TestCase("char(3)", "char(3) CHAR utf8mb4_0900_ai_ci")]
    [TestCase("varchar(255)", "varchar(255) VARCHAR utf8mb4_0900_ai_ci")]
    [TestCase("longtext", "longtext TEXT utf8mb4_0900_ai_ci")]
    [TestCase("tinytext", "tinytext TEXT utf8mb4_0900_ai_ci")]
    [TestCase("enum('a','b')", "enum('a','b') ENUM utf8mb4_0900_ai_ci")]
    [TestCase("set('a')", "set('a') SET utf8mb4_0900_ai_ci")]
    [TestCase("binary(16)", "binary(16) BINARY")]
    [TestCase("varbinary(9)", "varbinary(9) VARBINARY")]
    [TestCase("mediumblob", "mediumblob BLOB")]
    [TestCase("json", "json JSON")]
    [TestCase("point", "point GEOMETRY")]
    [TestCase("varchar(9) character set latin1", "varchar(9) VARCHAR latin1_swedish_ci")]
    [TestCase("varchar(9) character set utf8", "varchar(9) VARCHAR utf8mb3_general_ci")]
    [TestCase("varchar(9) collate utf8_bin", "varchar(9) VARCHAR utf8mb3_bin")]
    [TestCase("varchar(9) collate utf8mb4_bin", "varchar(9) VARCHAR utf8mb4_bin")]
    [TestCase("varchar(9) character set binary", "varchar(9) VARBINARY")]
    [TestCase("text character set binary", "text BLOB")]
    public void ColumnTypesAreSaidAsMySqlAndAsVitessSayThem(string type, string expected)
    {
        ColumnSchema column = folder.Load($"create table t (c {type})").Tables[0].Columns[0];
        Assert.That($"{column.Type} {column.VitessType} {column.Collation}".TrimEnd(), Is.EqualTo(expected));
    }

    [TestCase("create table t (a varchar(9)) default charset=latin1", "latin1_swedish_ci")]
    [TestCase("create table t (a varchar(9)) collate=utf8mb4_unicode_ci", "utf8mb4_unicode_ci")]
    [TestCase("create table t (a varchar(9)) charset=utf8mb4 collate=utf8mb4_bin", "utf8mb4_bin")]
    [TestCase("create table t (a varchar(9) character set ascii) collate=utf8mb4_unicode_ci", "ascii_general_ci")]
    [TestCase("create database d character set latin1; use d; create table t (a varchar(9))", "latin1_swedish_ci")]
    [TestCase("-- Server version\t5.7.44\ncreate table t (a varchar(9)) default charset=utf8mb4", "utf8mb4_general_ci")]
    [TestCase("-- Server version\t5.7.44\ncreate table t (a varchar(9))", "latin1_swedish_ci")]
    [TestCase("-- MariaDB dump 10.19\n-- Server version\t10.11.2\ncreate table t (a varchar(9)) default charset=utf8mb4", "utf8mb4_general_ci")]
    [TestCase("-- Server version\t11.8.2-MariaDB\ncreate table t (a varchar(9))", "utf8mb4_uca1400_ai_ci")]
    public void CollationsAreResolvedFromColumnTableDatabaseAndServer(string script, string collation) =>
        Assert.That(folder.Load(script).Tables[0].Columns[0].Collation, Is.EqualTo(collation));

    [Test]
    public void KeysHaveTheirNamesAndTheirColumns()
    {
        TableSchema table = folder.Load("""
            create table t (
              a int primary key, b int unique, c int, d varchar(99), e int,
              key (c), unique key (c, d(10)), constraint u unique (e), unique ((lower(d)), c), fulltext key f (d),
              foreign key (b) references p (id) on delete cascade, constraint fk2 foreign key (c, e) references q (x, y) on update set null)
            """).Tables[0];
        Assert.That(table.Keys.Select(k => $"{k.Name}: {(k.Primary ? "primary" : k.Unique ? "unique" : "plain")} {string.Join(",", k.Columns)}"), Is.EqualTo(new[]
        {
            "PRIMARY: primary a", "c: plain c", "c_2: unique c,d", "u: unique e", "c_3: plain c", "f: plain d", "b: unique b",
        }));
        Assert.That(table.ForeignKeys.Select(f => $"{f.Name}: {string.Join(",", f.Columns)} -> {f.ParentTable}({string.Join(",", f.ParentColumns)}) {f.OnDelete}, {f.OnUpdate}"), Is.EqualTo(new[]
        {
            "t_ibfk_1: b -> p(id) CASCADE, NO ACTION", "fk2: c,e -> q(x,y) NO ACTION, SET NULL",
        }));
    }

    [TestCase("a int", true, true)]
    [TestCase("a int not null", false, false)]
    [TestCase("a int not null default 0", false, true)]
    [TestCase("a int not null auto_increment primary key", false, true)]
    [TestCase("a int, primary key (a)", false, false)]
    [TestCase("a int generated always as (1) stored", true, true)]
    public void AnInsertMayLeaveOutWhatHasADefault(string columns, bool nullable, bool hasDefault)
    {
        ColumnSchema column = folder.Load($"create table t ({columns})").Tables[0].Columns[0];
        Assert.That((column.Nullable, column.HasDefault, column.Generated), Is.EqualTo((nullable, hasDefault, columns.Contains("generated"))));
    }

    [Test]
    public void RowsAreBoundedByAutoIncrementUntilStatisticsSayMore()
    {
        string schema = folder.File("s.sql", "-- Host: x    Database: shop\ncreate table t (a int not null auto_increment primary key) auto_increment=101;\ncreate table u (a int);");
        Assert.That(DatabaseSchema.Load(schema).Tables.Select(t => (t.Rows, t.RowsSource)), Is.EqualTo(new[] { ((long?)100, FigureSource.AutoIncrement), (null, FigureSource.Unknown) }));
        string statistics = folder.File("stats/tables.tsv", "TABLE_SCHEMA\tTABLE_NAME\tTABLE_ROWS\tDATA_LENGTH\tINDEX_LENGTH\nshop\tt\t40\t1000\t500\nshop\tv\tNULL\tNULL\tNULL\nother\tu\t7\t1\t1\n");
        folder.File("stats/indexes.tsv", "TABLE_SCHEMA\tTABLE_NAME\tINDEX_NAME\tSEQ_IN_INDEX\tCOLUMN_NAME\tCARDINALITY\nshop\tt\tPRIMARY\t1\tA\t39\nshop\tt\tk\t2\ta\t99\n");
        Assert.That(DatabaseSchema.Load(schema, statistics).Tables.Select(t => (t.Rows, t.Bytes, t.RowsSource)), Is.EqualTo(new[] { ((long?)40, (long?)1500, FigureSource.Statistics), (null, null, FigureSource.Unknown) }));
        Assert.That(DatabaseSchema.Load(schema, Path.Combine(folder.Path, "stats")).Tables[0].Columns[0].DistinctValues, Is.EqualTo(39));
    }

    [TestCase("Name\tEngine\tRows\tData_length\tIndex_length\nt\tInnoDB\t40\t1000\t500\n")]
    [TestCase("+------+--------+------+-------------+--------------+\n| Name | Engine | Rows | Data_length | Index_length |\n+------+--------+------+-------------+--------------+\n| t    | InnoDB |   40 |        1000 |          500 |\n+------+--------+------+-------------+--------------+\n")]
    [TestCase("*************************** 1. row ***************************\n           Name: t\n         Engine: InnoDB\n           Rows: 40\n    Data_length: 1000\n   Index_length: 500\n")]
    public void ShowTableStatusIsReadInEachOfItsForms(string status)
    {
        TableSchema table = DatabaseSchema.Load(folder.File("s.sql", "create table t (a int)"), folder.File("status.txt", status)).Tables[0];
        Assert.That((table.Rows, table.Bytes), Is.EqualTo(((long?)40, (long?)1500)));
    }

    // ---- sources ----

    [Test]
    public void MigrationsAreAppliedInTheirOrder()
    {
        folder.File("migrations/V1__first.sql", "create table users (id int, mail varchar(99), key m (mail)); create table old (a int); create table tags (a int);");
        folder.File("migrations/V2__second.sql", "alter table users add column name text after id, change mail email varchar(50) not null, add primary key (id); drop table old; rename table tags to labels;");
        folder.File("migrations/V10__tenth.sql", "alter table users drop column name, drop index m, add unique e (email);\ncreate index l on labels (a);");
        folder.File("migrations/U10__tenth.sql", "drop table users;");
        folder.File("migrations/V11__x.down.sql", "drop table users;");
        folder.File("migrations/V12__goose.sql", "-- +goose Up\nalter table labels rename column a to b;\n-- +goose Down\ndrop table labels;");
        DatabaseSchema schema = DatabaseSchema.Load(Path.Combine(folder.Path, "migrations"));
        Assert.That(schema.Skipped, Is.Empty);
        Assert.That(schema.Tables.Select(t => $"{t.Name}({string.Join(",", t.Columns.Select(c => c.Name))}) {string.Join(" ", t.Keys.Select(k => $"{k.Name}({string.Join(",", k.Columns)})"))}"), Is.EqualTo(new[]
        {
            "users(id,email) PRIMARY(id) e(email)", "labels(b) l(b)",
        }));
    }

    [Test]
    public void AMydumperFolderHasItsDatabaseInItsNames()
    {
        folder.File("dump/shop-schema-create.sql", "create database `shop` default character set latin1;");
        folder.File("dump/shop.users-schema.sql", "/*!40101 SET NAMES binary*/;\ncreate table `users` (`name` varchar(9));");
        folder.File("dump/shop.v-schema-view.sql", "create view `v` as select 1;");
        folder.File("dump/shop.users.00000.sql", "insert into users values ('x');");
        DatabaseSchema schema = DatabaseSchema.Load(Path.Combine(folder.Path, "dump"));
        Assert.That((schema.Name, schema.Tables.Single().Columns[0].Collation, schema.Views.Single()), Is.EqualTo(("shop", "latin1_swedish_ci", "v")));
    }

    [TestCase("*************************** 1. row ***************************\n       Table: t\nCreate Table: CREATE TABLE `t` (\n  `a` int NOT NULL\n) ENGINE=InnoDB\n*************************** 2. row ***************************\n       Table: u\nCreate Table: CREATE TABLE `u` (\n  `b` int\n)\n")]
    [TestCase("Table\tCreate Table\nt\tCREATE TABLE `t` (\\n  `a` int NOT NULL\\n) ENGINE=InnoDB\nTable\tCreate Table\nu\tCREATE TABLE `u` (\\n  `b` int\\n)\n")]
    [TestCase("+-------+--------------+\n| Table | Create Table |\n+-------+--------------+\n| t     | CREATE TABLE `t` (\n  `a` int NOT NULL\n) ENGINE=InnoDB |\n+-------+--------------+\n| u     | CREATE TABLE `u` (\n  `b` int\n) |\n+-------+--------------+\n")]
    public void ShowCreateTableIsReadInEachOfItsForms(string shown)
    {
        DatabaseSchema schema = folder.Load(shown);
        Assert.That(schema.Tables.Select(t => $"{t.Name} {t.Columns.Single().Name}"), Is.EqualTo(new[] { "t a", "u b" }));
        Assert.That(schema.Skipped, Is.Empty);
    }

    [Test]
    public void OfSeveralDatabasesTheLargestIsReadAndTheOthersAreListed()
    {
        string file = folder.File("all.sql", "create database a; use a; create table t (x int); create database b; use b; create table u (x int); create table v (x int); create table a.w (x int) ; create table a.z (x int)");
        DatabaseSchema schema = DatabaseSchema.Load(file);
        Assert.That((schema.Name, schema.Tables.Count, schema.Skipped.Count), Is.EqualTo(("a", 3, 1)));
        Assert.That(DatabaseSchema.Load(file, database: "b").Tables.Select(t => t.Name), Is.EqualTo(new[] { "u", "v" }));
        Assert.That(Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(file, database: "c"))!.Kind, Is.EqualTo(FailureKind.Usage));
    }

    [Test]
    public void DataRoutinesAndViewsDoNotStandInTheWay()
    {
        string row = "('" + new string('x', 20000) + "')";
        DatabaseSchema schema = folder.Load($"""
            DROP TABLE IF EXISTS `t`;
            CREATE TABLE `t` (`a` text);
            LOCK TABLES `t` WRITE;
            INSERT INTO `t` VALUES {row},{row};
            INSERT INTO `t` VALUES ('a;b');
            UNLOCK TABLES;
            DELIMITER ;;
            CREATE PROCEDURE `p`() BEGIN INSERT INTO t VALUES (1); SELECT 1; END ;;
            DELIMITER ;
            /*!50001 CREATE ALGORITHM=UNDEFINED */
            /*!50013 DEFINER=`a`@`%` SQL SECURITY DEFINER */
            /*!50001 VIEW `v` AS select 1 AS `x` */;
            CREATE TABLE `u` (`a` int);
            """);
        Assert.That((schema.Tables.Count, string.Join(",", schema.Views), schema.Routines.Count, schema.Skipped.Count), Is.EqualTo((2, "v", 1, 0)));
    }

    private const string Discovery = """
        {"discovery_version": "1.1.0", "database_results": {"engine": "mysql", "analysis_results": {"schema": {
          "database_catalog": ["shop"],
          "table_analysis": [{"schema_name": "shop", "table_name": "orders", "estimated_rows": 70, "data_length_bytes": 1, "index_length_bytes": 2, "total_size_bytes": 3}],
          "column_analysis": [
            {"schema_name": "shop", "table_name": "orders", "column_name": "id", "column_type": "bigint unsigned", "is_nullable": "NO", "column_default": null, "extra": "auto_increment", "collation_name": null, "generation_expression": ""},
            {"schema_name": "shop", "table_name": "orders", "column_name": "state", "column_type": "enum('a','b')", "is_nullable": "NO", "column_default": "a", "extra": "", "collation_name": "utf8mb4_bin", "generation_expression": ""},
            {"schema_name": "shop", "table_name": "orders", "column_name": "up", "column_type": "varchar(9)", "is_nullable": "YES", "column_default": null, "extra": "STORED GENERATED", "collation_name": "latin1_swedish_ci", "generation_expression": "upper(_utf8mb4\\'x\\')"},
            {"schema_name": "shop", "table_name": "orders", "column_name": "user_id", "column_type": "int", "is_nullable": "NO", "column_default": null, "extra": "", "collation_name": null, "generation_expression": ""}],
          "index_analysis": [
            {"schema_name": "shop", "table_name": "orders", "index_name": "PRIMARY", "index_type": "BTREE", "is_unique": 1, "is_primary": 1, "columns": "id"},
            {"schema_name": "shop", "table_name": "orders", "index_name": "u", "index_type": "BTREE", "is_unique": 1, "is_primary": 0, "columns": "user_id,state"}],
          "constraint_analysis": [
            {"schema_name": "shop", "table_name": "orders", "constraint_name": "PRIMARY", "constraint_type": "PRIMARY KEY", "column_name": "id"},
            {"schema_name": "shop", "table_name": "orders", "constraint_name": "fk", "constraint_type": "FOREIGN KEY", "column_name": "user_id", "referenced_table_name": "users", "referenced_column_name": "id", "on_update": "NO ACTION", "on_delete": "CASCADE"}],
          "view_analysis": [{"schema_name": "shop", "view_name": "v"}]}}}}
        """;

    [Test]
    public void PsDiscoveryTellsTablesAndSizes()
    {
        DatabaseSchema schema = DatabaseSchema.Load(folder.File("discovery.json", Discovery));
        TableSchema table = schema.Tables.Single();
        Assert.That(schema.Skipped, Is.Empty);
        Assert.That((schema.Name, schema.Views.Single(), table.Rows, table.Bytes), Is.EqualTo(("shop", "v", (long?)70, (long?)3)));
        Assert.That(table.Columns.Select(c => $"{c.Name} {c.VitessType} {c.Collation} {c.HasDefault} {c.Generated} {c.AutoIncrement}"), Is.EqualTo(new[]
        {
            "id UINT64  True False True", "state ENUM utf8mb4_bin True False False", "up VARCHAR latin1_swedish_ci True True False", "user_id INT32  False False False",
        }));
        Assert.That(table.Keys.Select(k => $"{k.Name}({string.Join(",", k.Columns)}) {k.Unique}"), Is.EqualTo(new[] { "PRIMARY(id) True", "u(user_id,state) True" }));
        Assert.That(table.ForeignKeys.Single().OnDelete, Is.EqualTo("CASCADE"));
    }

    [Test]
    public void VtDbinfoTellsSizesBesideADump()
    {
        string info = folder.File("dbinfo.json", """{"fileType": "dbinfo", "tables": [{"name": "t", "rows": 12, "columns": null, "primaryKey": {"columns": ["a"]}}], "globalVariables": {}}""");
        Assert.That(DatabaseSchema.Load(folder.File("s.sql", "create table t (a int)"), info).Tables[0].Rows, Is.EqualTo(12));
        Assert.That(Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(info))!.Message, Does.Contain("as statistics"));
    }

    [TestCase("{\"fileType\": \"dbinfo\", \"tables\": [")]
    [TestCase("{\"tables\": []}")]
    [TestCase("{}")]
    public void OtherJsonIsRefusedWithWhatWasExpected(string json) =>
        Assert.That(Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(folder.File("x.json", json)))!.Message, Does.Contain("vt dbinfo"));

    // ---- bad input ----

    [TestCase("")]
    [TestCase("Dear customer,\nplease find attached the schema.\n")]
    [TestCase("insert into t values (1);")]
    [TestCase("create view v as select 1;")]
    [TestCase("create table t (a int")]
    public void WhatHoldsNoTableIsRefusedWithWhatWasExpected(string text)
    {
        var refused = Assert.Throws<PocShardingException>(() => folder.Load(text))!;
        Assert.That((refused.Kind, refused.Message.Contains("CREATE TABLE"), refused.Place), Is.EqualTo((FailureKind.Unusable, true, Path.Combine(folder.Path, "schema.sql"))));
    }

    [Test]
    public void BinaryJunkIsRefused()
    {
        var junk = new byte[1 << 18];
        new Random(3).NextBytes(junk);
        string path = Path.Combine(folder.Path, "junk.sql");
        File.WriteAllBytes(path, junk);
        Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(path));
    }

    [Test]
    public void MutatedDumpsAreReadWithoutAFault()
    {
        const string dump = "-- Host: x    Database: shop\n/*!40101 SET NAMES utf8 */;\nCREATE TABLE `t` (`a` int NOT NULL AUTO_INCREMENT, `b` varchar(9) DEFAULT 'x', PRIMARY KEY (`a`), KEY k (`b`(3))) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4;\nALTER TABLE t ADD c int, DROP KEY k;\nCREATE TABLE u LIKE t;\n";
        var random = new Random(12);
        for (int n = 0; n < 300; n++)
        {
            char[] mutated = dump.ToCharArray();
            for (int m = random.Next(1, 6); m > 0; m--)
                mutated[random.Next(mutated.Length)] = dump[random.Next(dump.Length)];
            try
            {
                Assert.That(folder.Load(new string(mutated)).Tables, Is.Not.Empty);
            }
            catch (PocShardingException refused)
            {
                Assert.That(refused.Kind, Is.EqualTo(FailureKind.Unusable));
            }
        }
    }

    [Test]
    public void MissingPathsAndEmptyFoldersAreRefused()
    {
        Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(Path.Combine(folder.Path, "absent.sql")));
        Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(folder.Path));
        string schema = folder.File("s.sql", "create table t (a int)");
        Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(schema, folder.File("stats.tsv", "a\tb\n1\t2\n")));
        Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(schema, Path.Combine(folder.Path, "absent.tsv")));
    }

    [Test]
    public void AStatementThatCannotBeReadIsListedWithItsLineAndTheRestIsUsed()
    {
        DatabaseSchema schema = folder.Load("create table t (a int);\n\ncreate table u (a int,,\n b int);\nbananas;\nalter table absent add column b int;\ncreate table v (a int)");
        Assert.That(schema.Tables.Select(t => t.Name), Is.EqualTo(new[] { "t", "v" }));
        Assert.That(schema.Skipped.Select(s => s.Line), Is.EqualTo(new[] { 3L, 5L, 6L }));
        Assert.That(schema.Skipped.Select(s => Path.GetFileName(s.File)), Is.All.EqualTo("schema.sql"));
    }

    [Test]
    public void FiguresThatAreNoNumbersAreListed()
    {
        DatabaseSchema schema = DatabaseSchema.Load(folder.File("s.sql", "create table t (a int)"), folder.File("t.tsv", "TABLE_NAME\tTABLE_ROWS\nt\tmany\n"));
        Assert.That((schema.Tables[0].Rows, schema.Skipped.Single().Line), Is.EqualTo(((long?)null, 2L)));
    }
}
