using System.Text;
using PocSharding.Sql;

namespace PocSharding.Tests.Sql;

/// <summary>Whatever the bytes, the answer is a tree or an error with its place, soon, and never a crash.</summary>
public class BadInputTests
{
    private const int Deep = 100_000;

    private static string Times(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static IEnumerable<TestCaseData> Nested()
    {
        yield return Named("parentheses", "select " + Times("(", Deep) + "1" + Times(")", Deep));
        yield return Named("open parentheses", "select " + Times("(", Deep));
        yield return Named("not", "select " + Times("not ", Deep) + "1");
        yield return Named("minus", "select " + Times("- ", Deep) + "1");
        yield return Named("tilde", "select " + Times("~", Deep) + "1");
        yield return Named("calls", "select " + Times("f(", Deep) + "1" + Times(")", Deep));
        yield return Named("case", "select " + Times("case when ", Deep) + "1");
        yield return Named("tables in parentheses", "select * from " + Times("(", Deep) + "t" + Times(")", Deep));
        yield return Named("subqueries", "select " + Times("(select ", Deep) + "1" + Times(")", Deep));
        yield return Named("queries in parentheses", Times("(", Deep) + "select 1" + Times(")", Deep));
        yield return Named("in lists", "select * from t where a in " + Times("(", Deep) + "1" + Times(")", Deep));
        yield return Named("unions", "select 1 " + Times("union (select 1 ", Deep) + Times(")", Deep));
        yield return Named("assignments", "select @a := " + Times("@a := ", Deep) + "1");
        yield return Named("intervals", "select interval " + Times("interval ", Deep) + "1 day");
        yield return Named("binary", "select " + Times("binary ", Deep) + "1");
        yield return Named("joins", "select * from a " + Times("left join (b ", Deep));
    }

    private static TestCaseData Named(string name, string sql) => new TestCaseData(sql).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Nested))]
    public void DeepNestingIsAnError(string sql)
    {
        ParseResult result = SqlParser.Parse(sql);
        Assert.That(result.Statement, Is.Null);
        Assert.That(result.Error!.Expected, Is.Not.Empty);
    }

    [TestCase(" or a = 1")]
    [TestCase(" and a = 1")]
    [TestCase(" + 1")]
    [TestCase(" - 1")]
    [TestCase(" = 1")]
    [TestCase(" is null")]
    [TestCase(" collate utf8mb4_bin")]
    public void LongChainsAreReadAndPrintedUpToALimitAndRefusedBeyond(string link)
    {
        string some = "select a = 1" + Times(link, 3000), many = "select a = 1" + Times(link, Deep);
        Assert.That(SqlParser.Parse(many).Error!.Expected, Does.Contain("4000"));
        if (link.Contains("collate", StringComparison.Ordinal))
            return;
        var tree = SqlParser.Parse(some).Statement!;
        Assert.That(SqlPrinter.Print(tree), Is.Not.Empty);
        int count = 0;
        PocSharding.Sql.Ast.Tree.Walk(tree, _ => ++count > 0);
        Assert.That(count, Is.GreaterThan(3000));
        Assert.That(tree, Is.EqualTo(SqlParser.Parse(some).Statement));
    }

    [Test]
    public void LongUnionsAndJoins()
    {
        string union = "select 1" + Times(" union select 1", 3000), join = "select 1 from t" + Times(" join t on 1", 3000);
        Assert.That(SqlPrinter.Print(SqlParser.Parse(union).Statement!).Length, Is.GreaterThan(union.Length));
        Assert.That(SqlPrinter.Print(SqlParser.Parse(join).Statement!), Is.EqualTo(join));
        Assert.That(SqlParser.Parse("select 1" + Times(" union select 1", Deep)).Error!.Expected, Does.Contain("4000"));
        Assert.That(SqlParser.Parse("select 1 from t" + Times(" join t on 1", Deep)).Error!.Expected, Does.Contain("4000"));
    }

    [Test]
    public void AMillionValuesInAList()
    {
        byte[] sql = Encoding.UTF8.GetBytes("select * from t where a in (" + Times("1,", 1_000_000) + "2)");
        Assert.That(SqlParser.Parse(sql).Error, Is.Null);
        var digester = new Digester();
        digester.Digest(sql);
        Assert.That(Encoding.UTF8.GetString(digester.Text), Is.EqualTo("SELECT * FROM `t` WHERE `a` IN (...)"));
        Assert.That(digester.Literals.Length, Is.EqualTo(1_000_001));
        Assert.That(digester.Literals[^1].Slot, Is.Zero);
    }

    [Test]
    public void SixtyFourMegabytes()
    {
        var sql = new byte[64 << 20];
        Array.Fill(sql, (byte)'x');
        "insert into t values ('"u8.CopyTo(sql);
        "')"u8.CopyTo(sql.AsSpan(sql.Length - 2));
        Assert.That(SqlParser.Parse(sql).Error, Is.Null);
        var digester = new Digester();
        digester.Digest(sql);
        Assert.That(digester.Literals[0].Length, Is.EqualTo(sql.Length - 23));
    }

    [TestCase("select 'abc", 1, 8)]
    [TestCase("select\n \"abc", 2, 2)]
    [TestCase("select `abc", 1, 8)]
    [TestCase("select 1 /* abc", 1, 10)]
    [TestCase("select 'a\\", 1, 8)]
    [TestCase("select a from\n  where", 2, 3)]
    [TestCase("selec 1", 1, 1)]
    [TestCase("select 1 2", 1, 10)]
    [TestCase("select ``", 1, 8)]
    [TestCase("select \0", 1, 8)]
    [TestCase("select * from t where a = \u0001", 1, 27)]
    [TestCase("update t set", 1, 13)]
    public void ErrorsNameTheirPlace(string sql, int line, int column)
    {
        ParseError error = SqlParser.Parse(sql).Error!;
        Assert.That((error.Line, error.Column), Is.EqualTo((line, column)), error.ToString());
    }

    [Test]
    public void InvalidUtf8IsKeptInStrings()
    {
        byte[] sql = [.. "select 'a"u8, 0xff, 0xfe, .. "'"u8];
        var select = (PocSharding.Sql.Ast.Select)SqlParser.Parse(sql).Statement!;
        var literal = (PocSharding.Sql.Ast.Literal)((PocSharding.Sql.Ast.ExprItem)select.Items[0]).Expr;
        Assert.That(literal.Bytes.ToArray(), Is.EqualTo(new byte[] { (byte)'a', 0xff, 0xfe }));
        Assert.That(literal.Offset, Is.EqualTo(7));
    }

    [TestCase("")]
    [TestCase("  ;; ")]
    [TestCase("-- only a comment")]
    [TestCase("/*!999999\\- enable the sandbox mode */")]
    public void NothingIsNoError(string sql) => Assert.That(SqlParser.Parse(sql), Is.EqualTo(new ParseResult(null, null)));

    /// <summary>Statements of every kind with bytes changed, taken out, doubled and swapped: parser, printer and digester hold, and do so in linear work.</summary>
    [Test]
    public void Mutations()
    {
        long rounds = long.TryParse(Environment.GetEnvironmentVariable("POCSHARDING_MUTATIONS"), out long more) ? more : 20_000;
        var random = new Random(20260801);
        byte[][] seeds = [.. Seeds.Select(Encoding.UTF8.GetBytes)];
        var digester = new Digester();
        int trees = 0;
        for (long i = 0; i < rounds; i++)
        {
            byte[] sql = Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            digester.Digest(sql);
            foreach (DigestLiteral literal in digester.Literals)
                Assert.That(literal.Offset >= 0 && literal.Offset + literal.Length <= sql.Length);
            if (SqlParser.Parse(sql) is not { Statement: { } tree, Error: null })
                continue;
            trees++;
            string printed = SqlPrinter.Print(tree);
            if (!printed.Contains('\ufffd', StringComparison.Ordinal) && !printed.Contains('\0', StringComparison.Ordinal) && tree is not PocSharding.Sql.Ast.OtherStatement and not PocSharding.Sql.Ast.CreateRoutine)
                Assert.That(SqlParser.Parse(printed).Error, Is.Null, $"{Encoding.UTF8.GetString(sql)}\n{printed}");
        }
        Assert.That(trees, Is.GreaterThan(1000));
    }

    private static byte[] Mutate(byte[] seed, byte[] other, Random random)
    {
        var bytes = new List<byte>(seed);
        for (int n = random.Next(1, 4); n > 0 && bytes.Count > 1; n--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 12), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3: bytes.Insert(at, (byte)"'\"`();,.-/*#@:?\\ \n"[random.Next(18)]); break;
                case 4: bytes.InsertRange(at, other.Skip(random.Next(other.Length)).Take(length)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }

    private static readonly string[] Seeds =
    [
        "select distinct a.b, count(*) as c, 'x''y' from t as a left join u on a.id = u.id where a.x in (1, 2, 3) and not b between 1 and 2 group by a.b having count(*) > 1 order by c desc limit 1, 2 for update",
        "with recursive x(a) as (select 1 union all select a + 1 from x where a < 10) select *, row_number() over (partition by a order by b rows between 1 preceding and current row) from x",
        "insert ignore into db.t (a, b) values (1, -2.5e3), (default, x'1f') on duplicate key update a = values(a), b = b + 1",
        "update a, b set a.x = case when b.y is null then 1 else @v := 2 end where a.id = b.id",
        "delete t1, t2 from t1 inner join t2 using (id) where t1.a like '%\\_x' escape '|'",
        "create table t (id bigint unsigned not null auto_increment primary key, b varchar(20) character set utf8mb4 default 'x', c int as (id + 1) stored, key k (b(10), (c * 2)), constraint f foreign key (c) references u (id) on delete cascade) engine=InnoDB partition by hash (id) partitions 4",
        "alter table t add column x int after y, drop index k, modify z text, rename to u",
        "set session sql_mode = 'a', @x = 1, names utf8mb4; ",
        "select json_extract(a, '$.b'), a->>'$.c', cast(b as decimal(10,2)), date_add(now(), interval 1 day), trim(both 'x' from y), match(a, b) against ('z' in boolean mode) from t",
        "(select 1) union (select 2 order by 1 limit 1) intersect values row(1, 2), row(3, 4)",
        "select /*vt+ PLANNER=gen4 */ /*!40001 sql_no_cache */ * from t /* c */ where a = ? and b = :name and c in ::list -- end",
        "create definer=`a`@`%` trigger tr before insert on t for each row begin insert into log values (new.id); end",
        "start transaction read only", "savepoint `a b`", "show create table `t`", "explain format=json select 1",
    ];
}
