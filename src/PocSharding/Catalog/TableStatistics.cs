using System.Globalization;

namespace PocSharding.Catalog;

/// <summary>
/// Sizes and cardinalities from exports of information_schema.tables and information_schema.statistics, from SHOW TABLE STATUS, or from
/// the JSON of vt dbinfo or ps-discovery: one file, or a folder of exports.
/// </summary>
internal sealed class TableStatistics
{
    private const string Expected = "expected an export of information_schema.tables (TABLE_NAME, TABLE_ROWS, DATA_LENGTH, …), of information_schema.statistics (TABLE_NAME, COLUMN_NAME, SEQ_IN_INDEX, CARDINALITY, …), SHOW TABLE STATUS or SHOW INDEX";

    private readonly SkippedList skipped = new();
    private readonly Dictionary<(string Schema, string Table), (long? Rows, long? Bytes)> sizes = [];
    private readonly Dictionary<(string Schema, string Table, string Column), long> distinct = [];

    public TableStatistics(IEnumerable<TableSize> known)
    {
        foreach (TableSize size in known)
            sizes[(size.Database, size.Table)] = (size.Rows, size.Bytes);
    }

    public static TableStatistics Read(string path)
    {
        var statistics = new TableStatistics([]);
        string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.tsv").Order(StringComparer.Ordinal)] : [path];
        int used = files.Count(statistics.ReadFile);
        if (used == 0)
            throw new PocShardingException(FailureKind.Unusable, $"holds no statistics; {Expected}", path);
        return statistics;
    }

    /// <summary>The schema with these figures in place of weaker ones.</summary>
    public DatabaseSchema Apply(DatabaseSchema schema)
    {
        string database = sizes.Keys.Any(k => k.Schema == schema.Name) || distinct.Keys.Any(k => k.Schema == schema.Name) ? schema.Name : OnlySchema();
        return schema with { Tables = [.. schema.Tables.Select(t => Apply(t, database))], Skipped = [.. schema.Skipped, .. skipped.Items] };
    }

    private TableSchema Apply(TableSchema table, string database)
    {
        if (sizes.TryGetValue((database, table.Name), out var size))
            table = table with { Bytes = size.Bytes ?? table.Bytes, Rows = size.Rows ?? table.Rows, RowsSource = size.Rows is null ? table.RowsSource : FigureSource.Statistics };
        if (!table.Columns.Any(c => distinct.ContainsKey((database, table.Name, c.Name.ToUpperInvariant()))))
            return table;
        return table with { Columns = [.. table.Columns.Select(c => distinct.TryGetValue((database, table.Name, c.Name.ToUpperInvariant()), out long n) ? c with { DistinctValues = n } : c)] };
    }

    /// <summary>A dump may be named otherwise than the server's database; figures of one database only are then meant for it.</summary>
    private string OnlySchema()
    {
        string[] names = [.. sizes.Keys.Select(k => k.Schema).Concat(distinct.Keys.Select(k => k.Schema)).Distinct()];
        return names.Length == 1 ? names[0] : "";
    }

    private bool ReadFile(string file)
    {
        TextTable table;
        if (IsJson(file))
        {
            foreach (TableSize size in JsonCatalog.Read(file, File.ReadAllBytes(file)).Sizes)
                sizes[(size.Database, size.Table)] = (size.Rows, size.Bytes);
            return true;
        }
        try
        {
            table = TextTable.Read(File.ReadLines(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PocShardingException(FailureKind.Unusable, $"cannot be read ({e.Message}); {Expected}", file);
        }
        if (table.Has("CARDINALITY") && table.Has("COLUMN_NAME") && table.Has("SEQ_IN_INDEX"))
            Each(table, file, AddIndex);
        else if ((table.Has("TABLE_ROWS") && table.Has("TABLE_NAME")) || (table.Has("Rows") && table.Has("Name")))
            Each(table, file, AddTable);
        else
            return false;
        return true;
    }

    private static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(file);

    private void Each(TextTable table, string file, Func<TextTable, string?[], bool> add)
    {
        foreach ((long line, string?[] row) in table.Rows)
            if (!add(table, row))
                skipped.Add(file, line, "a row of statistics whose figures are not numbers");
    }

    private bool AddTable(TextTable table, string?[] row)
    {
        string? name = table.Cell(row, "TABLE_NAME") ?? table.Cell(row, "Name");
        if (name is null || !Number(table.Cell(row, "TABLE_ROWS") ?? table.Cell(row, "Rows"), out long? rows) || !Number(table.Cell(row, "DATA_LENGTH"), out long? data) || !Number(table.Cell(row, "INDEX_LENGTH"), out long? index))
            return false;
        sizes[(table.Cell(row, "TABLE_SCHEMA") ?? "", name)] = (rows, data is null && index is null ? null : (data ?? 0) + (index ?? 0));
        return true;
    }

    /// <summary>The cardinality of an index's first column is the column's number of distinct values.</summary>
    private bool AddIndex(TextTable table, string?[] row)
    {
        if ((table.Cell(row, "TABLE_NAME") ?? table.Cell(row, "Table")) is not { } name || !Number(table.Cell(row, "CARDINALITY"), out long? cardinality))
            return false;
        if (cardinality is null || table.Cell(row, "SEQ_IN_INDEX") != "1" || table.Cell(row, "COLUMN_NAME") is not { } column)
            return true;
        var key = (table.Cell(row, "TABLE_SCHEMA") ?? "", name, column.ToUpperInvariant());
        distinct[key] = Math.Max(cardinality.Value, distinct.GetValueOrDefault(key));
        return true;
    }

    private static bool Number(string? text, out long? value)
    {
        value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long n) ? n : null;
        return text is null || value is not null;
    }
}
