using PocSharding.Cli;

namespace PocSharding.Tests.Cli;

/// <summary><c>explain</c> as people use it: a script, a dump, and input that is wrong.</summary>
public class ExplainTests
{
    private const string VSchemaText = """
        {"keyspaces": {
          "main": {"tables": {"settings": {}}},
          "shop": {"sharded": true, "foreign_key_mode": "managed", "vindexes": {"xx": {"type": "xxhash"}},
            "tables": {"buyer": {"column_vindexes": [{"column": "id", "name": "xx"}]}, "bill": {"column_vindexes": [{"column": "buyer_id", "name": "xx"}]}}}}}
        """;

    private const string Dump = """
        create table buyer (id bigint not null, name varchar(20), primary key (id));
        create table bill (id bigint not null, buyer_id bigint, total int, primary key (buyer_id, id), foreign key (buyer_id) references buyer (id) on delete cascade);
        """;

    private const string Script = """
        -- what the customer asked about
        select * from buyer where id = 7;
        select b.total, count(*) from bill b group by b.total order by 2 desc limit 3;
        delete from buyer where id = 7;
        update bill set total = 0 where total < 5 limit 10;
        selekt 1;
        """;

    private static (int Exit, string Output, string Error) Explain(TemporaryFolder folder, params string[] args)
    {
        File.WriteAllText(folder.File("vschema.json"), VSchemaText);
        File.WriteAllText(folder.File("schema.sql"), Dump);
        File.WriteAllText(folder.File("queries.sql"), Script);
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int exit = Tool.Run(["explain", .. args.Select(a => a.StartsWith('@') ? folder.File(a[1..]) : a)], output, error);
        return (exit, output.ToString(), error.ToString());
    }

    [Test]
    public void EveryQueryOfAScriptIsExplained()
    {
        using var folder = new TemporaryFolder();
        (int exit, string output, _) = Explain(folder, "-q", "@queries.sql", "--vschema", "@vschema.json", "-s", "@schema.sql", "--tree");

        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Snapshot.Verify(output, "Explain");
    }

    [Test]
    public void KeysOfADumpAreThoseOfTheTables()
    {
        using var folder = new TemporaryFolder();
        (_, string with, _) = Explain(folder, "delete from buyer where id = 7", "--vschema", "@vschema.json", "-s", "@schema.sql");
        (_, string without, _) = Explain(folder, "delete from buyer where id = 7", "--vschema", "@vschema.json");

        Assert.That(with, Does.Contain("FkCascade"));
        Assert.That(without, Does.Not.Contain("FkCascade"));
    }

    [TestCase("no-such.json", "", ExitCode.Unusable, "cannot be read")]
    [TestCase("@vschema.json", "--mode=guess", ExitCode.Usage, "none of parameterized, prepared, literal")]
    [TestCase("@vschema.json", "--schema=@other.sql", ExitCode.Unusable, "none of its tables is in the VSchema")]
    [TestCase("@vschema.json", "--primary-keys=@other.sql", ExitCode.Unusable, "line 1")]
    [TestCase("@faulty.json", "", ExitCode.Done, "vtgate would not serve keyspace shop: vindexType \"nope\" not found")]
    public void WrongInputIsSaid(string vschema, string option, int exit, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("other.sql"), "create table other (id int primary key)");
        File.WriteAllText(folder.File("faulty.json"), VSchemaText.Replace("xxhash", "nope"));
        string[] more = option.Length == 0 ? [] : option.Split('=');
        (int found, _, string error) = Explain(folder, ["select 1 from buyer", "--vschema", vschema, .. more]);

        Assert.That(error, Does.Contain(message));
        Assert.That(found, Is.EqualTo(exit));
    }
}
