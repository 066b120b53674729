using System.CommandLine;
using PocSharding.Planning;
using PocSharding.Vitess;

namespace PocSharding.Cli.Commands;

/// <summary>What vtgate's schema tracking would know beside the VSchema: from a dump, or from the tables that Vitess's answers were made with.</summary>
internal sealed class SchemaOptions
{
    private readonly Option<string?> schema = new("--schema", "-s") { HelpName = "FILE|DIR", Description = "CREATE TABLE statements: columns, primary, unique and foreign keys of the VSchema's tables" };
    private readonly Option<string?> primaryKeys = new("--primary-keys") { HelpName = "FILE", Description = "tab-separated: table, columns" };
    private readonly Option<string?> uniqueKeys = new("--unique-keys") { HelpName = "FILE", Description = "tab-separated: table, columns" };
    private readonly Option<string?> foreignKeys = new("--foreign-keys") { HelpName = "FILE", Description = "tab-separated: child, columns, parent, columns, ON DELETE, ON UPDATE" };
    private readonly Option<string?> foreignKeyMode = new("--foreign-key-mode") { HelpName = "MODE", Description = "managed: vtgate keeps the foreign keys of every keyspace (default: what the VSchema says)" };

    public IReadOnlyList<Option> All => [schema, primaryKeys, uniqueKeys, foreignKeys, foreignKeyMode];

    public void Apply(ParseResult parsed, VSchemaModel model)
    {
        if (parsed.GetValue(foreignKeyMode) is { } mode)
            foreach (Keyspace keyspace in model.Keyspaces.Values)
                keyspace.ForeignKeyMode = Known<ForeignKeyMode>(mode, "--foreign-key-mode");
        if (parsed.GetValue(schema) is { } dump && SchemaFacts.Apply(model, DatabaseSchema.Load(dump)) == 0)
            throw new PocShardingException(FailureKind.Unusable, "none of its tables is in the VSchema", dump);
        SchemaFacts.Apply(model, Read(parsed.GetValue(primaryKeys)), Read(parsed.GetValue(uniqueKeys)), Read(parsed.GetValue(foreignKeys)));
    }

    /// <summary>A value of an enumeration by its name.</summary>
    public static T Known<T>(string text, string option) where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<T>(known)
        : throw new PocShardingException(FailureKind.Usage, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}", option);

    private static string? Read(string? path) => path is null ? null : InputLines.All(path);
}
