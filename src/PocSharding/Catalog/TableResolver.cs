using System.Globalization;
using PocSharding.Sql.Ast;

namespace PocSharding.Catalog;

/// <summary>Turns a table's definition into what MySQL makes of it: types, collations, keys with their names, defaults.</summary>
internal sealed class TableResolver(Collations collations, string databaseCollation)
{
    public TableSchema Resolve(TableDraft table)
    {
        string collation = collations.Of(Option(table, "CHARSET"), Option(table, "COLLATE"), false) ?? databaseCollation;
        List<KeySchema> keys = Keys(table);
        HashSet<string> primary = new(keys.Where(k => k.Primary).SelectMany(k => k.Columns), StringComparer.OrdinalIgnoreCase);
        long? next = long.TryParse(Option(table, "AUTO_INCREMENT"), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
        return new TableSchema
        {
            Name = table.Name,
            Columns = [.. table.Columns.Select(c => Column(c, collation, primary.Contains(c.Name.Text)))],
            Keys = keys,
            ForeignKeys = ForeignKeys(table),
            Rows = next is > 0 ? next - 1 : null,
            RowsSource = next is > 0 ? FigureSource.AutoIncrement : FigureSource.Unknown,
            Ddl = table.Ddl,
        };
    }

    private static string? Option(TableDraft table, string name) => table.Options.GetValueOrDefault(name);

    private ColumnSchema Column(ColumnDefinition column, string tableCollation, bool primary)
    {
        string? collation = ColumnTypes.IsText(column.Type) ? Collation(column.Type, tableCollation) : null;
        bool nullable = !primary && column.Nullable != false && !ColumnTypes.IsSerial(column.Type);
        bool autoIncrement = column.AutoIncrement || ColumnTypes.IsSerial(column.Type);
        return new ColumnSchema
        {
            Name = column.Name.Text,
            Type = ColumnTypes.Text(column.Type),
            VitessType = ColumnTypes.Vitess(column.Type, collation),
            Collation = collation == "binary" ? null : collation,
            Nullable = nullable,
            AutoIncrement = autoIncrement,
            Generated = column.Generated is not null,
            Invisible = column.Invisible,
            HasDefault = autoIncrement || column.Generated is not null || column.Default is not null and not NullLiteral || nullable,
        };
    }

    private string Collation(ColumnType type, string tableCollation)
    {
        string? characterSet = ColumnTypes.IsNational(type) ? "utf8mb3" : type.CharacterSet;
        return collations.Of(characterSet, type.Collation, type.Binary) ?? (type.Binary ? Collations.Binary(tableCollation) : tableCollation);
    }

    private static List<KeySchema> Keys(TableDraft table)
    {
        List<KeySchema> keys = [];
        foreach (ColumnDefinition column in table.Columns.Where(c => c.PrimaryKey))
            keys.Add(new KeySchema("PRIMARY", true, true, [column.Name.Text]));
        foreach (IndexDefinition index in table.Indexes)
            keys.Add(Key(index, keys));
        foreach (ColumnDefinition column in table.Columns.Where(c => c.Unique || ColumnTypes.IsSerial(c.Type)))
            keys.Add(new KeySchema(FreeName(column.Name.Text, keys), false, true, [column.Name.Text]));
        return keys;
    }

    /// <summary>A unique key over an expression says nothing about the columns beside it.</summary>
    private static KeySchema Key(IndexDefinition index, List<KeySchema> keys)
    {
        string[] columns = [.. index.Parts.Where(p => p.Expression is null).Select(p => p.Column.Text)];
        if (index.Kind == IndexKind.Primary)
            return new KeySchema("PRIMARY", true, true, columns);
        string name = !index.Name.IsEmpty ? index.Name.Text : !index.Constraint.IsEmpty ? index.Constraint.Text : FreeName(columns.FirstOrDefault() ?? "functional_index", keys);
        return new KeySchema(name, false, index.Kind == IndexKind.Unique && columns.Length == index.Parts.Count, columns);
    }

    /// <summary>MySQL names a key after its first column, with _2, _3, … where that is taken.</summary>
    private static string FreeName(string column, List<KeySchema> keys)
    {
        string name = column;
        for (int n = 2; keys.Exists(k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase)); n++)
            name = $"{column}_{n}";
        return name;
    }

    private static List<ForeignKeySchema> ForeignKeys(TableDraft table)
    {
        List<ForeignKeySchema> keys = [];
        foreach (ConstraintDefinition constraint in table.Constraints)
            if (constraint.ForeignKey is { } key)
                keys.Add(new ForeignKeySchema(
                    constraint.Name.IsEmpty ? $"{table.Name}_ibfk_{keys.Count + 1}" : constraint.Name.Text,
                    [.. key.Columns.Select(c => c.Text)], key.Parent.Name, [.. key.ParentColumns.Select(c => c.Text)], Action(key.OnDelete), Action(key.OnUpdate)));
        return keys;
    }

    /// <summary>As information_schema.referential_constraints says it; not written is NO ACTION.</summary>
    private static string Action(ReferenceAction action) => action switch
    {
        ReferenceAction.Restrict => "RESTRICT",
        ReferenceAction.Cascade => "CASCADE",
        ReferenceAction.SetNull => "SET NULL",
        ReferenceAction.SetDefault => "SET DEFAULT",
        _ => "NO ACTION",
    };
}
