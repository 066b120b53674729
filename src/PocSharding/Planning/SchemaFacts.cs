using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>
/// What vtgate's schema tracking knows beside the VSchema: primary, unique and foreign keys, from tab-separated lines as Vitess's answers were made
/// with. A table is <c>table</c> (of every keyspace) or <c>keyspace.table</c>, columns are separated by commas.
/// </summary>
internal static class SchemaFacts
{
    public static void Apply(VSchemaModel model, string? primaryKeys, string? uniqueKeys, string? foreignKeys)
    {
        foreach (string[] cells in Rows(primaryKeys, 2))
            foreach (VTable table in Tables(model, cells[0]))
                table.PrimaryKey = Columns(cells[1]);
        foreach (string[] cells in Rows(uniqueKeys, 2))
            foreach (VTable table in Tables(model, cells[0]))
                table.UniqueKeys.Add(Columns(cells[1]));
        foreach (string[] cells in Rows(foreignKeys, 6))
            AddForeignKey(model, cells);
        foreach (Keyspace keyspace in model.Keyspaces.Values)
            keyspace.ForeignKeyCycle = Dml.ForeignKeys.ForeignKeyCycles.Find(keyspace);
    }

    private static void AddForeignKey(VSchemaModel model, string[] cells)
    {
        foreach (VTable child in Tables(model, cells[0]))
            foreach (VTable parent in Tables(model, cells[2]))
            {
                if (!ReferenceEquals(child.Keyspace, parent.Keyspace) && !(cells[0].Contains('.') && cells[2].Contains('.')))
                    continue;
                var key = new VForeignKey(child, Columns(cells[1]), parent, Columns(cells[3]), Action(cells[4]), Action(cells[5]));
                child.ParentForeignKeys.Add(key);
                parent.ChildForeignKeys.Add(key);
            }
    }

    private static IEnumerable<string[]> Rows(string? text, int cells) =>
        (text ?? "").Split('\n').Select(l => l.TrimEnd('\r').Split('\t')).Where(c => c.Length >= cells && c[0].Length > 0);

    private static IEnumerable<VTable> Tables(VSchemaModel model, string name)
    {
        foreach (Keyspace keyspace in model.Keyspaces.Values)
            foreach (VTable table in keyspace.Tables.Values)
                if (table.Name == name || $"{keyspace.Name}.{table.Name}" == name)
                    yield return table;
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
