using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.LeafSql;

/// <summary>
/// Resolves the column names of a text that MySQL is sent as MySQL will, and says which it will not find. A table whose columns are not all known
/// makes no claim. MySQL 8.0 manual: SELECT Statement (which clauses see aliases).
/// </summary>
internal sealed class NameCheck
{
    private readonly Func<AliasedTable, IEnumerable<string>?> columnsOf;
    private readonly List<UnknownColumn> found = [];
    private int depth;

    /// <summary>Common table expressions by name; the columns are null when a star hides them.</summary>
    private readonly Dictionary<string, IReadOnlyList<string>?> with = new(VisibleTable.Names);

    private NameCheck(Func<AliasedTable, IEnumerable<string>?> columnsOf) => this.columnsOf = columnsOf;

    public static IReadOnlyList<UnknownColumn> Run(Statement statement, Func<AliasedTable, IEnumerable<string>?> columnsOf)
    {
        var check = new NameCheck(columnsOf);
        switch (statement)
        {
            case SelectStatement query:
                check.Query(query, null);
                break;
            case Update update:
                NameScope rows = NameScope.Over(null, check.From(update.Tables, null));
                check.All(rows, update.Assignments);
                check.Rows(rows, update.Where, update.OrderBy);
                break;
            case Delete delete:
                check.Rows(NameScope.Over(null, check.From(delete.Tables, null)), delete.Where, delete.OrderBy);
                break;
        }
        return [.. check.found.Distinct()];
    }

    private void Rows(NameScope scope, Expr? where, NodeList<OrderItem> orderBy)
    {
        One(scope, where);
        All(scope, orderBy);
    }

    /// <summary>The names of the query's columns; null when a star hides them.</summary>
    private IReadOnlyList<string>? Query(SelectStatement query, NameScope? outer)
    {
        IReadOnlyList<string>? names = DeepStack.Suffices(depth++) ? QueryHere(query, outer) : QueryElsewhere(query, outer);
        depth--;
        return names;
    }

    private IReadOnlyList<string>? QueryElsewhere(SelectStatement query, NameScope? outer) => DeepStack.Continue(() => QueryHere(query, outer));

    private IReadOnlyList<string>? QueryHere(SelectStatement query, NameScope? outer)
    {
        foreach (CommonTableExpr table in query.With?.Tables ?? NodeList<CommonTableExpr>.Empty)
        {
            if (query.With!.Recursive)
                with[table.Name] = table.Columns.Count > 0 ? Texts(table.Columns) : Names(FirstSelect(table.Select), null);
            IReadOnlyList<string>? columns = Query(table.Select, outer);
            with[table.Name] = table.Columns.Count > 0 ? Texts(table.Columns) : columns;
        }
        return query switch
        {
            Select select => Select(select, outer),
            Union union => Union(union, outer),
            _ => null,
        };
    }

    /// <summary>ORDER BY of a UNION sees the columns of its first leg.</summary>
    private IReadOnlyList<string>? Union(Union union, NameScope? outer)
    {
        IReadOnlyList<string>? columns = Query(union.Left, outer);
        Query(union.Right, outer);
        if (columns is not null)
            All(NameScope.Over(outer, []).WithAliases(columns), new NodeList<OrderItem>([.. union.OrderBy.Where(o => o.Expr is ColumnName { Qualifier.IsEmpty: true })]));
        return columns;
    }

    private IReadOnlyList<string>? Select(Select select, NameScope? outer)
    {
        List<VisibleTable> tables = From(select.From, outer);
        NameScope scope = NameScope.Over(outer, tables);
        foreach (TableExpr table in select.From)
            Conditions(scope, table);
        All(scope, select.Items);
        One(scope, select.Where);
        IReadOnlyList<string>? names = Names(select, tables);
        NameScope late = scope.WithAliases([.. select.Items.OfType<ExprItem>().Select(Exprs.NameOf)]);
        All(late, select.GroupBy);
        One(late, select.Having);
        All(late, select.Windows);
        All(late, select.OrderBy);
        return names;
    }

    private static Select? FirstSelect(SelectStatement query) => query switch
    {
        Select select => select,
        Union union => FirstSelect(union.Left),
        _ => null,
    };

    private static IReadOnlyList<string>? Names(Select? select, IReadOnlyList<VisibleTable>? tables)
    {
        var names = new List<string>();
        foreach (SelectItem item in select?.Items ?? NodeList<SelectItem>.Empty)
        {
            if (item is ExprItem named)
                names.Add(Exprs.NameOf(named));
            else if (item is StarItem star && tables is not null && Starred(star, tables) is { } all)
                names.AddRange(all);
            else
                return null;
        }
        return names;
    }

    private static List<string>? Starred(StarItem star, IReadOnlyList<VisibleTable> tables)
    {
        VisibleTable[] meant = [.. tables.Where(t => star.Table.IsEmpty || VisibleTable.Names.Equals(t.Name, star.Table.Name))];
        return Array.TrueForAll(meant, t => t.Columns is not null) ? [.. meant.SelectMany(t => t.Columns!)] : null;
    }

    private List<VisibleTable> From(NodeList<TableExpr> from, NameScope? outer)
    {
        var tables = new List<VisibleTable>();
        foreach (TableExpr table in from)
            Collect(table, outer, tables);
        return tables;
    }

    private void Collect(TableExpr table, NameScope? outer, List<VisibleTable> into)
    {
        switch (table)
        {
            case AliasedTable { Source: DerivedTable derived } aliased:
                IReadOnlyList<string>? columns = Query(derived.Select, derived.Lateral ? NameScope.Over(outer, [.. into]) : outer);
                into.Add(VisibleTable.Of(aliased.Alias, aliased.Columns.Count > 0 ? Texts(aliased.Columns) : columns));
                break;
            case AliasedTable { Source: TableRef { Name: var name } } aliased:
                into.Add(VisibleTable.Of(aliased.Alias.Length > 0 ? aliased.Alias : name.Name, name.Qualifier.Length == 0 && with.TryGetValue(name.Name, out IReadOnlyList<string>? cte) ? cte : columnsOf(aliased)));
                break;
            case JoinTable join:
                Collect(join.Left, outer, into);
                Collect(join.Right, outer, into);
                break;
            case ParenthesizedTables several:
                foreach (TableExpr one in several.Tables)
                    Collect(one, outer, into);
                break;
            case JsonTable json:
                into.Add(new VisibleTable(json.Alias, null));
                break;
            default:
                into.Add(new VisibleTable((table as AliasedTable)?.Alias ?? "", null));
                break;
        }
    }

    /// <summary>Join conditions; they see the whole FROM here, which is more than MySQL lets them see.</summary>
    private void Conditions(NameScope scope, TableExpr table)
    {
        switch (table)
        {
            case JoinTable join:
                Conditions(scope, join.Left);
                Conditions(scope, join.Right);
                One(scope, join.On);
                break;
            case ParenthesizedTables several:
                foreach (TableExpr one in several.Tables)
                    Conditions(scope, one);
                break;
        }
    }

    private void All<T>(NameScope scope, NodeList<T> nodes) where T : Node
    {
        foreach (T node in nodes)
            One(scope, node);
    }

    private void One(NameScope scope, Node? node) => Tree.Walk(node, part =>
    {
        switch (part)
        {
            case ColumnName column:
                if (Missing(scope, column) is { } why)
                    found.Add(new UnknownColumn(column, why));
                return false;
            case SubqueryExpr subquery:
                Query(subquery.Select, scope);
                return false;
            default:
                return true;
        }
    });

    /// <summary>A column that no binder knew is none of the user's: a subquery in a subquery, which vtgate took out and did not put back.</summary>
    private static NotFound? Missing(NameScope scope, ColumnName column) =>
        column is { Qualifier.IsEmpty: true, Binding: null } && ReservedNames.IsOfSubquery(column.Name.Text) ? new ArgumentAsColumn() : scope.Find(column);

    private static List<string> Texts(NodeList<Ident> names) => [.. names.Select(n => n.Text)];
}
