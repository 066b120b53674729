using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.LeafSql;

/// <summary>A table that names can see: how it is called, and its columns; null where they are not all known.</summary>
internal sealed record VisibleTable(string Name, IReadOnlySet<string>? Columns)
{
    public static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static VisibleTable Of(string name, IEnumerable<string>? columns) => new(name, columns is null ? null : new HashSet<string>(columns, Names));
}

/// <summary>
/// What a name in a clause can see: the tables of its FROM, select aliases where the clause sees them, and all that the query around sees.
/// MySQL 8.0 manual: Identifier Qualifiers; Problems with Column Aliases; Correlated Subqueries.
/// </summary>
internal sealed class NameScope(NameScope? outer, IReadOnlyList<VisibleTable> tables, IReadOnlySet<string> aliases)
{
    private static readonly HashSet<string> None = [];

    /// <summary>Columns that every InnoDB table may have.</summary>
    private static readonly HashSet<string> Hidden = new(VisibleTable.Names) { "_rowid", "my_row_id" };

    public static NameScope Over(NameScope? outer, IReadOnlyList<VisibleTable> tables) => new(outer, tables, None);

    public IReadOnlyList<VisibleTable> Tables => tables;

    public NameScope WithAliases(IEnumerable<string> names) => new(outer, tables, new HashSet<string>(names, VisibleTable.Names));

    /// <summary>Null when the column is there, or may be.</summary>
    public NotFound? Find(ColumnName column) => Hidden.Contains(column.Name.Text) ? null : column.Qualifier.IsEmpty ? Unqualified(column) : Qualified(column);

    private NotFound? Qualified(ColumnName column)
    {
        NotFound? why = null;
        for (NameScope? scope = this; scope is not null; scope = scope.Outer)
            foreach (VisibleTable table in scope.Tables)
            {
                if (!VisibleTable.Names.Equals(table.Name, column.Qualifier.Name))
                    continue;
                if (table.Columns?.Contains(column.Name.Text) ?? true)
                    return null;
                why ??= new NoSuchColumn(table.Name);
            }
        return why ?? new TableOutOfScope(column.Qualifier.Name, Seen());
    }

    private NotFound? Unqualified(ColumnName column)
    {
        string name = column.Name.Text;
        for (NameScope? scope = this; scope is not null; scope = scope.Outer)
            if (scope.Aliases.Contains(name) || scope.Tables.Any(t => t.Columns?.Contains(name) ?? true))
                return null;
        return new InNoTable(Seen());
    }

    private NameScope? Outer => outer;

    private IReadOnlySet<string> Aliases => aliases;

    private List<string> Seen()
    {
        var names = new List<string>();
        for (NameScope? scope = this; scope is not null; scope = scope.Outer)
            names.AddRange(scope.Tables.Select(t => t.Name));
        return names;
    }
}
