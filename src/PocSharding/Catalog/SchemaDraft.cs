namespace PocSharding.Catalog;

/// <summary>One database while statements are applied.</summary>
internal sealed class SchemaDraft(string name)
{
    public string Name { get; } = name;

    public List<TableDraft> Tables { get; } = [];

    public List<string> Views { get; } = [];

    /// <summary>Triggers, procedures, functions and events: kind and name.</summary>
    public List<string> Routines { get; } = [];

    public string? CharacterSet { get; set; }

    public string? Collation { get; set; }

    public TableDraft? Find(string table) => Tables.Find(t => t.Name == table) ?? Tables.Find(t => t.Name.Equals(table, StringComparison.OrdinalIgnoreCase));
}
