using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Replaces stars by columns where every table of the star is known. Vitess: early_rewriter.go expandStar.</summary>
internal static class StarExpansion
{
    public static IEnumerable<SelectItem> Expand(NodeList<SelectItem> items, Scope scope)
    {
        foreach (SelectItem item in items.ToArray())
        {
            if (item is not StarItem star)
            {
                yield return item;
                continue;
            }
            List<TableInstance> tables = scope.Tables.FindAll(t => ColumnResolver.Matches(star.Table, t));
            if (tables.Count == 0)
                throw new RefusedException(new Refused("", $"Unknown table '{star.Table.Name}'"));
            if (!tables.TrueForAll(IsKnown))
            {
                yield return item;
                continue;
            }
            foreach (ExprItem column in Columns(tables, scope))
                yield return column;
        }
    }

    private static bool IsKnown(TableInstance table) => table.Authoritative && table.Kind != TableKind.Dual;

    /// <summary>Table by table: the columns of USING that it is the first to hold, then those that are its own.</summary>
    private static IEnumerable<ExprItem> Columns(List<TableInstance> tables, Scope scope)
    {
        bool qualify = scope.Tables.Count > 1;
        foreach (TableInstance table in tables)
        {
            List<string> names = [.. Names(table)];
            foreach (string name in names.Where(n => Holders(n, table, scope)?[0] == table))
                yield return Item(name, table, qualify);
            foreach (string name in names.Where(n => Holders(n, table, scope) is null))
                yield return Item(name, table, qualify);
        }
    }

    private static List<TableInstance>? Holders(string name, TableInstance table, Scope scope) =>
        scope.Using.TryGetValue(name, out List<TableInstance>? holders) && holders.Contains(table) ? holders : null;

    private static IEnumerable<string> Names(TableInstance table) =>
        table.Columns is not null ? table.Columns.Select(c => c.Name) : table.Catalog!.Columns.Where(c => !c.Invisible).Select(c => c.Name);

    private static ExprItem Item(string name, TableInstance table, bool qualify)
    {
        TableName qualifier = qualify ? new TableName("", table.Alias) : TableName.None;
        return new ExprItem(new ColumnName(new Ident(name), qualifier), Ident.None);
    }
}
