using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

public class VSchemaBuilderTests
{
    [Test]
    public void MulticolPrefixesAreDearerEntries()
    {
        VTable table = Build("""{"sharded":true,"vindexes":{"m":{"type":"multicol","params":{"column_count":"3"}}},"tables":{"t":{"column_vindexes":[{"name":"m","columns":["a","b","c"]}]}}}""").Keyspaces["main"].Tables["t"];
        Assert.That(
            table.ColumnVindexes.Select(c => $"{string.Join(',', c.Columns)} {c.Cost} {c.Unique}"),
            Is.EqualTo(new[] { "a,b,c 3 True", "a,b 4 False", "a 5 False" }));
    }

    [Test]
    public void ASourceWinsItsGlobalName()
    {
        VSchemaModel model = Build("""{"keyspaces":{"s":{"sharded":true,"tables":{"r":{"type":"reference","source":"u.r"}}},"u":{"tables":{"r":{},"x":{}}},"w":{"tables":{"x":{}}}}}""");
        Assert.That(model.GlobalTables["r"]!.ToString(), Is.EqualTo("u.r"));
        Assert.That(model.GlobalTables["x"], Is.Null);
        Assert.That(model.Keyspaces["s"].Tables["r"].Source, Is.SameAs(model.GlobalTables["r"]));
        Assert.That(model.GlobalTables["r"]!.ReferencedBy["s"], Is.SameAs(model.Keyspaces["s"].Tables["r"]));
    }

    [Test]
    public void OwnedLookupsNeedALookupTypeAndTheirOwner()
    {
        VTable table = Build("""{"sharded":true,"vindexes":{"h":{"type":"xxhash","owner":"t"},"l":{"type":"consistent_lookup_unique","owner":"t","params":{"from":"e","write_only":"true"}}},"tables":{"t":{"column_vindexes":[{"name":"h","column":"id"},{"name":"l","column":"e"}]}}}""").Keyspaces["main"].Tables["t"];
        Assert.That(table.ColumnVindexes.Select(c => (c.Owned, c.Cost, c.Backfill)), Is.EqualTo(new[] { (false, 1, false), (true, 10, true) }));
    }

    [TestCase("u.seq", "u.seq", null)]
    [TestCase("seq", "u.seq", null)]
    [TestCase("s.nosuch", null, "cannot resolve sequence s.nosuch: table nosuch not found")]
    [TestCase("nosuch.seq", null, "cannot resolve sequence nosuch.seq: VT05003: unknown database 'nosuch' in vschema")]
    [TestCase("u.order", null, "cannot resolve sequence u.order: invalid table name: u.order")]
    [TestCase("u.`order`", "u.order", null)]
    [TestCase("moved", "u.seq", null)]
    public void SequencesResolveThroughRoutingRules(string name, string? sequence, string? error)
    {
        VSchemaModel model = Build($$$$$"""
            {"keyspaces":{"s":{"sharded":true,"vindexes":{"h":{"type":"hash"}},"tables":{"t":{"column_vindexes":[{"name":"h","column":"id"}],"auto_increment":{"column":"id","sequence":"{{{{{name}}}}}"}}}},
              "u":{"tables":{"seq":{"type":"sequence"}}}},
             "routing_rules":{"rules":[{"from_table":"moved","to_tables":["u.seq"]}]}}
            """);
        Assert.That(model.Keyspaces["s"].Error, Is.EqualTo(error));
        Assert.That(model.Keyspaces["s"].Tables.GetValueOrDefault("t")?.AutoIncrement?.Sequence.ToString(), Is.EqualTo(sequence));
    }

    [TestCase("""{"from_table":"a","to_tables":["s.t","u.t"]}""", "table a has more than one target: [s.t u.t]")]
    [TestCase("""{"from_table":"a","to_tables":["t"]}""", "invalid table name: 't', it must be of the qualified form <keyspace_name>.<table_name> (dots are not allowed in either name)")]
    [TestCase("""{"from_table":"a","to_tables":["x.t"]}""", "VT05003: unknown database 'x' in vschema")]
    [TestCase("""{"from_table":"a","to_tables":["s.nosuch"]}""", "table nosuch not found")]
    [TestCase("""{"from_table":"a","to_tables":["u.t"]},{"from_table":"a","to_tables":["u.x"]}""", "duplicate rule for entry a")]
    [TestCase("""{"from_table":"a","to_tables":["u.t"]}""", null)]
    public void RoutingRulesKeepTheirErrors(string rules, string? error)
    {
        VSchemaModel model = Build($$$"""{"keyspaces":{"s":{"sharded":true},"u":{}},"routing_rules":{"rules":[{{{rules}}}]}}""");
        Assert.That(model.RoutingRules["a"].Error, Is.EqualTo(error));
        Assert.That(model.RoutingRules["a"].Target?.ToString(), Is.EqualTo(error is null ? "u.t" : null));
    }

    private static VSchemaModel Build(string json) => VSchema.Parse(json).Model;
}
