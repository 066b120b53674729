using System.Text;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Sql;

/// <summary>Dumps and hand-written definitions.</summary>
public class DefinitionTests
{
    [Test]
    public void EveryDumpOfTheWorkloadsIsReadWhole()
    {
        var wrong = new List<string>();
        int tables = 0;
        foreach (string folder in Directory.GetDirectories(SharedData.Path("workloads")).Order())
        {
            string file = Path.Combine(folder, "schema.sql");
            if (!File.Exists(file))
                continue;
            foreach (ScriptStatement part in StatementSplitter.Split(File.ReadAllBytes(file)))
            {
                ParseResult result = SqlParser.Parse(part.Text);
                if (result.Error is { } error || !part.Complete)
                    wrong.Add($"{Path.GetFileName(folder)} line {part.Line}: {result.Error} {Encoding.UTF8.GetString(part.Text.Span)}");
                tables += result.Statement is CreateTable ? 1 : 0;
            }
        }
        TestContext.Out.WriteLine($"{tables} tables");
        Assert.That(wrong.Take(10), Is.Empty);
        Assert.That(tables, Is.GreaterThan(300));
    }

    [Test]
    public void Splits()
    {
        const string script = """
            -- a comment; with a semicolon
            create table a (x varchar(9) default ';');
            /*!50003 create*/ /*!50017 definer=`r`@`%`*/ /*!50003 view v as select 1 */;
            delimiter $$
            create procedure p() begin select 1; select '$$'; end$$
            DELIMITER ;
            insert into a values ("it''s; \"x\""); # end;
            select 1 -- no delimiter
            """;
        string[] parts = [.. StatementSplitter.Split(Encoding.UTF8.GetBytes(script)).Select(s => $"{s.Line}: {Encoding.UTF8.GetString(s.Text.Span)}")];
        Assert.That(parts, Is.EqualTo(new[]
        {
            "2: create table a (x varchar(9) default ';')",
            "3: /*!50003 create*/ /*!50017 definer=`r`@`%`*/ /*!50003 view v as select 1 */",
            "5: create procedure p() begin select 1; select '$$'; end",
            "7: insert into a values (\"it''s; \\\"x\\\"\")",
            "8: select 1 -- no delimiter",
        }));
    }

    [TestCase("select 'abc; select 1", false)]
    [TestCase("select 1; select 2", true)]
    public void TellsWhatTheEndCutsOff(string script, bool complete) =>
        Assert.That(StatementSplitter.Split(Encoding.UTF8.GetBytes(script)).Last().Complete, Is.EqualTo(complete));

    [TestCase("create trigger tr after insert on orders for each row insert into audit.log select * from inserted, other", "CreateTrigger tr: orders, audit.log, inserted, other")]
    [TestCase("create definer=`a`@`%` procedure p(in x int) begin update t set a = 1; delete from u where b = x; end", "CreateProcedure p: t, u")]
    [TestCase("create function f(x int) returns int deterministic return x + 1", "CreateFunction f: ")]
    [TestCase("create event e on schedule every 1 day do delete from old where d < now()", "CreateEvent e: old")]
    public void BlocksNameTheirTables(string sql, string expected)
    {
        var routine = (CreateRoutine)SqlParser.Parse(sql).Statement!;
        Assert.That($"{routine.Kind} {routine.Name}: {string.Join(", ", routine.Mentions)}", Is.EqualTo(expected));
    }
}
