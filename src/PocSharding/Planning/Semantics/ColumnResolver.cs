using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Finds the table of a column. Vitess: semantics/binder.go (planner-facts §3.4).</summary>
internal sealed class ColumnResolver(DeferredErrors errors)
{
    public ColumnName Bind(ColumnName column, Scope? scope)
    {
        if (column.Binding is not null)
            return column;
        for (Scope? at = scope; at is not null; at = at.Parent)
        {
            (List<TableInstance> certain, List<TableInstance> uncertain) = Candidates(column, at);
            if (certain.Count + uncertain.Count > 0)
                return Choose(column, at, certain.Count > 0 ? certain : uncertain);
        }
        for (Scope? at = scope?.Parent; at is not null && column.Qualifier.IsEmpty; at = at.Parent)
            if (at.Selected.TryGetValue(column.Name.Text, out TableSet deps))
                return column with { Binding = new ColumnBinding(null, deps, deps) };
        errors.NotUnsharded = NotFound(column, scope);
        return column;
    }

    /// <summary>Whether one table of the scope has the column; and whether that is certain.</summary>
    public static (bool Found, bool Certain) IsOnTable(ColumnName column, Scope scope)
    {
        (List<TableInstance> certain, List<TableInstance> uncertain) = Candidates(column, scope);
        return ((certain.Count > 0 ? certain : uncertain).Count == 1, certain.Count > 0);
    }

    private static (List<TableInstance> Certain, List<TableInstance> Uncertain) Candidates(ColumnName column, Scope scope)
    {
        List<TableInstance> certain = [], uncertain = [];
        foreach (TableInstance table in scope.Tables)
        {
            if (!Matches(column.Qualifier, table))
                continue;
            if (HasColumn(table, column.Name.Text))
                certain.Add(table);
            else if (!table.Authoritative)
                uncertain.Add(table);
        }
        return (certain, uncertain);
    }

    public static bool Matches(TableName qualifier, TableInstance table) =>
        qualifier.IsEmpty
        || (table.Alias == qualifier.Name && (qualifier.Qualifier.Length == 0 || table.Name.Qualifier.Length == 0 || table.Name.Qualifier == qualifier.Qualifier));

    private static bool HasColumn(TableInstance table, string name) => table.Kind switch
    {
        TableKind.Derived or TableKind.RecursiveCte => table.Columns is not null && table.Columns.Any(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
        _ => table.Catalog?.Find(name) is not null,
    };

    private ColumnName Choose(ColumnName column, Scope scope, List<TableInstance> tables)
    {
        if (tables.Count == 1)
            return column with { Binding = BindingIn(tables[0], column.Name.Text) };
        if (column.Qualifier.IsEmpty && scope.Using.TryGetValue(column.Name.Text, out List<TableInstance>? joined) && tables.TrueForAll(joined.Contains))
            return new ColumnName(column.Name, new TableName("", joined[0].Alias)) { Binding = BindingIn(joined[0], column.Name.Text) };
        var ambiguous = new Refused("", $"Column '{Sql.SqlPrinter.Print(column)}' in field list is ambiguous");
        errors.NotSingleRoute = ambiguous;
        TableSet direct = tables.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Set));
        return column with { Binding = new ColumnBinding(null, direct, tables.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Base))) };
    }

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
