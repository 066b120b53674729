using PocSharding.Sql.Ast;

namespace PocSharding.Catalog;

/// <summary>Applies the statements of dumps and migrations, in order, to the databases that they build.</summary>
internal sealed class SchemaBuilder
{
    private readonly List<SchemaDraft> schemas = [];
    private SchemaDraft current;

    public SchemaBuilder(string? database = null) => current = Schema(database ?? "");

    public IReadOnlyList<SchemaDraft> Schemas => schemas;

    /// <summary>CREATE TABLE statements that were applied.</summary>
    public int TablesCreated { get; private set; }

    /// <summary>The database that unqualified names mean from here on.</summary>
    public void Use(string database) => current = Schema(database);

    /// <summary>Applies one statement; null, or why it could not be applied. Statements that define nothing are passed over.</summary>
    public string? Apply(Statement statement, string text) => statement switch
    {
        UseStatement use => Done(() => Use(use.Database)),
        CreateDatabase create => Done(() => SetDefaults(Schema(create.Name), create.Options)),
        DropDatabase drop => Done(() => schemas.RemoveAll(s => s != current && s.Name == drop.Name)),
        CreateTable { Temporary: true } or DropTable { Temporary: true } => null,
        CreateTable create => Create(create, text),
        AlterTable alter => Alter(alter),
        DropTable drop => Done(() => Drop(drop)),
        RenameTable rename => Rename(rename),
        CreateIndex create => OnTable(create.Table, t => t.Apply(new AddIndex(create.Index))),
        DropIndex drop => OnTable(drop.Table, t => t.DropIndex(drop.Name)),
        CreateView create => Done(() => AddView(create.View)),
        CreateRoutine routine => Done(() => Schema(routine.Name).Routines.Add($"{routine.Kind} {routine.Name.Name}")),
        _ => null,
    };

    private static string? Done(Action action)
    {
        action();
        return null;
    }

    private SchemaDraft Schema(TableName name) => name.Qualifier.Length == 0 ? current : Schema(name.Qualifier);

    private SchemaDraft Schema(string name)
    {
        if (schemas.Find(s => s.Name == name) is { } known)
            return known;
        var schema = new SchemaDraft(name);
        schemas.Add(schema);
        return schema;
    }

    private static void SetDefaults(SchemaDraft schema, NodeList<TableOption> options)
    {
        foreach (TableOption option in options)
            if (option.Name.Contains("collate", StringComparison.OrdinalIgnoreCase))
                schema.Collation = option.Value;
            else if (option.Name.Contains("char", StringComparison.OrdinalIgnoreCase))
                schema.CharacterSet = option.Value;
    }

    private string? Create(CreateTable create, string text)
    {
        SchemaDraft schema = Schema(create.Table);
        TableDraft? old = schema.Find(create.Table.Name);
        if (old is not null && create.IfNotExists)
            return null;
        if (create.Columns.Count == 0 && create.Like is null)
            return $"CREATE TABLE {create.Table} has no columns of its own: they come from a SELECT";
        TableDraft? like = create.Like is null ? null : Schema(create.Like).Find(create.Like.Name);
        if (create.Like is not null && like is null)
            return $"there is no table {create.Like}";
        if (old is not null)
            schema.Tables.Remove(old);
        schema.Tables.Add(like?.CopyAs(create.Table.Name) ?? TableDraft.Of(create, text));
        TablesCreated++;
        return old is null ? null : $"table {create.Table} was created before; the later definition is used";
    }

    private string? Alter(AlterTable alter) => OnTable(alter.Table, table =>
    {
        table.SetOptions(alter.Options);
        string? problem = null;
        foreach (AlterAction action in alter.Actions)
            problem = table.Apply(action) ?? problem;
        return problem;
    });

    private string? OnTable(TableName name, Func<TableDraft, string?> apply) =>
        Schema(name).Find(name.Name) is { } table ? apply(table) : $"there is no table {name}";

    private void Drop(DropTable drop)
    {
        foreach (TableName name in drop.Tables)
            if (Schema(name).Find(name.Name) is { } table)
                Schema(name).Tables.Remove(table);
    }

    private string? Rename(RenameTable rename)
    {
        string? problem = null;
        foreach (TableRename item in rename.Renames)
            problem = Rename(item) ?? problem;
        return problem;
    }

    private string? Rename(TableRename rename)
    {
        if (Schema(rename.From).Find(rename.From.Name) is not { } table)
            return $"there is no table {rename.From}";
        Schema(rename.From).Tables.Remove(table);
        table.Name = rename.To.Name;
        table.Ddl = "";
        Schema(rename.To).Tables.Add(table);
        return null;
    }

    private void AddView(TableName view)
    {
        SchemaDraft schema = Schema(view);
        schema.Tables.RemoveAll(t => t.Name == view.Name); // mysqldump before 8.0 stands a table in for a view until the view comes
        if (!schema.Views.Contains(view.Name))
            schema.Views.Add(view.Name);
    }
}
