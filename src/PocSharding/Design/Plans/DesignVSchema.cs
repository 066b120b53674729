using PocSharding.Vitess;

namespace PocSharding.Design.Plans;

/// <summary>Writes a VSchema from the roles of some tables: one vindex per type, sequences and sources in the unsharded keyspace.</summary>
internal sealed class DesignVSchema(DatabaseSchema schema, KeyspaceNames names)
{
    private readonly HashSet<string> tableNames = schema.Tables.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);

    public VSchemaDocument Write(IEnumerable<(TableSchema Table, TableRole Role)> roles)
    {
        var sharded = new KeyspaceDocument { Sharded = true };
        var unsharded = new KeyspaceDocument();
        foreach ((TableSchema table, TableRole role) in roles)
            Add(table, role, sharded, unsharded);
        var document = new VSchemaDocument();
        document.Keyspaces.Add(names.Sharded, sharded);
        document.Keyspaces.Add(names.Unsharded, unsharded);
        return document;
    }

    /// <summary>The VSchema as vtgate holds it, primary keys from schema tracking among it.</summary>
    public VSchemaModel Build(IReadOnlyList<(TableSchema Table, TableRole Role)> roles)
    {
        VSchemaModel model = VSchemaBuilder.Build(Write(roles));
        foreach ((TableSchema table, _) in roles)
            foreach (Keyspace keyspace in model.Keyspaces.Values)
                if (keyspace.Tables.TryGetValue(table.Name, out VTable? built))
                    built.PrimaryKey = table.Keys.FirstOrDefault(k => k.Primary)?.Columns ?? [];
        return model;
    }

    /// <summary>The sequence of a table: <c>table_seq</c>, numbered where the schema has a table of that name.</summary>
    public string SequenceOf(TableSchema table)
    {
        string name = table.Name + "_seq";
        for (int i = 1; tableNames.Contains(name); i++)
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{table.Name}_seq_{i}");
        return name;
    }

    private void Add(TableSchema table, TableRole role, KeyspaceDocument sharded, KeyspaceDocument unsharded)
    {
        TableDocument document = Columns(table);
        switch (role)
        {
            case TableRole.Unsharded:
                unsharded.Tables[table.Name] = document;
                break;
            case TableRole.Reference:
                unsharded.Tables[table.Name] = document;
                TableDocument copy = Columns(table);
                copy.Type = "reference";
                copy.Source = $"{names.Unsharded}.{table.Name}";
                sharded.Tables[table.Name] = copy;
                break;
            case TableRole.ShardedBy key:
                sharded.Vindexes[key.Vindex] = new() { Type = key.Vindex };
                document.ColumnVindexes.Add(new() { Column = key.Column, Name = key.Vindex });
                sharded.Tables[table.Name] = document;
                AddSequence(table, document, unsharded);
                break;
        }
    }

    private void AddSequence(TableSchema table, TableDocument document, KeyspaceDocument unsharded)
    {
        if (table.Columns.FirstOrDefault(c => c.AutoIncrement) is not { } column)
            return;
        string sequence = SequenceOf(table);
        document.AutoIncrement = new() { Column = column.Name, Sequence = $"{names.Unsharded}.{sequence}" };
        unsharded.Tables[sequence] = new() { Type = "sequence" };
    }

    private static TableDocument Columns(TableSchema table)
    {
        var document = new TableDocument { ColumnListAuthoritative = true };
        foreach (ColumnSchema column in table.Columns)
            document.Columns.Add(new() { Name = column.Name, TypeName = column.VitessType, CollationName = column.Collation ?? "", Invisible = column.Invisible });
        return document;
    }
}
