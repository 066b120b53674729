using System.Text.Json;

namespace PocSharding.Catalog;

/// <summary>ps-discovery: rows of information_schema views under names of its own, each with schema_name and table_name.</summary>
internal sealed class DiscoveryReader(JsonCatalog catalog)
{
    public void Read(JsonElement schema)
    {
        var columns = ByTable(schema, "column_analysis");
        var indexes = ByTable(schema, "index_analysis");
        var constraints = ByTable(schema, "constraint_analysis");
        foreach (JsonElement table in JsonCatalog.Items(schema, "table_analysis"))
        {
            (string Database, string Table) key = Key(table);
            catalog.AddSize(new TableSize(key.Database, key.Table, JsonCatalog.Integer(table, "estimated_rows"), JsonCatalog.Integer(table, "total_size_bytes")));
            if (columns.Contains(key))
                catalog.AddTable(key.Database, key.Table, [.. columns[key].Select(Column), .. indexes[key].Where(HasColumns).Select(Index), .. ForeignKeys(constraints[key])]);
        }
        foreach (JsonElement view in JsonCatalog.Items(schema, "view_analysis"))
            catalog.AddView(JsonCatalog.String(view, "schema_name") ?? "", JsonCatalog.String(view, "view_name") ?? "");
    }

    private static ILookup<(string, string), JsonElement> ByTable(JsonElement schema, string list) => JsonCatalog.Items(schema, list).ToLookup(Key);

    private static (string Database, string Table) Key(JsonElement item) => (JsonCatalog.String(item, "schema_name") ?? "", JsonCatalog.String(item, "table_name") ?? "");

    private static string Column(JsonElement column)
    {
        string extra = JsonCatalog.String(column, "extra") ?? "";
        string collation = JsonCatalog.String(column, "collation_name") is { } name ? $" COLLATE {name}" : "";
        string generated = JsonCatalog.String(column, "generation_expression") is { Length: > 0 } expression
            ? $" GENERATED ALWAYS AS ({expression.Replace("\\'", "'", StringComparison.Ordinal)}) {(extra.Contains("STORED", StringComparison.OrdinalIgnoreCase) ? "STORED" : "VIRTUAL")}" : "";
        return $"{JsonCatalog.Quote(JsonCatalog.String(column, "column_name") ?? "")} {JsonCatalog.String(column, "column_type")}{collation}{generated}"
            + (JsonCatalog.String(column, "is_nullable") == "NO" ? " NOT NULL" : "") + (generated.Length == 0 ? Default(column, extra) : "")
            + (extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase) ? " AUTO_INCREMENT" : "") + (extra.Contains("INVISIBLE", StringComparison.OrdinalIgnoreCase) ? " INVISIBLE" : "");
    }

    private static string Default(JsonElement column, string extra)
    {
        if (JsonCatalog.String(column, "column_default") is not { } value)
            return "";
        if (value.StartsWith("CURRENT_TIMESTAMP", StringComparison.OrdinalIgnoreCase))
            return $" DEFAULT {value}";
        return extra.Contains("DEFAULT_GENERATED", StringComparison.OrdinalIgnoreCase) ? $" DEFAULT ({value.Replace("\\'", "'", StringComparison.Ordinal)})"
            : value.StartsWith("b'", StringComparison.Ordinal) ? $" DEFAULT {value}" : $" DEFAULT '{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>The parts of an index over expressions have no names.</summary>
    private static bool HasColumns(JsonElement index) => JsonCatalog.String(index, "columns") is { Length: > 0 };

    private static string Index(JsonElement index)
    {
        string columns = JsonCatalog.QuoteAll((JsonCatalog.String(index, "columns") ?? "").Split(','));
        if (JsonCatalog.Flag(index, "is_primary"))
            return $"PRIMARY KEY ({columns})";
        string kind = JsonCatalog.Flag(index, "is_unique") ? "UNIQUE " : JsonCatalog.String(index, "index_type") switch { "FULLTEXT" => "FULLTEXT ", "SPATIAL" => "SPATIAL ", _ => "" };
        return $"{kind}KEY {JsonCatalog.Quote(JsonCatalog.String(index, "index_name") ?? "")} ({columns})";
    }

    /// <summary>One item for each column, in the order of the key.</summary>
    private static IEnumerable<string> ForeignKeys(IEnumerable<JsonElement> constraints) =>
        from item in constraints
        where JsonCatalog.String(item, "constraint_type") == "FOREIGN KEY"
        group item by JsonCatalog.String(item, "constraint_name") ?? "" into key
        let first = key.First()
        select $"CONSTRAINT {JsonCatalog.Quote(key.Key)} FOREIGN KEY ({JsonCatalog.QuoteAll(key.Select(i => JsonCatalog.String(i, "column_name") ?? ""))}) "
            + $"REFERENCES {JsonCatalog.Quote(JsonCatalog.String(first, "referenced_table_name") ?? "")} ({JsonCatalog.QuoteAll(key.Select(i => JsonCatalog.String(i, "referenced_column_name") ?? ""))})"
            + $" ON DELETE {JsonCatalog.String(first, "on_delete") ?? "NO ACTION"} ON UPDATE {JsonCatalog.String(first, "on_update") ?? "NO ACTION"}";
}
