namespace PocSharding.Design.Load;

/// <summary>The schema's tables by number; views are none.</summary>
internal sealed class TableIndex
{
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnSchema>[] columns;

    public TableIndex(DatabaseSchema schema)
    {
        Tables = schema.Tables;
        for (int i = 0; i < Tables.Count; i++)
            byName.TryAdd(Tables[i].Name, i);
        columns = [.. Tables.Select(t => t.Columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase))];
    }

    public IReadOnlyList<TableSchema> Tables { get; }

    public TableSchema this[int table] => Tables[table];

    public int? Find(string name) => byName.TryGetValue(name, out int table) ? table : null;

    public ColumnSchema? Column(int table, string name) => columns[table].GetValueOrDefault(name);
}
