using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>The tables that a statement names.</summary>
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
        Tree.Walk(statement, node =>
        {
            if (node is TableRef { Name: var name } && !(name.Qualifier.Length == 0 && ctes.Contains(name.Name)))
                names.Add(name);
            return true;
        });
        return names;
    }
}
