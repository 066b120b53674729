using System.Text.Json;
using PocSharding.Tests.Workload;

namespace PocSharding.Tests.Catalog;

/// <summary>The dumps of ../shared/workloads against what was read off the servers for the oracle.</summary>
[TestFixtureSource(typeof(Workloads), nameof(Workloads.Names))]
public class RealSchemaTests(string workload)
{
    private DatabaseSchema schema = null!;

    [OneTimeSetUp]
    public void Load() => schema = DatabaseSchema.Load(SharedData.Path("workloads", workload, "schema.sql"), SharedData.Path("workloads", workload, "table_stats.tsv"));

    [Test]
    public void NothingIsSkippedAndTheDatabaseIsNamed()
    {
        Assert.That(schema.Skipped, Is.Empty);
        Assert.That(schema.Name, Is.EqualTo(workload.StartsWith("bb-", StringComparison.Ordinal) ? workload.Split('-')[1] : workload == "sysbench-oltp" ? "sbtest" : workload));
        Assert.That(schema.Views, Has.Count.EqualTo(workload == "bb-voter" ? 2 : 0));
    }

    [Test]
    public void ColumnsHaveTheTypesAndCollationsOfTheVSchema()
    {
        var expected = new Dictionary<string, string[]>();
        foreach (JsonProperty keyspace in JsonDocument.Parse(SharedData.Text("oracle", workload, "good.json")).RootElement.GetProperty("keyspaces").EnumerateObject())
            foreach (JsonProperty table in keyspace.Value.GetProperty("tables").EnumerateObject())
                if (table.Value.TryGetProperty("columns", out JsonElement columns))
                    expected[table.Name] = [.. columns.EnumerateArray().Select(Describe)];
        string[] shared = [.. schema.Tables.Select(t => t.Name).Where(expected.ContainsKey)];
        Assert.That(shared, Has.Length.EqualTo(schema.Tables.Count), "every table of the dump is in the VSchema");
        foreach (TableSchema table in schema.Tables)
            Assert.That(table.Columns.Select(c => $"{c.Name} {c.VitessType} {c.Collation}"), Is.EqualTo(expected[table.Name]), table.Name);
    }

    [Test]
    public void KeysAreThoseOfTheServer()
    {
        Assert.That(schema.Tables.SelectMany(t => t.Keys.Where(k => k.Primary).Select(k => $"{t.Name}\t{string.Join(',', k.Columns)}")), Is.EquivalentTo(SharedData.Lines("oracle", workload, "pk.tsv")));
        Assert.That(schema.Tables.SelectMany(t => t.Keys.Where(k => k.Unique && !k.Primary).Select(k => $"{t.Name}\t{string.Join(',', k.Columns)}")), Is.EquivalentTo(SharedData.Lines("oracle", workload, "unique.tsv")));
        Assert.That(
            schema.Tables.SelectMany(t => t.ForeignKeys.Select(f => $"{t.Name}\t{string.Join(',', f.Columns)}\t{f.ParentTable}\t{string.Join(',', f.ParentColumns)}\t{f.OnDelete}\t{f.OnUpdate}")),
            Is.EquivalentTo(SharedData.Lines("oracle", workload, "fk.tsv")));
    }

    [Test]
    public void RowsAndBytesComeFromTheStatistics()
    {
        foreach (string[] row in SharedData.Lines("workloads", workload, "table_stats.tsv").Skip(1).Select(l => l.Split('\t')).Where(r => r[4] != "NULL"))
        {
            TableSchema table = schema.Tables.Single(t => t.Name == row[1]);
            Assert.That((table.Rows, table.RowsSource, table.Bytes), Is.EqualTo((long.Parse(row[4]), FigureSource.Statistics, long.Parse(row[6]) + long.Parse(row[7]))), table.Name);
        }
    }

    private static string Describe(JsonElement column) =>
        $"{column.GetProperty("name").GetString()} {column.GetProperty("type").GetString()} {(column.TryGetProperty("collation_name", out JsonElement c) ? c.GetString() : "")}";
}
