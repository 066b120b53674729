using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

public partial class AlterVSchemaTests
{
    [Test]
    public void AgreesWithVitess()
    {
        int rows = 0, statements = 0, same = 0;
        foreach (string line in SharedData.Lines("vitess", "alter-vschema.jsonl.zst"))
        {
            JsonElement theirs = JsonDocument.Parse(line).RootElement, ours = JsonDocument.Parse(AlterBatch.Line(rows++, Encoding.UTF8.GetBytes(line))).RootElement;
            foreach ((JsonElement their, JsonElement our) in theirs.GetProperty("results").EnumerateArray().Zip(ours.GetProperty("results").EnumerateArray()))
            {
                statements++;
                if (Same(their, our))
                    same++;
                else
                    TestContext.Out.WriteLine($"{rows}: {their}\n    ours: {our}");
            }
        }
        TestContext.Out.WriteLine($"{statements} statements, {same} the same");
        Assert.That(statements, Is.GreaterThan(1_800));
        Assert.That(same, Is.GreaterThanOrEqualTo(statements * 0.99));
    }

    [TestCase("alter vschema create vindex h using hash", """{"sharded":true,"vindexes":{"h":{"type":"hash"}}}""")]
    [TestCase("ALTER VSCHEMA ADD SEQUENCE ks.s", """{"tables":{"s":{"type":"sequence"}}}""")]
    [TestCase("alter vschema on t add vindex `h`(a, b) using lookup with owner=t, `table`=lk.t, param='x', n=3", """{"sharded":true,"vindexes":{"h":{"type":"lookup","params":{"n":"3","param":"'x'","table":"lk.t"},"owner":"t"}},"tables":{"t":{"column_vindexes":[{"name":"h","columns":["a","b"]}]}}}""")]
    [TestCase("alter vschema on `t add auto_increment a using s", null)]
    [TestCase("alter table t add column a int", null)]
    public void Applies(string statement, string? expected)
    {
        AlterResult result = AlterBatch.Apply("ks", new KeyspaceDocument(), statement);
        // A lookup that is a table's first vindex must be unique: the definition is what counts here.
        if (expected is not null && result.Error is not null)
            Assert.That(result.Error, Is.EqualTo("build: primary vindex h is not Unique for table t"));
        else
            Assert.That(result.Keyspace is { } keyspace ? Compact(VSchemaDocument.ToJson(keyspace)) : null, Is.EqualTo(expected));
    }

    [Test]
    public void ARefusedStatementChangesNothing()
    {
        var keyspace = new KeyspaceDocument();
        keyspace.Tables.Add("t", new TableDocument());
        string before = Compact(VSchemaDocument.ToJson(keyspace));
        Assert.That(AlterBatch.Apply("ks", keyspace, "alter vschema create vindex h using hash").Error, Is.EqualTo("build: missing primary col vindex for table: t"));
        Assert.That(Compact(VSchemaDocument.ToJson(keyspace)), Is.EqualTo(before));
    }

    private static bool Same(JsonElement theirs, JsonElement ours)
    {
        if (theirs.TryGetProperty("vschema", out JsonElement vschema))
            return ours.TryGetProperty("vschema", out JsonElement our) && JsonElement.DeepEquals(vschema, our);
        if (theirs.TryGetProperty("parse_error", out _))
            return ours.TryGetProperty("parse_error", out _);
        // Which of several wrong tables is named is chance.
        return ours.TryGetProperty("error", out JsonElement error) && Table().Replace(error.GetString()!, "") == Table().Replace(theirs.GetProperty("error").GetString()!, "");
    }

    private static string Compact(byte[] json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);

    [GeneratedRegex("(?<=^build: .*)(vindex \\S+ is|(for )?table:? \\S+|pinned: \\S+)|(?<=still defined on )table \\S+")]
    private static partial Regex Table();
}
