using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>
/// What vtgate's schema tracking adds to a VSchema: columns, primary, unique and foreign keys. They come from a dump, or from tab-separated lines as
/// Vitess's answers were made with. Vitess: vtgate/vschema_manager.go.
/// </summary>
internal static class SchemaFacts
{
    /// <summary>A table of a line is <c>table</c> (of every keyspace) or <c>keyspace.table</c>, columns are separated by commas.</summary>
    /// <exception cref="PocShardingException">A line has too few cells, or a foreign key other columns on its two sides.</exception>
    public static void Apply(VSchemaModel model, string? primaryKeys, string? uniqueKeys, string? foreignKeys)
    {
        foreach (string[] cells in Rows(primaryKeys, "primary keys", 2))
            foreach (VTable table in Tables(model, cells[0]))
                table.PrimaryKey = Columns(cells[1]);
        foreach (string[] cells in Rows(uniqueKeys, "unique keys", 2))
            foreach (VTable table in Tables(model, cells[0]))
                table.UniqueKeys.Add(Columns(cells[1]));
        foreach (string[] cells in Rows(foreignKeys, "foreign keys", 6))
            AddForeignKey(model, cells[0], Columns(cells[1]), cells[2], Columns(cells[3]), cells[4], cells[5]);
        FindCycles(model);
    }

    /// <summary>The tables that the VSchema lists get the dump's keys, and its columns where the VSchema does not list all of them. Returns how many did.</summary>
    public static int Apply(VSchemaModel model, DatabaseSchema schema)
    {
        int known = 0;
        foreach (TableSchema table in schema.Tables)
            foreach (VTable tracked in Tables(model, table.Name))
            {
                Track(tracked, table);
                known++;
            }
        foreach (TableSchema child in schema.Tables)
            foreach (ForeignKeySchema key in child.ForeignKeys)
                AddForeignKey(model, child.Name, key.Columns, key.ParentTable, key.ParentColumns, key.OnDelete, key.OnUpdate);
        FindCycles(model);
        return known;
    }

    private static void Track(VTable tracked, TableSchema table)
    {
        tracked.PrimaryKey = table.Keys.FirstOrDefault(k => k.Primary)?.Columns ?? [];
        tracked.UniqueKeys.AddRange(table.Keys.Where(k => k.Unique && !k.Primary && k.Columns.Count > 0).Select(k => k.Columns));
        if (tracked.ColumnListAuthoritative)
            return;
        tracked.Columns.Clear();
        tracked.Columns.AddRange(table.Columns.Select(c => new VColumn(c.Name, c.VitessType) { Collation = c.Collation, Invisible = c.Invisible, Nullable = c.Nullable }));
        tracked.ColumnListAuthoritative = true;
    }

    private static void AddForeignKey(VSchemaModel model, string childName, IReadOnlyList<string> childColumns, string parentName, IReadOnlyList<string> parentColumns, string onDelete, string onUpdate)
    {
        foreach (VTable child in Tables(model, childName))
            foreach (VTable parent in Tables(model, parentName))
            {
                if (!ReferenceEquals(child.Keyspace, parent.Keyspace) && !(childName.Contains('.') && parentName.Contains('.')))
                    continue;
                var key = new VForeignKey(child, childColumns, parent, parentColumns, Action(onDelete), Action(onUpdate));
                child.ParentForeignKeys.Add(key);
                parent.ChildForeignKeys.Add(key);
            }
    }

    private static void FindCycles(VSchemaModel model)
    {
        foreach (Keyspace keyspace in model.Keyspaces.Values)
            keyspace.ForeignKeyCycle = Dml.ForeignKeys.ForeignKeyCycles.Find(keyspace);
    }

    private static IEnumerable<string[]> Rows(string? text, string what, int cells)
    {
        int line = 0;
        foreach (string row in (text ?? "").Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(row))
                continue;
            string[] found = row.TrimEnd('\r').Split('\t');
            if (found.Length < cells || found[0].Length == 0)
                throw new PocShardingException(FailureKind.Unusable, $"expected {cells} cells with tabs between them, found {found.Length}", $"{what}, line {line}");
            if (cells == 6 && Columns(found[1]).Length != Columns(found[3]).Length)
                throw new PocShardingException(FailureKind.Unusable, "a foreign key has as many columns as it refers to", $"{what}, line {line}");
            yield return found;
        }
    }

    /// <summary>A name with a keyspace before it is one table, a plain name the table of that name in each keyspace.</summary>
    private static IEnumerable<VTable> Tables(VSchemaModel model, string name)
    {
        foreach (Keyspace keyspace in model.Keyspaces.Values)
        {
            bool qualified = name.Length > keyspace.Name.Length && name[keyspace.Name.Length] == '.' && name.StartsWith(keyspace.Name, StringComparison.Ordinal);
            if (keyspace.Tables.TryGetValue(name, out VTable? table) || (qualified && keyspace.Tables.TryGetValue(name[(keyspace.Name.Length + 1)..], out table)))
                yield return table;
        }
    }

    private static string[] Columns(string cell) => cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static ReferenceAction Action(string word) => word.Trim().ToUpperInvariant() switch
    {
        "CASCADE" => ReferenceAction.Cascade,
        "SET NULL" => ReferenceAction.SetNull,
        "SET DEFAULT" => ReferenceAction.SetDefault,
        "RESTRICT" => ReferenceAction.Restrict,
        "NO ACTION" => ReferenceAction.NoAction,
        _ => ReferenceAction.None,
    };
}
