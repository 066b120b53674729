using System.Text;
using PocSharding.Sql;

namespace PocSharding.Catalog;

/// <summary>From files of statements to one database.</summary>
internal sealed class SchemaReader
{
    private const string DefaultName = "app";

    private readonly SkippedList skipped = new();
    private readonly SchemaBuilder builder = new();
    private readonly List<TableSize> sizes = [];
    private ServerFlavor? server;

    public static DatabaseSchema Read(string path, string? database)
    {
        var reader = new SchemaReader();
        foreach (SchemaFile file in SchemaFiles.Of(path))
            reader.ReadFile(file);
        return reader.Build(path, database);
    }

    // ---- statements ----

    private void ReadFile(SchemaFile file)
    {
        ReadOnlyMemory<byte> text = SchemaText.Read(file.Path);
        if (JsonCatalog.IsJson(text.Span))
            text = ReadJson(file.Path, text);
        DumpHeader header = DumpHeader.Read(text.Span);
        server ??= header.Server;
        if ((file.Database ?? header.Database) is { } database)
            builder.Use(database);
        foreach (ScriptStatement statement in StatementSplitter.Split(text))
            ReadStatement(file.Path, statement);
    }

    private byte[] ReadJson(string path, ReadOnlyMemory<byte> text)
    {
        var catalog = JsonCatalog.Read(path, text);
        sizes.AddRange(catalog.Sizes);
        return Encoding.UTF8.GetBytes(catalog.Script);
    }

    private void ReadStatement(string file, ScriptStatement statement)
    {
        switch (Verb(statement.Text.Span))
        {
            case StatementVerb.Defines:
                Apply(file, statement);
                break;
            case StatementVerb.Unknown:
                skipped.Add(file, statement.Line, "not a statement of MySQL");
                break;
        }
    }

    private void Apply(string file, ScriptStatement statement)
    {
        ParseResult parsed = SqlParser.Parse(statement.Text);
        if (parsed.Error is { } error)
            skipped.Add(file, statement.Line + error.Line - 1, $"{Words(statement.Text.Span)}: expected {error.Expected}, found {error.Found}");
        else if (parsed.Statement is { } read && builder.Apply(read, Encoding.UTF8.GetString(statement.Text.Span)) is { } problem)
            skipped.Add(file, statement.Line, problem);
    }

    private enum StatementVerb { Defines, PassedOver, Unknown }

    private static StatementVerb Verb(ReadOnlySpan<byte> text) => new WordReader(text).Next() switch
    {
        "CREATE" or "ALTER" or "DROP" or "RENAME" or "USE" => StatementVerb.Defines,
        "" or "SET" or "LOCK" or "UNLOCK" or "INSERT" or "REPLACE" or "UPDATE" or "DELETE" or "SELECT" or "START" or "BEGIN" or "COMMIT" or "ROLLBACK" or "GRANT" or "REVOKE" or "FLUSH" or "CALL"
            or "ANALYZE" or "CHANGE" or "WITH" or "TRUNCATE" or "SHOW" or "DO" or "PREPARE" or "EXECUTE" or "DEALLOCATE" or "LOAD" or "OPTIMIZE" or "REPAIR" or "CHECK" or "INSTALL" or "UNINSTALL"
            or "XA" or "SAVEPOINT" or "RELEASE" or "DELIMITER" or "RESET" or "PURGE" or "KILL" or "DESCRIBE" or "DESC" or "EXPLAIN" or "VALUES" or "TABLE" or "HANDLER" or "STOP" or "BINLOG"
            or "SOURCE" or "IMPORT" or "END" => StatementVerb.PassedOver,
        _ => StatementVerb.Unknown,
    };

    /// <summary>The first words of a statement, to name it by: no value stands among them.</summary>
    private static string Words(ReadOnlySpan<byte> text)
    {
        var words = new WordReader(text);
        return $"{words.Next()} {words.Next()} {words.Next()}".TrimEnd();
    }

    // ---- the database ----

    private DatabaseSchema Build(string path, string? database)
    {
        SchemaDraft draft = Choose(path, database);
        var collations = new Collations(server ?? ServerFlavor.Unknown);
        var resolver = new TableResolver(collations, collations.Of(draft.CharacterSet, draft.Collation, false) ?? collations.ServerDefault);
        var schema = new DatabaseSchema
        {
            Name = draft.Name.Length == 0 ? DefaultName : draft.Name,
            Tables = [.. draft.Tables.Select(resolver.Resolve)],
            Views = draft.Views,
            Routines = draft.Routines,
            Skipped = skipped.Items,
        };
        return sizes.Count == 0 ? schema : new TableStatistics(sizes).Apply(schema);
    }

    /// <summary>The database that was asked for, else the one with most tables; the others are listed as skipped.</summary>
    private SchemaDraft Choose(string path, string? database)
    {
        SchemaDraft[] filled = [.. builder.Schemas.Where(s => s.Tables.Count > 0)];
        if (filled.Length == 0)
            throw new PocShardingException(FailureKind.Unusable, Nothing(), path);
        string names = string.Join(", ", filled.Select(s => s.Name));
        if (database is not null)
            return Array.Find(filled, s => s.Name == database) ?? throw new PocShardingException(FailureKind.Usage, $"there is no database {database} with tables; there is {names}", path);
        SchemaDraft chosen = filled.MaxBy(s => s.Tables.Count)!;
        foreach (SchemaDraft other in filled.Where(s => s != chosen))
            skipped.Add(path, 1, $"database {other.Name} ({other.Tables.Count} tables): one database is read at a time, {chosen.Name} has the most tables");
        return chosen;
    }

    private string Nothing()
    {
        if (sizes.Count > 0)
            return "names tables but not their columns: give it as statistics, beside a dump";
        string first = skipped.Items is [{ } item, ..] ? $"; line {item.Line}: {item.Reason}" : "";
        return $"holds no CREATE TABLE that could be read{first}; expected {SchemaText.Expected}";
    }
}
