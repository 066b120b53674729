using System.Text;
using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

public class VSchemaDocumentTests
{
    [TestCase("""{"requireExplicitRouting": true, "foreign_key_mode": 3}""", """{"require_explicit_routing":true,"foreign_key_mode":"managed"}""")]
    [TestCase("""{"foreignKeyMode": "nosuch"}""", "{}")]
    [TestCase("""{"sharded": null, "tables": {}}""", "{}")]
    [TestCase("""{"tables":{"t":{"columns":[{"name":"a","type":"INT64","size":"1e1","nullable":false}]}}}""", """{"tables":{"t":{"columns":[{"name":"a","type":"INT64","size":10,"nullable":false}]}}}""")]
    [TestCase("""{"tables":{"b":{},"a":{"pinned":"80"}}}""", """{"tables":{"a":{"pinned":"80"},"b":{}}}""")]
    [TestCase("""{"draft": [1, {"x": "y"}], "sharded": true}""", """{"sharded":true,"draft":[1,{"x":"y"}]}""")]
    public void ReadsBothSpellingsAndWritesSnakeCase(string json, string written) =>
        Assert.That(Compact(KeyspaceDocument.Read(Encoding.UTF8.GetBytes(json)).Keyspace!), Is.EqualTo(written));

    [TestCase("""{"sharded": 1}""", "(line 1:13): invalid value for bool field sharded: 1")]
    [TestCase("""{"sharded": "true"}""", "(line 1:13): invalid value for bool field sharded: \"true\"")]
    [TestCase("{\n  \"sharded\": true,\n  \"sharded\": true}", "(line 3:3): duplicate field \"sharded\"")]
    [TestCase("""{"tables":{"t":{},"t":{}}}""", "(line 1:19): duplicate map key \"t\"")]
    [TestCase("""{"tables":{"t":null}}""", "syntax error (line 1:16): unexpected token null")]
    [TestCase("""{"tables":[]}""", "syntax error (line 1:11): unexpected token [")]
    [TestCase("""{"tables":{"t":{"columns":[{"size":1.5}]}}}""", "(line 1:36): invalid value for int32 field size: 1.5")]
    [TestCase("""{"vindexes":{"v":{"params":{"a":1}}}}""", "(line 1:33): invalid value for string field value: 1")]
    public void RefusesWhatProtobufRefuses(string json, string message) =>
        Assert.That(KeyspaceDocument.Read(Encoding.UTF8.GetBytes(json)).Fault!.Message, Is.EqualTo("proto: " + message));

    [TestCase("{\n\"tables\": {\n\"t\": {},\n}}", 4, 1)]
    [TestCase("{\"sharded\": true", 1, 17)]
    [TestCase("", 1, 1)]
    [TestCase("{} x", 1, 4)]
    [TestCase("{\"a\": \"\\ud800\", \"owner\"", 1, 24)]
    public void PlacesSyntaxErrors(string json, int line, int column)
    {
        JsonFault fault = KeyspaceDocument.Read(Encoding.UTF8.GetBytes(json)).Fault!;
        Assert.That((fault.Line, fault.Column), Is.EqualTo((line, column)));
    }

    [Test]
    public void DeepNestingIsRefusedWithoutACrash()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"x\":", 100_000));
        Assert.That(KeyspaceDocument.Read(Encoding.UTF8.GetBytes(deep)).Fault, Is.Not.Null);
        Assert.That(() => VSchema.Parse(deep), Throws.TypeOf<PocShardingException>());
    }

    [TestCase("""{"keyspaces":{"a":{"sharded":true},"b":{}}}""", "a b")]
    [TestCase("""{"a":{"sharded":true},"b":{}}""", "a b")]
    [TestCase("""{"sharded":true}""", "main")]
    [TestCase("{}", "main")]
    public void TakesThreeForms(string json, string keyspaces) => Assert.That(string.Join(' ', VSchema.Parse(json).Keyspaces), Is.EqualTo(keyspaces));

    [Test]
    public void AFolderHoldsOneFileForEachKeyspace()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            VSchema written = VSchema.Parse("""{"keyspaces":{"a":{"sharded":true,"vindexes":{"h":{"type":"hash"}}},"b":{}},"routing_rules":{"rules":[{"from_table":"t","to_tables":["a.t"]}]}}""");
            written.Save(folder);
            Assert.That(VSchema.Load(folder).ToJson(), Is.EqualTo(written.ToJson()));
            File.WriteAllText(Path.Combine(folder, "c.json"), "{\n\"sharded\": 1}");
            Assert.That(() => VSchema.Load(folder), Throws.TypeOf<PocShardingException>().With.Property("Place").EqualTo(Path.Combine(folder, "c.json") + ":2:12"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("../b")]
    [TestCase("")]
    public void AKeyspaceThatNamesNoFileIsNotWritten(string name)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.That(() => VSchema.Parse("""{"keyspaces":{"NAME":{}}}""".Replace("NAME", name)).Save(folder), Throws.TypeOf<PocShardingException>());
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public void AnyDamageIsAFaultOrADocument()
    {
        byte[] whole = File.ReadAllBytes(SharedData.Path("vitess", "planbuilder", "vschemas", "schema.json"));
        var random = new Random(1);
        int faults = 0;
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = whole[..(i % 2 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int changes = random.Next(3); changes > 0 && damaged.Length > 0; changes--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            VSchemaReading reading = VSchemaDocument.ReadAny(damaged, "main");
            faults += reading.Fault is null ? 0 : 1;
            if (reading.Document is { } document)
                Assert.That(VSchemaFindings.Of(document), Is.Not.Null);
        }
        Assert.That(faults, Is.GreaterThan(200));
    }

    [Test]
    public void FindingsNameEveryFault()
    {
        VSchema vschema = VSchema.Parse("""
            {"keyspaces": {"ks": {"sharded": true, "vindexes": {"h": {"type": "hash", "params": {"cost": "3"}}, "x": {"type": "hash_test"}},
              "tables": {"a": {}, "b": {"column_vindexes": [{"name": "nosuch", "column": "id"}]}, "c": {"column_vindices": []}}}}}
            """);
        Assert.That(VSchemaFindings.Of(vschema.Document).Select(f => $"{f.Severity} {f.Place}: {f.Message}"), Is.EqualTo(new[]
        {
            "Error ks: missing primary col vindex for table: a",
            "Error ks: vindex nosuch not found for table b",
            "Error ks: missing primary col vindex for table: c",
            "Warning ks.h: hash does not know the parameter cost: ignored, and refused by ApplyVSchema --strict",
            "Warning ks.x: vindex type hash_test exists in Vitess's tests only; a real vtgate refuses it",
            "Warning line 2, column 93: Vitess passes over the field column_vindices",
        }));
    }

    private static string Compact(KeyspaceDocument keyspace) =>
        System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonDocument.Parse(VSchemaDocument.ToJson(keyspace)).RootElement);
}
