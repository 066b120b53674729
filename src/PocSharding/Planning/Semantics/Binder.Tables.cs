using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>The FROM clause.</summary>
internal sealed partial class Binder
{
    private TableExpr BindTable(TableExpr table, Scope scope, CteScope ctes) => table switch
    {
        AliasedTable { Source: DerivedTable derived } aliased => BindDerived(aliased, derived, scope, ctes),
        AliasedTable { Source: TableRef reference } aliased => BindReference(aliased, reference.Name, scope, ctes),
        ParenthesizedTables tables => tables with { Tables = new NodeList<TableExpr>([.. tables.Tables.Select(t => BindTable(t, scope, ctes))]) },
        JoinTable join => BindJoin(join, scope, ctes),
        JsonTable => throw RefusedException.Unsupported("json_table expressions"),
        _ => throw new NotModelledException($"a table expression of kind {table.GetType().Name}"),
    };

    private TableExpr BindReference(AliasedTable table, TableName name, Scope scope, CteScope ctes)
    {
        if (ctes.Find(name) is { } found)
            return BindCte(table, found.Table, found.Entry, scope);
        TableKind kind = name.Qualifier.Length == 0 && name.Name == "dual" ? TableKind.Dual
            : TableResolver.IsSystemSchema(name.Qualifier) ? TableKind.SystemSchema
            : TableKind.Table;
        var instance = new TableInstance(instances.Count, kind, table.Alias.Length > 0 ? table.Alias : name.Name, name)
        {
            Alone = scope.OnlyDual,
            Database = table.Alias.Length > 0 ? "" : name.Qualifier.Length > 0 ? name.Qualifier : catalog.Database,
            Catalog = kind switch { TableKind.Table => catalog.Find(name), TableKind.SystemSchema => SystemSchemas.Find(name, catalog.MySql57), _ => null },
        };
        Add(instance, scope);
        return table with { Instance = instance.Id };
    }

    private TableExpr BindCte(AliasedTable reference, CommonTableExpr cte, CteScope entry, Scope scope)
    {
        string alias = reference.Alias.Length > 0 ? reference.Alias : cte.Name;
        if (entry.Recursion is { } recursion)
            return BindRecursionReference(reference, alias, recursion, entry, scope);
        bool recursive = RecursionRules.Mentions(cte.Select, cte.Name);
        if (recursive && entry.Recursive)
            return BindRecursive(reference, alias, cte, RecursionRules.UnionOf(cte), entry, scope);
        if (recursive)
            throw RefusedException.Unsupported("do not support CTE that use the CTE alias inside the CTE query");
        var derived = new AliasedTable(new DerivedTable(cte.Select), alias) { Columns = cte.Columns };
        return BindDerived(derived, (DerivedTable)derived.Source, scope, entry.Outer);
    }

    private AliasedTable BindDerived(AliasedTable table, DerivedTable derived, Scope scope, CteScope visible)
    {
        if (derived.Lateral)
            throw RefusedException.Unsupported("lateral derived tables");
        int first = instances.Count;
        SelectStatement select = BindSelect(derived.Select, scope.Parent, visible);
        if (select is Select { Limit: null })
            select = select with { OrderBy = NodeList<OrderItem>.Empty };
        TableSet inner = TableSet.Empty;
        for (int i = first; i < instances.Count; i++)
            inner = inner.Union(instances[i].Base);
        CheckDuplicates(select, table);
        IReadOnlyList<DerivedColumn>? output = Renamed(OutputOf(select), table);
        var instance = new TableInstance(instances.Count, TableKind.Derived, table.Alias, TableName.None) { Columns = output, Inner = inner };
        Add(instance, scope);
        return table with { Source = derived with { Select = select }, Instance = instance.Id };
    }

    private static void CheckDuplicates(SelectStatement select, AliasedTable table)
    {
        IEnumerable<string> names = table.Columns.Count > 0 ? table.Columns.Select(c => c.Text) : FirstSelect(select).Items.OfType<ExprItem>().Select(Exprs.NameOf);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
            if (!seen.Add(name))
                throw new RefusedException("", $"Duplicate column name '{name}'");
    }

    private static IReadOnlyList<DerivedColumn>? Renamed(IReadOnlyList<DerivedColumn>? output, AliasedTable table)
    {
        if (output is null || table.Columns.Count == 0)
            return output;
        if (output.Count != table.Columns.Count)
            throw RefusedException.ColumnNames();
        return [.. output.Select((c, i) => c with { Name = table.Columns[i].Text })];
    }

    private void Add(TableInstance instance, Scope scope)
    {
        if (scope.Tables.Exists(t => t.Alias == instance.Alias))
            throw new RefusedException("VT03013", $"not unique table/alias: '{instance.Alias}'");
        instances.Add(instance);
        scope.Tables.Add(instance);
    }

    private JoinTable BindJoin(JoinTable join, Scope scope, CteScope ctes)
    {
        if (join.Kind is JoinKind.Natural or JoinKind.NaturalLeft or JoinKind.NaturalRight)
        {
            string words = join.Kind switch { JoinKind.NaturalLeft => "natural left join", JoinKind.NaturalRight => "natural right join", _ => "natural join" };
            Errors.NotUnsharded = new Refused("VT12001", $"unsupported: {words}");
        }
        TableExpr left = BindTable(join.Left, scope, ctes), right = BindTable(join.Right, scope, ctes);
        Expr? on = join.Using.Count > 0 ? new UsingJoin(instances, Errors).Condition(join, left, right, scope) : join.On;
        JoinTable bound = join with { Left = left, Right = right, On = BindExpr(on, scope.OfJoin(), ctes), Using = NodeList<Ident>.Empty };
        return join.Kind == JoinKind.Right ? bound with { Kind = JoinKind.Left, Left = right, Right = left } : bound;
    }

    private TableExpr BindRecursive(AliasedTable reference, string alias, CommonTableExpr cte, Union union, CteScope entry, Scope scope)
    {
        Signature.RecursiveCte = true;
        int first = instances.Count;
        SelectStatement seed = BindSelect(union.Left, scope.Parent, entry.Outer);
        IReadOnlyList<DerivedColumn> output = Renamed(OutputOf(seed), reference with { Columns = cte.Columns }) ?? throw RefusedException.NeedsColumns();
        var recursion = new RecursiveCte(cte.Name, union.Distinct) { Seed = seed };
        recursion.Term = BindSelect(union.Right, scope.Parent, entry.Outer.WithRecursion(cte, recursion, output));
        RecursionRules.Check(recursion);
        TableSet inner = TableSet.Empty;
        for (int i = first; i < instances.Count; i++)
            inner = inner.Union(instances[i].Base);
        var instance = new TableInstance(instances.Count, TableKind.Derived, alias, TableName.None) { Columns = output, Inner = inner, Recursive = recursion };
        Add(instance, scope);
        SelectStatement select = union with { Left = seed, Right = recursion.Term };
        return new AliasedTable(new DerivedTable(select), alias) { Columns = cte.Columns, Instance = instance.Id };
    }

    private AliasedTable BindRecursionReference(AliasedTable reference, string alias, RecursiveCte recursion, CteScope entry, Scope scope)
    {
        if (recursion.TermInstance >= 0)
            throw RecursionRules.OnlyOnce(recursion.Name);
        var instance = new TableInstance(instances.Count, TableKind.RecursiveCte, alias, reference.Source is TableRef table ? table.Name : TableName.None)
        {
            Columns = entry.RecursionColumns,
            Recursive = recursion,
        };
        recursion.TermInstance = instance.Id;
        Add(instance, scope);
        return reference with { Instance = instance.Id };
    }
}
