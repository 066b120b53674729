using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

internal enum TableKind { Table, Dual, SystemSchema, Derived, RecursiveCte }

/// <summary>One table of a FROM clause; the same table named twice is two instances.</summary>
internal sealed class TableInstance(int id, TableKind kind, string alias, TableName name)
{
    public int Id { get; } = id;

    public TableKind Kind { get; } = kind;

    /// <summary>The name that columns are qualified with.</summary>
    public string Alias { get; } = alias;

    /// <summary>The name as written; empty for a derived table.</summary>
    public TableName Name { get; } = name;

    /// <summary>The keyspace that columns may be qualified with: as written, else the selected one; none with an alias. Null: it is not known what is selected.</summary>
    public string? Database { get; init; } = "";

    /// <summary>What the catalog knows; null when it does not know the table.</summary>
    public CatalogTable? Catalog { get; init; }

    /// <summary>The columns of a derived table; null when its select list holds a star that could not be expanded.</summary>
    public IReadOnlyList<DerivedColumn>? Columns { get; init; }

    /// <summary>The tables below a derived table.</summary>
    public TableSet Inner { get; init; }

    /// <summary>The definition of a recursive common table expression.</summary>
    public RecursiveCte? Recursive { get; init; }

    /// <summary>How its columns are qualified: its alias, else its name as written.</summary>
    public TableName Qualifier => Alias == Name.Name ? Name : new TableName("", Alias);

    /// <summary>Whether the column is known to be the table's.</summary>
    public bool Knows(string column) => Kind switch
    {
        TableKind.Derived or TableKind.RecursiveCte => Columns is not null && Columns.Any(c => c.Name.Equals(column, StringComparison.OrdinalIgnoreCase)),
        _ => Catalog?.Find(column) is not null,
    };

    /// <summary><c>dual</c> by itself is no table at all: it has no column. Beside other tables it might have any.</summary>
    public bool Alone { get; init; }

    public TableSet Set { get; } = TableSet.Of(id);

    /// <summary>The base tables that stand behind this instance.</summary>
    public TableSet Base => Kind == TableKind.Derived ? Inner : Set;

    public bool Authoritative => Kind switch
    {
        TableKind.Derived => Columns is not null,
        TableKind.RecursiveCte => true,
        TableKind.Dual => Alone,
        _ => Catalog?.Authoritative ?? false,
    };

    public override string ToString() => $"{Alias}#{Id}";
}

/// <summary>A column of a derived table: its name outside, its expression inside (of a union: of the first leg), and the base tables of all legs.</summary>
internal sealed record DerivedColumn(string Name, Expr Expr, TableSet Recursive);

/// <summary>A recursive common table expression: seed UNION term, the term reading the instance itself.</summary>
internal sealed record RecursiveCte(string Name, bool Distinct)
{
    public SelectStatement? Seed { get; set; }

    public SelectStatement? Term { get; set; }

    public int TermInstance { get; set; } = -1;
}

/// <summary>Where a column was found. Several tables when it could not be told which.</summary>
internal sealed record ColumnBinding(TableInstance? Table, TableSet Direct, TableSet Recursive) : IColumnBinding
{
    public bool Equals(IColumnBinding? other) => other is ColumnBinding binding && binding.Recursive == Recursive;

    public bool Equals(ColumnBinding? other) => other is not null && other.Recursive == Recursive;

    public override int GetHashCode() => Recursive.GetHashCode();
}
