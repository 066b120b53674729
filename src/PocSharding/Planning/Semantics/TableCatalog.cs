using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>A column as the binder needs it; the type in Vitess's words, null when unknown.</summary>
internal sealed record CatalogColumn(string Name, string? Type = null, string? Collation = null, bool Invisible = false);

/// <summary>What is known of a table: its columns, and whether these are all.</summary>
internal sealed class CatalogTable(IReadOnlyList<CatalogColumn> columns, bool authoritative)
{
    public IReadOnlyList<CatalogColumn> Columns { get; } = columns;

    public bool Authoritative { get; } = authoritative;

    public CatalogColumn? Find(string name)
    {
        foreach (CatalogColumn column in Columns)
            if (column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return column;
        return null;
    }
}

/// <summary>Gives the binder the columns of the tables that a statement names.</summary>
internal abstract class TableCatalog
{
    public static readonly TableCatalog Unknown = new Nothing();

    public abstract CatalogTable? Find(TableName name);

    /// <summary>The selected keyspace, empty for none; null where that is not known.</summary>
    public virtual string? Database => null;

    public bool InSystemSchema => Database is { } database && Routes.TableResolver.IsSystemSchema(database);

    /// <summary>MySQL 5.7 behind vtgate: its <c>information_schema</c> has fewer columns.</summary>
    public virtual bool MySql57 => false;

    public virtual bool HasViews => false;

    /// <summary>User-defined aggregate functions; null for none.</summary>
    public virtual IReadOnlySet<string>? AggregateFunctions => null;

    /// <summary>The SELECT of a view; null for any other name.</summary>
    public virtual string? View(TableName name) => null;

    public static TableCatalog From(DatabaseSchema schema) => new OfSchema(schema);

    /// <summary>The columns that a VSchema lists, names resolved as Vitess does.</summary>
    public static TableCatalog From(Vitess.VSchemaModel model, string? database = null) => From(new Routes.TableResolver(model, database));

    public static TableCatalog From(Routes.TableResolver resolver) => new OfVSchema(resolver);

    private sealed class Nothing : TableCatalog
    {
        public override CatalogTable? Find(TableName name) => null;
    }

    private sealed class OfSchema(DatabaseSchema schema) : TableCatalog
    {
        private readonly Dictionary<string, CatalogTable> tables = schema.Tables
            .GroupBy(t => t.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new CatalogTable([.. g.First().Columns.Select(c => new CatalogColumn(c.Name, c.VitessType, c.Collation, c.Invisible))], true), StringComparer.Ordinal);

        public override CatalogTable? Find(TableName name) => tables.GetValueOrDefault(name.Name);
    }

    private sealed class OfVSchema(Routes.TableResolver resolver) : TableCatalog
    {
        private static readonly CatalogTable VindexColumns = new(
            [.. new[] { "id", "keyspace_id", "range_start", "range_end", "hex_keyspace_id", "shard" }.Select(c => new CatalogColumn(c, "VARBINARY"))], true);

        public override string? Database => resolver.Database ?? "";

        public override bool MySql57 => resolver.MySql57;

        public override IReadOnlySet<string>? AggregateFunctions { get; } = resolver.Model.Keyspaces.Values.Any(k => k.AggregateFunctions.Count > 0)
            ? new HashSet<string>(resolver.Model.Keyspaces.Values.SelectMany(k => k.AggregateFunctions), StringComparer.OrdinalIgnoreCase)
            : null;

        public override bool HasViews { get; } = resolver.Model.Keyspaces.Values.Any(k => k.Views.Count > 0);

        public override string? View(TableName name) => resolver.Model.Keyspaces.Values
            .Where(k => (name.Qualifier.Length > 0 ? name.Qualifier : resolver.Database ?? k.Name) == k.Name)
            .Select(k => k.Views.GetValueOrDefault(name.Name))
            .FirstOrDefault(v => v is not null);

        public override CatalogTable? Find(TableName name)
        {
            Routes.ResolvedTable table = resolver.Resolve(name);
            if (table.Vindex is not null)
                return VindexColumns;
            return table.Table is null ? null : Of(table.Table);
        }

        private static CatalogTable Of(Vitess.VTable table)
        {
            List<CatalogColumn> columns = [.. table.Columns.Select(c => new CatalogColumn(c.Name, c.Type, c.Collation, c.Invisible))];
            foreach (string name in table.ColumnVindexes.SelectMany(v => v.Columns))
                if (!columns.Exists(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                    columns.Add(new CatalogColumn(name));
            return new CatalogTable(columns, table.ColumnListAuthoritative);
        }
    }
}
