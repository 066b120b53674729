using PocSharding.Sql.Ast;

namespace PocSharding.Vitess;

/// <summary>The changed keyspace, or why it stays as it was.</summary>
internal readonly record struct Altered(KeyspaceDocument? Keyspace, string? Error);

/// <summary>ALTER VSCHEMA applied to a keyspace's document; the document given is not changed. Vitess: topotools/vschema_ddl.go.</summary>
internal static class VSchemaAlteration
{
    /// <summary>What does not build afterwards is refused (<c>build: …</c>).</summary>
    public static Altered Apply(string name, KeyspaceDocument keyspace, AlterVSchema statement)
    {
        KeyspaceDocument changed = keyspace.Copy();
        string? error = Change(name, changed, statement);
        if (error is null && KeyspaceBuilder.Build(name, changed).Error is { } build)
            error = "build: " + build;
        return error is null ? new Altered(changed, null) : new Altered(null, error);
    }

    private static string? Change(string name, KeyspaceDocument keyspace, AlterVSchema statement) => statement.Verb switch
    {
        VSchemaVerb.CreateVindex => VindexAlteration.Create(name, keyspace, statement),
        VSchemaVerb.DropVindex => VindexAlteration.Drop(name, keyspace, statement.Table.Name),
        VSchemaVerb.AddColumnVindex => VindexAlteration.AddToTable(name, keyspace, statement),
        VSchemaVerb.DropColumnVindex => VindexAlteration.DropFromTable(name, keyspace, statement),
        VSchemaVerb.AddTable => AddTable(name, keyspace, statement.Table.Name),
        VSchemaVerb.DropTable => keyspace.Tables.Remove(statement.Table.Name) ? null : Lacks(name, "table", statement),
        VSchemaVerb.AddSequence => AddSequence(name, keyspace, statement.Table.Name),
        VSchemaVerb.DropSequence => DropSequence(name, keyspace, statement),
        VSchemaVerb.AddAutoIncrement => AddAutoIncrement(name, keyspace, statement),
        _ => DropAutoIncrement(name, keyspace, statement),
    };

    private static string Lacks(string name, string what, AlterVSchema statement) => $"vschema does not contain {what} {statement.Table.Name} in keyspace {name}";

    private static string? AddTable(string name, KeyspaceDocument keyspace, string table) =>
        keyspace.Sharded ? $"add vschema table: unsupported on sharded keyspace {name}"
        : keyspace.Tables.TryAdd(table, new TableDocument()) ? null : $"vschema already contains table {table} in keyspace {name}";

    private static string? AddSequence(string name, KeyspaceDocument keyspace, string table) =>
        keyspace.Sharded ? $"add sequence table: unsupported on sharded keyspace {name}"
        : keyspace.Tables.TryAdd(table, new TableDocument { Type = "sequence" }) ? null : $"vschema already contains sequence {table} in keyspace {name}";

    private static string? DropSequence(string name, KeyspaceDocument keyspace, AlterVSchema statement) =>
        keyspace.Sharded ? $"drop sequence table: unsupported on sharded keyspace {name}"
        : keyspace.Tables.Remove(statement.Table.Name) ? null : Lacks(name, "sequence", statement);

    private static string? AddAutoIncrement(string name, KeyspaceDocument keyspace, AlterVSchema statement)
    {
        if (!keyspace.Tables.TryGetValue(statement.Table.Name, out TableDocument? table))
            return Lacks(name, "table", statement);
        if (table.AutoIncrement is { } known)
            return $"vschema already contains auto inc {Describe(known)} on table {statement.Table.Name} in keyspace {name}";
        table.AutoIncrement = new AutoIncrementDocument { Column = statement.Columns[0].Text, Sequence = Sql.SqlPrinter.Print(statement.Sequence) };
        return null;
    }

    private static string? DropAutoIncrement(string name, KeyspaceDocument keyspace, AlterVSchema statement)
    {
        if (!keyspace.Tables.TryGetValue(statement.Table.Name, out TableDocument? table))
            return Lacks(name, "table", statement);
        if (table.AutoIncrement is null)
            return $"vschema does not contain auto increment <nil> on table {statement.Table.Name} in keyspace {name}";
        table.AutoIncrement = null;
        return null;
    }

    /// <summary>As Go prints the message.</summary>
    private static string Describe(AutoIncrementDocument auto) => $"column:{GoText.Quote(auto.Column)} sequence:{GoText.Quote(auto.Sequence)}";
}
