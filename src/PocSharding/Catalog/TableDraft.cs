using PocSharding.Sql.Ast;

namespace PocSharding.Catalog;

/// <summary>A table while statements are still applied to it: its definition as written, changed by each ALTER TABLE in turn.</summary>
internal sealed class TableDraft(string name)
{
    public string Name { get; set; } = name;

    public List<ColumnDefinition> Columns { get; private init; } = [];

    public List<IndexDefinition> Indexes { get; private init; } = [];

    public List<ConstraintDefinition> Constraints { get; private init; } = [];

    public Dictionary<string, string> Options { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The CREATE TABLE as it stood in the input; empty once an ALTER TABLE made it stale.</summary>
    public string Ddl { get; set; } = "";

    public static TableDraft Of(CreateTable create, string ddl)
    {
        var table = new TableDraft(create.Table.Name) { Ddl = ddl };
        table.Columns.AddRange(create.Columns);
        table.Indexes.AddRange(create.Indexes);
        table.Constraints.AddRange(create.Constraints);
        table.SetOptions(create.Options);
        return table;
    }

    /// <summary>CREATE TABLE … LIKE: everything but the foreign keys.</summary>
    public TableDraft CopyAs(string other) =>
        new(other) { Columns = [.. Columns], Indexes = [.. Indexes], Constraints = [.. Constraints.Where(c => c.ForeignKey is null)], Options = new(Options, StringComparer.OrdinalIgnoreCase) };

    public void SetOptions(NodeList<TableOption> options)
    {
        foreach (TableOption option in options)
            Options[Key(option.Name)] = option.Value;
    }

    /// <summary>Applies one action; null, or why it cannot be applied.</summary>
    public string? Apply(AlterAction action)
    {
        Ddl = "";
        switch (action)
        {
            case AddColumn add:
                Insert(add.Column, add.First, add.After);
                break;
            case ChangeColumn change:
                return Change(change);
            case RenameColumn rename:
                return Rename(rename.From, rename.To);
            case DropColumn drop:
                return Drop(drop.Name);
            case AddIndex add:
                Indexes.Add(add.Index);
                break;
            case AddConstraint add:
                Constraints.Add(add.Constraint);
                break;
            case DropPart drop:
                return Drop(drop);
            case RenameIndex rename:
                return Replace(Indexes, i => i.Name.Equals(rename.From), i => i with { Name = rename.To }, "index", rename.From);
            case RenameTableAction rename:
                Name = rename.To.Name;
                break;
        }
        return null;
    }

    public string? DropIndex(Ident index) => Indexes.RemoveAll(i => i.Name.Equals(index)) > 0 || DropInlineUnique(index) ? null : $"there is no index {index}";

    private static string Key(string option)
    {
        string name = option.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        name = name.StartsWith("DEFAULT", StringComparison.Ordinal) ? name[7..] : name;
        return name is "CHARACTERSET" ? "CHARSET" : name;
    }

    private void Insert(ColumnDefinition column, bool first, Ident after)
    {
        int at = after.IsEmpty ? -1 : Columns.FindIndex(c => c.Name.Equals(after));
        Columns.Insert(first ? 0 : at < 0 ? Columns.Count : at + 1, column);
    }

    private string? Change(ChangeColumn change)
    {
        Ident from = change.OldName.IsEmpty ? change.Column.Name : change.OldName;
        int at = Columns.FindIndex(c => c.Name.Equals(from));
        if (at < 0)
            return $"there is no column {from}";
        ColumnDefinition old = Columns[at];
        Columns.RemoveAt(at);
        ColumnDefinition column = change.Column with { PrimaryKey = change.Column.PrimaryKey || old.PrimaryKey, Unique = change.Column.Unique || old.Unique };
        if (change.First || !change.After.IsEmpty)
            Insert(column, change.First, change.After);
        else
            Columns.Insert(at, column);
        RenameInKeys(from, change.Column.Name);
        return null;
    }

    private string? Rename(Ident from, Ident to)
    {
        string? problem = Replace(Columns, c => c.Name.Equals(from), c => c with { Name = to }, "column", from);
        if (problem is null)
            RenameInKeys(from, to);
        return problem;
    }

    private void RenameInKeys(Ident from, Ident to)
    {
        for (int n = 0; n < Indexes.Count; n++)
            Indexes[n] = Indexes[n] with { Parts = new([.. Indexes[n].Parts.Select(p => p.Column.Equals(from) ? p with { Column = to } : p)]) };
        for (int n = 0; n < Constraints.Count; n++)
            if (Constraints[n].ForeignKey is { } key)
                Constraints[n] = Constraints[n] with { ForeignKey = key with { Columns = new([.. key.Columns.Select(c => c.Equals(from) ? to : c)]) } };
    }

    /// <summary>MySQL 8.4 manual, ALTER TABLE: a dropped column leaves its indexes too; an index without columns is gone.</summary>
    private string? Drop(Ident column)
    {
        if (Columns.RemoveAll(c => c.Name.Equals(column)) == 0)
            return $"there is no column {column}";
        for (int n = 0; n < Indexes.Count; n++)
            Indexes[n] = Indexes[n] with { Parts = new([.. Indexes[n].Parts.Where(p => p.Expression is not null || !p.Column.Equals(column))]) };
        Indexes.RemoveAll(i => i.Parts.Count == 0);
        return null;
    }

    private string? Drop(DropPart drop)
    {
        bool found = drop.Kind switch
        {
            DropKind.PrimaryKey => DropPrimaryKey(),
            DropKind.Index => DropIndex(drop.Name) is null,
            DropKind.ForeignKey => Constraints.RemoveAll(c => c.ForeignKey is not null && ForeignKeyName(c).Equals(drop.Name)) > 0,
            DropKind.Check => Constraints.RemoveAll(c => c.Check is not null && c.Name.Equals(drop.Name)) > 0,
            _ => Constraints.RemoveAll(c => ForeignKeyName(c).Equals(drop.Name)) > 0 || DropIndex(drop.Name) is null,
        };
        return found || drop.Kind == DropKind.Check ? null : $"there is no {drop.Kind} {drop.Name}";
    }

    private bool DropPrimaryKey() =>
        Indexes.RemoveAll(i => i.Kind == IndexKind.Primary) > 0 | Replace(Columns, c => c.PrimaryKey, c => c with { PrimaryKey = false }, "column", Ident.None) is null;

    private bool DropInlineUnique(Ident name) => Replace(Columns, c => c.Unique && c.Name.Equals(name), c => c with { Unique = false }, "index", name) is null;

    /// <summary>MySQL names a foreign key without a name <c>table_ibfk_n</c>.</summary>
    private Ident ForeignKeyName(ConstraintDefinition constraint)
    {
        if (!constraint.Name.IsEmpty)
            return constraint.Name;
        int number = Constraints.Where(c => c.ForeignKey is not null).ToList().IndexOf(constraint) + 1;
        return new Ident($"{Name}_ibfk_{number}");
    }

    private static string? Replace<T>(List<T> items, Predicate<T> which, Func<T, T> by, string kind, Ident name)
    {
        int at = items.FindIndex(which);
        if (at < 0)
            return $"there is no {kind} {name}";
        items[at] = by(items[at]);
        return null;
    }
}
