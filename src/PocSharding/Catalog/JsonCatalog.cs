using System.Text;
using System.Text.Json;

namespace PocSharding.Catalog;

/// <summary>Rows and bytes of a table that a JSON catalog tells beside its definition.</summary>
internal sealed record TableSize(string Database, string Table, long? Rows, long? Bytes);

/// <summary>
/// A catalog that another tool wrote as JSON: <c>vt dbinfo</c> (vitessio/vt: go/dbinfo/dbinfo.go) or ps-discovery
/// (planetscale/ps-discovery: mysql_analyzers/schema_analyzer.py). Its tables become CREATE TABLE statements, read like any others.
/// </summary>
internal sealed class JsonCatalog
{
    public const string Expected = "the JSON of vt dbinfo or of ps-discovery for MySQL";

    private readonly StringBuilder script = new();
    private readonly List<TableSize> sizes = [];

    /// <summary>The definitions as a script; empty where the JSON has no columns.</summary>
    public string Script => script.ToString();

    public IReadOnlyList<TableSize> Sizes => sizes;

    public static bool IsJson(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{', ..];

    public static JsonCatalog Read(string path, ReadOnlyMemory<byte> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            var catalog = new JsonCatalog();
            if (String(document.RootElement, "fileType") == "dbinfo")
                new DbInfoReader(catalog).Read(document.RootElement);
            else if (Discovery(document.RootElement) is { } schema)
                new DiscoveryReader(catalog).Read(schema);
            else
                throw new PocShardingException(FailureKind.Unusable, $"is JSON of an unknown kind; expected {Expected}", path);
            return catalog;
        }
        catch (JsonException e)
        {
            throw new PocShardingException(FailureKind.Unusable, $"is not whole JSON (line {e.LineNumber + 1}); expected {Expected}", path);
        }
    }

    public void AddSize(TableSize size) => sizes.Add(size);

    public void AddTable(string database, string table, IEnumerable<string> parts)
    {
        if (database.Length > 0)
            script.Append("USE ").Append(Quote(database)).Append(";\n");
        script.Append("CREATE TABLE ").Append(Quote(table)).Append(" (\n  ").AppendJoin(",\n  ", parts).Append("\n);\n");
    }

    public void AddView(string database, string view)
    {
        if (database.Length > 0)
            script.Append("USE ").Append(Quote(database)).Append(";\n");
        script.Append("CREATE VIEW ").Append(Quote(view)).Append(" AS SELECT 1;\n");
    }

    // ---- JSON and SQL words ----

    public static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public static string QuoteAll(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    public static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    public static string? String(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static string[] Strings(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)] : [];

    public static long? Integer(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    /// <summary>true, or 1 as MySQL says it.</summary>
    public static bool Flag(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number != 0));

    /// <summary>analysis_results.schema of the document, or of one of its members (database_results).</summary>
    private static JsonElement? Discovery(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        foreach (JsonElement holder in root.EnumerateObject().Select(p => p.Value).Prepend(root))
            if (holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty("analysis_results", out JsonElement results)
                && results.ValueKind == JsonValueKind.Object && results.TryGetProperty("schema", out JsonElement schema) && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("table_analysis", out _))
                return schema;
        return null;
    }
}
