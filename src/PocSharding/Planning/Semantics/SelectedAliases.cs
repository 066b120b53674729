using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// The aliases of a select list so far. Of two items with one alias an expression wins over a bare column; two columns make it ambiguous.
/// Vitess: semantics/analyzer_alias_scope_test.go.
/// </summary>
internal sealed class SelectedAliases
{
    private Dictionary<string, (Expr Expr, bool Ambiguous)>? items;

    public void Add(ExprItem item)
    {
        items ??= new(StringComparer.OrdinalIgnoreCase);
        if (!items.TryGetValue(item.Alias.Text, out (Expr Expr, bool Ambiguous) old) || (old.Expr is ColumnName && item.Expr is not ColumnName))
            items[item.Alias.Text] = (item.Expr, false);
        else if (old.Expr is ColumnName && !old.Expr.Equals(item.Expr))
            items[item.Alias.Text] = (old.Expr, true);
    }

    /// <summary>The item of an alias; null where there is none.</summary>
    public (Expr Expr, bool Ambiguous)? Find(string alias) => items is not null && items.TryGetValue(alias, out (Expr Expr, bool Ambiguous) found) ? found : null;
}
