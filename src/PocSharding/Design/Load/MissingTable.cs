using PocSharding.Sql.Ast;

namespace PocSharding.Design.Load;

/// <summary>Finds a table that a statement names and the schema lacks: a view, another database's table, one that was dropped.</summary>
internal static class MissingTable
{
    private static readonly HashSet<string> ServersOwn = new(StringComparer.OrdinalIgnoreCase) { "information_schema", "performance_schema", "mysql", "sys" };

    public static string? Of(Statement statement, TableIndex index)
    {
        HashSet<string> defined = new(StringComparer.OrdinalIgnoreCase) { "dual" };
        List<TableName> named = statement is Insert insert ? [insert.Table] : [];
        Tree.Walk(statement, node =>
        {
            if (node is CommonTableExpr common)
                defined.Add(common.Name);
            else if (node is TableRef table)
                named.Add(table.Name);
            return true;
        });
        return named.FirstOrDefault(n => index.Find(n.Name) is null && !defined.Contains(n.Name) && !ServersOwn.Contains(n.Qualifier))?.ToString();
    }
}
