using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>The tables that a statement names, in the order in which Vitess looks them up: FROM before everything else of a query.</summary>
internal static class TableNames
{
    public static IReadOnlyList<TableName> Of(Statement statement)
    {
        var names = new List<TableName>();
        HashSet<string> ctes = new(StringComparer.Ordinal);
        Tree.Walk(statement, node =>
        {
            if (node is CommonTableExpr cte)
                ctes.Add(cte.Name);
            return true;
        });
        if (statement is Insert insert)
            names.Add(insert.Table);
        if (statement is Select top)
            Query(top, ctes, names);
        else
            Collect(statement, ctes, names);
        return names;
    }

    private static void Query(Select select, HashSet<string> ctes, List<TableName> names)
    {
        if (select.From.Count == 0)
            names.Add(new TableName("", "dual"));
        foreach (TableExpr table in select.From)
            Collect(table, ctes, names);
        Collect(select with { From = NodeList<TableExpr>.Empty }, ctes, names);
    }

    private static void Collect(Node root, HashSet<string> ctes, List<TableName> names) => Tree.Walk(root, node =>
    {
        switch (node)
        {
            case TableRef { Name: var name } when !(name.Qualifier.Length == 0 && ctes.Contains(name.Name)):
                names.Add(name);
                return false;
            case Select select when !ReferenceEquals(select, root):
                Query(select, ctes, names);
                return false;
            default:
                return true;
        }
    });
}
