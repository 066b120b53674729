using System.Text.Json;

namespace PocSharding.Catalog;

/// <summary>
/// <c>vt dbinfo</c>: tables with rows and keys. Its present version leaves the columns null: then it tells sizes only, beside a dump.
/// </summary>
internal sealed class DbInfoReader(JsonCatalog catalog)
{
    public void Read(JsonElement root)
    {
        foreach (JsonElement table in JsonCatalog.Items(root, "tables"))
            if (JsonCatalog.String(table, "name") is { Length: > 0 } name)
                ReadTable(table, name);
    }

    private void ReadTable(JsonElement table, string name)
    {
        catalog.AddSize(new TableSize("", name, JsonCatalog.Integer(table, "rows"), null));
        string[] columns = [.. JsonCatalog.Items(table, "columns").Select(Column)];
        if (columns.Length > 0)
            catalog.AddTable("", name, [.. columns, .. Keys(table), .. ForeignKeys(table)]);
    }

    private static string Column(JsonElement column)
    {
        string extra = JsonCatalog.String(column, "extra") ?? "";
        return $"{JsonCatalog.Quote(JsonCatalog.String(column, "name") ?? "")} {JsonCatalog.String(column, "type")}"
            + (JsonCatalog.Flag(column, "isNullable") ? "" : " NOT NULL") + (extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase) ? " AUTO_INCREMENT" : "");
    }

    private static IEnumerable<string> Keys(JsonElement table)
    {
        if (table.TryGetProperty("primaryKey", out JsonElement primary) && primary.ValueKind == JsonValueKind.Object)
            yield return $"PRIMARY KEY ({JsonCatalog.QuoteAll(JsonCatalog.Strings(primary, "columns"))})";
        foreach (JsonElement index in JsonCatalog.Items(table, "indexes"))
            if (JsonCatalog.String(index, "Name") is { } name and not "PRIMARY")
                yield return $"{(JsonCatalog.Flag(index, "nonUnique") ? "" : "UNIQUE ")}KEY {JsonCatalog.Quote(name)} ({JsonCatalog.QuoteAll(JsonCatalog.Strings(index, "columns"))})";
    }

    /// <summary>One item for each column of a foreign key.</summary>
    private static IEnumerable<string> ForeignKeys(JsonElement table) =>
        from item in JsonCatalog.Items(table, "foreignKeys")
        group item by (Name: JsonCatalog.String(item, "constraintName") ?? "", Parent: JsonCatalog.String(item, "referencedTableName") ?? "") into key
        select $"CONSTRAINT {JsonCatalog.Quote(key.Key.Name)} FOREIGN KEY ({JsonCatalog.QuoteAll(key.Select(i => JsonCatalog.String(i, "columnName") ?? ""))}) "
            + $"REFERENCES {JsonCatalog.Quote(key.Key.Parent)} ({JsonCatalog.QuoteAll(key.Select(i => JsonCatalog.String(i, "referencedColumnName") ?? ""))})";
}
