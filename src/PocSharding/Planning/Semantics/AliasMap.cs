using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Replaces ordinals and aliases of the select list in GROUP BY, HAVING and ORDER BY. Vitess: early_rewriter.go.</summary>
internal sealed class AliasMap
{
    private readonly NodeList<SelectItem> items;
    private readonly Dictionary<string, (Expr Expr, bool Ambiguous)> aliases = new(StringComparer.OrdinalIgnoreCase);

    public AliasMap(List<SelectItem> items)
    {
        this.items = new NodeList<SelectItem>([.. items]);
        foreach (SelectItem item in items)
            if (item is ExprItem { Alias.IsEmpty: false } or ExprItem { Expr: ColumnName })
                Add((ExprItem)item);
    }

    public bool Has(string name) => aliases.ContainsKey(name);

    public Expr GroupBy(Expr expr, Scope scope) => OfOrdinal(expr, items, "group clause")
        ?? Replace(expr, (column, _, _) => ColumnResolver.IsOnTable(column, scope) is { Found: true, Certain: true });

    public Expr OrderBy(Expr expr, Scope scope) => OfOrdinal(expr, items, "order clause")
        ?? Replace(expr, (column, top, _) => !top && ColumnResolver.IsOnTable(column, scope) is { Found: true, Certain: true });

    public Expr? Having(Expr? expr, Scope scope) => expr is null
        ? null
        : Replace(expr, (column, _, inAggregate) => inAggregate && ColumnResolver.IsOnTable(column, scope).Found);

    /// <summary>The select item that an integer stands for, with its COLLATE if it has one; null for any other expression.</summary>
    public static Expr? OfOrdinal(Expr expr, NodeList<SelectItem> items, string clause) => expr switch
    {
        Literal { Kind: LiteralKind.Integer } ordinal => Item(ordinal, items, clause),
        CollateExpr { Operand: Literal { Kind: LiteralKind.Integer } ordinal } collate => collate with { Operand = Item(ordinal, items, clause) },
        _ => null,
    };

    private static Expr Item(Literal ordinal, NodeList<SelectItem> items, string clause)
    {
        if (!long.TryParse(ordinal.Text, System.Globalization.CultureInfo.InvariantCulture, out long number))
            throw new RefusedException("", $"error parsing column number: {ordinal.Text}");
        if (number < 1 || number > items.Count)
            throw new RefusedException("", $"Unknown column '{ordinal.Text}' in '{clause}'");
        if (items.Take((int)number).Any(i => i is not ExprItem))
            throw new RefusedException("", $"cannot use column offsets in {clause} when using `*`");
        return Qualify(Tree.Map(((ExprItem)items[(int)number - 1]).Expr, node => node is SubqueryExpr subquery ? subquery with { } : null));
    }

    private void Add(ExprItem item)
    {
        string name = Exprs.NameOf(item);
        aliases[name] = aliases.TryGetValue(name, out (Expr Expr, bool Ambiguous) old) && !old.Expr.Equals(item.Expr) ? (old.Expr, true) : (item.Expr, false);
    }

    private Expr Replace(Expr expr, Func<ColumnName, bool, bool, bool> keep)
    {
        var aggregates = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        Tree.Walk(expr, node =>
        {
            if (node is AggregateExpr)
                Tree.Walk(node, inner => aggregates.Add(inner) || true);
            return node is not (AggregateExpr or SubqueryExpr);
        });
        return Tree.Map(expr, node =>
        {
            if (node is SubqueryExpr)
                return node;
            if (node is not ColumnName { Qualifier.IsEmpty: true, Binding: null } column || !aliases.TryGetValue(column.Name.Text, out (Expr Expr, bool Ambiguous) found))
                return null;
            if (keep(column, ReferenceEquals(node, expr), aggregates.Contains(node)))
                return null;
            if (found.Ambiguous)
                throw new RefusedException("", $"Column '{column.Name}' in field list is ambiguous");
            if (aggregates.Contains(node) && Exprs.ContainsAggregate(found.Expr))
                throw new RefusedException("", "Invalid use of group function");
            return Qualify(found.Expr);
        });
    }

    /// <summary>Columns of an expression that moves to another clause are qualified, so that no alias hides them there.</summary>
    private static Expr Qualify(Expr expr) => Tree.Map(expr, node =>
        node is ColumnName { Qualifier.IsEmpty: true, Binding: ColumnBinding { Table: { } table } } column
            ? column with { Qualifier = table.Qualifier }
            : null);
}
