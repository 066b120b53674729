namespace PocSharding;

/// <summary>The tables of one MySQL database: <c>CREATE TABLE</c> statements and, where given, sizes.</summary>
public sealed partial record DatabaseSchema
{
    /// <summary>
    /// Reads definitions: a mysqldump (plain, .gz or .zst; with or without data), what SHOW CREATE TABLE printed, a mydumper folder, a
    /// folder of migrations, which are applied in order, or the JSON of ps-discovery. Statements that cannot be read are in <see cref="Skipped"/>.
    /// </summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="statistics">An export of information_schema.tables or .statistics (tab-separated), SHOW TABLE STATUS, the JSON of vt dbinfo or ps-discovery, or a folder of exports.</param>
    /// <param name="database">Which database, where the input holds several; the one with most tables if null.</param>
    /// <exception cref="PocShardingException">The path cannot be read, or holds no CREATE TABLE.</exception>
    public static DatabaseSchema Load(string path, string? statistics = null, string? database = null)
    {
        DatabaseSchema schema = Catalog.SchemaReader.Read(path, database);
        return statistics is null ? schema : Catalog.TableStatistics.Read(statistics).Apply(schema);
    }

    /// <summary>The database's name, from the dump's <c>-- Host: … Database: name</c> comment or USE; <c>"app"</c> when the input names none.</summary>
    public required string Name { get; init; }

    /// <summary>Tables in the order of the input.</summary>
    public required IReadOnlyList<TableSchema> Tables { get; init; }

    /// <summary>Names of the views of the input; views are not sharded, their queries are.</summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Triggers, procedures, functions and events of the input: kind and name.</summary>
    public IReadOnlyList<string> Routines { get; init; } = [];

    /// <summary>What could not be read: file, line, reason.</summary>
    public IReadOnlyList<Skipped> Skipped { get; init; } = [];
}

/// <summary>One table: columns, keys, and how large it is.</summary>
public sealed record TableSchema
{
    /// <summary>The table's name, case kept.</summary>
    public required string Name { get; init; }

    /// <summary>Columns in table order.</summary>
    public required IReadOnlyList<ColumnSchema> Columns { get; init; }

    /// <summary>Primary, unique and other keys in the order of the DDL.</summary>
    public IReadOnlyList<KeySchema> Keys { get; init; } = [];

    /// <summary>Foreign keys of which this table is the child.</summary>
    public IReadOnlyList<ForeignKeySchema> ForeignKeys { get; init; } = [];

    /// <summary>Rows, from <see cref="RowsSource"/>; null when no source says.</summary>
    public long? Rows { get; init; }

    /// <summary>Data and index bytes, from the statistics; null when no source says.</summary>
    public long? Bytes { get; init; }

    /// <summary>Where <see cref="Rows"/> comes from.</summary>
    public FigureSource RowsSource { get; init; }

    /// <summary>The CREATE TABLE statement as it stood in the input.</summary>
    public string Ddl { get; init; } = "";
}

/// <summary>One column.</summary>
public sealed record ColumnSchema
{
    /// <summary>The column's name, case kept; names compare without case.</summary>
    public required string Name { get; init; }

    /// <summary>The type as MySQL writes it: <c>int unsigned</c>, <c>varchar(32)</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The type in Vitess's words: <c>INT64</c>, <c>VARCHAR</c>, <c>DECIMAL</c> (query.Type).</summary>
    public required string VitessType { get; init; }

    /// <summary>Collation of a text column, resolved as MySQL does: column, else table, else database.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether the column takes NULL.</summary>
    public bool Nullable { get; init; } = true;

    /// <summary>AUTO_INCREMENT.</summary>
    public bool AutoIncrement { get; init; }

    /// <summary>GENERATED ALWAYS AS.</summary>
    public bool Generated { get; init; }

    /// <summary>INVISIBLE: not in <c>*</c>.</summary>
    public bool Invisible { get; init; }

    /// <summary>Whether an INSERT may leave the column out (a default, NULL, AUTO_INCREMENT).</summary>
    public bool HasDefault { get; init; }

    /// <summary>Distinct values (cardinality of an index that starts with it), from the statistics; null when unknown.</summary>
    public long? DistinctValues { get; init; }
}

/// <summary>A primary, unique or plain key over columns (key parts that are expressions are left out of <see cref="Columns"/>).</summary>
public sealed record KeySchema(string Name, bool Primary, bool Unique, IReadOnlyList<string> Columns);

/// <summary>A foreign key.</summary>
public sealed record ForeignKeySchema(string Name, IReadOnlyList<string> Columns, string ParentTable, IReadOnlyList<string> ParentColumns, string OnDelete, string OnUpdate);

/// <summary>Where a figure comes from.</summary>
public enum FigureSource
{
    /// <summary>No source gave it.</summary>
    Unknown,

    /// <summary>A statistics file (information_schema.tables).</summary>
    Statistics,

    /// <summary>The dump's <c>AUTO_INCREMENT=</c> value: an upper bound.</summary>
    AutoIncrement,
}
