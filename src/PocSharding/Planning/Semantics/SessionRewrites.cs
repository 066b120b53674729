using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// What the session and its views make of table names: unqualified names belong to a selected system schema, a view is the derived table that it
/// stands for, some functions are aggregates. Vitess: sqlparser/normalizer.go (planner-facts §2).
/// </summary>
internal sealed class SessionRewrites(TableCatalog catalog)
{
    // A view may read views, but not without end.
    private const int ViewDepth = 16;

    public Statement Run(Statement statement)
    {
        if (catalog.AggregateFunctions is { } aggregates)
            statement = Tree.Map(statement, node => node is FunctionExpr { Qualifier.Length: 0 } function && aggregates.Contains(function.Name.Text)
                ? new AggregateExpr(AggregateKind.UserDefined, false, function.Arguments) { Name = function.Name }
                : null);
        if (!catalog.HasViews && !catalog.InSystemSchema)
            return statement;
        HashSet<string> ctes = new(StringComparer.Ordinal);
        Tree.Walk(statement, node =>
        {
            if (node is CommonTableExpr cte)
                ctes.Add(cte.Name);
            return true;
        });
        return Replace(statement, ctes, ViewDepth);
    }

    private T Replace<T>(T root, HashSet<string> ctes, int depth) where T : Node => Tree.Map(root, node =>
    {
        if (node is not AliasedTable { Source: TableRef { Name: var name } } table || (name.Qualifier.Length == 0 && (name.Name == "dual" || ctes.Contains(name.Name))))
            return null;
        if (catalog.InSystemSchema)
            return name.Qualifier.Length > 0 ? null : table with { Source = new TableRef(new TableName(catalog.Database!, name.Name)) };
        if (catalog.View(name) is not { } text || depth == 0 || SqlParser.Parse(text).Statement is not SelectStatement definition)
            return null;
        return new AliasedTable(new DerivedTable(Replace(definition, ctes, depth - 1)), table.Alias.Length > 0 ? table.Alias : name.Name);
    });
}
