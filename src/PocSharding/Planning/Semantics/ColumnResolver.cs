using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Finds the table of a column. Vitess: semantics/binder.go, dependencies.go (planner-facts §3.4).</summary>
internal sealed class ColumnResolver(DeferredErrors errors, IReadOnlyList<TableInstance> instances)
{
    public ColumnName Bind(ColumnName column, Scope? scope)
    {
        if (column.Binding is not null)
            return column;
        for (Scope? at = scope; at is not null; at = at.Parent)
        {
            (List<TableInstance> certain, List<TableInstance> uncertain) = Candidates(column, at);
            if (certain.Count > 0)
                return Certain(column, at, certain);
            if (uncertain.Count > 0)
                return Uncertain(column, uncertain);
        }
        for (Scope? at = scope?.Parent; at is not null && column.Qualifier.IsEmpty; at = at.Parent)
            if (at.Selected.Find(column.Name.Text) is { } selected)
                return selected.Ambiguous ? throw new RefusedException(Ambiguous(column)) : column with { Binding = BindingOf(selected.Expr, at) };
        errors.NotUnsharded = NotFound(column, scope);
        return column;
    }

    /// <summary>Whether one table, of the scope or of one further out, has the column; and whether that is certain.</summary>
    public static (bool Found, bool Certain) IsOnTable(ColumnName column, Scope scope) =>
        TablesOf(column, scope) is var (tables, certain) && tables.Count == 1 ? (true, certain) : (false, true);

    /// <summary>The one table, of the scope or of one further out, that has the column; null for none and for several.</summary>
    public static TableInstance? TableOf(ColumnName column, Scope scope) => TablesOf(column, scope).Tables is [var only] ? only : null;

    private static (List<TableInstance> Tables, bool Certain) TablesOf(ColumnName column, Scope scope)
    {
        for (Scope? at = scope; at is not null; at = at.Parent)
        {
            (List<TableInstance> certain, List<TableInstance> uncertain) = Candidates(column, at);
            if (certain.Count + uncertain.Count > 0)
                return certain.Count > 0 ? (certain, true) : (uncertain, false);
        }
        return ([], true);
    }

    private static (List<TableInstance> Certain, List<TableInstance> Uncertain) Candidates(ColumnName column, Scope scope)
    {
        List<TableInstance> certain = [], uncertain = [];
        foreach (TableInstance table in scope.Tables)
        {
            if (!Matches(column.Qualifier, table))
                continue;
            if (table.Knows(column.Name.Text))
                certain.Add(table);
            else if (!table.Authoritative)
                uncertain.Add(table);
        }
        return (certain, uncertain);
    }

    /// <summary>A keyspace in front of the table's name must be the one that the table is named with; an alias has none. Vitess: real_table.go matches.</summary>
    public static bool Matches(TableName qualifier, TableInstance table) =>
        qualifier.IsEmpty || (table.Alias == qualifier.Name && (qualifier.Qualifier.Length == 0 || table.Database is null || table.Database == qualifier.Qualifier));

    /// <summary>Tables that are known to have the column: several are an error, unless USING made their columns one.</summary>
    private ColumnName Certain(ColumnName column, Scope scope, List<TableInstance> tables)
    {
        List<ColumnBinding> bindings = tables.ConvertAll(t => BindingIn(t, column.Name.Text));
        if (bindings.TrueForAll(b => b.Recursive == bindings[0].Recursive))
            return column with { Binding = bindings[^1] };
        if (!scope.Using.TryGetValue(column.Name.Text, out List<TableInstance>? joined) || !tables.TrueForAll(joined.Contains))
            throw new RefusedException(Ambiguous(column));
        TableInstance first = instances[bindings.Aggregate(TableSet.Empty, (set, b) => set.Union(b.Recursive)).First];
        return Bind(new ColumnName(column.Name, first.Qualifier), scope);
    }

    /// <summary>Tables that may have the column: several are an error once the plan has more than one Route.</summary>
    private ColumnName Uncertain(ColumnName column, List<TableInstance> tables)
    {
        if (tables.Count == 1)
            return column with { Binding = BindingIn(tables[0], column.Name.Text) };
        errors.NotSingleRoute = Ambiguous(column);
        TableSet direct = tables.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Set));
        return column with { Binding = new ColumnBinding(null, direct, tables.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Base))) };
    }

    /// <summary>A selected value that reads no table counts as one of all tables of its query.</summary>
    private static ColumnBinding BindingOf(Expr selected, Scope scope)
    {
        TableSet deps = Exprs.Deps(selected);
        if (deps.IsEmpty)
            deps = scope.Tables.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Base));
        return new ColumnBinding(null, deps, deps);
    }

    private static Refused Ambiguous(ColumnName column) => new("", $"Column '{Sql.SqlPrinter.Print(column)}' in field list is ambiguous");

    private static ColumnBinding BindingIn(TableInstance table, string name)
    {
        if (table.Kind != TableKind.Derived)
            return new ColumnBinding(table, table.Set, table.Set);
        DerivedColumn? inner = table.Columns?.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new ColumnBinding(table, table.Set, inner?.Recursive ?? table.Inner);
    }

    /// <summary>Vitess names the table where only one could have had the column.</summary>
    private static Refused NotFound(ColumnName column, Scope? scope)
    {
        string where = scope is { Parent: null, Tables: [var only] } && column.Qualifier.IsEmpty ? $" in table '{only.Alias}'" : "";
        return new Refused("", $"column '{Sql.SqlPrinter.Print(column)}' not found{where}");
    }
}

/// <summary>Errors that count only if the plan turns out a certain way. Vitess: semantic_table.go (planner-facts §3.3).</summary>
internal sealed class DeferredErrors
{
    /// <summary>Raised unless everything is in one unsharded keyspace.</summary>
    public Refused? NotUnsharded { get; set; }

    /// <summary>Raised when the plan has more than one Route.</summary>
    public Refused? NotSingleRoute { get; set; }
}
