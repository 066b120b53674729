using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Functions that vtgate answers from the session take no argument, last_insert_id apart. Vitess: sqlparser/normalizer.go funcRewrite.</summary>
internal static class SessionFunctions
{
    public static void Check(Statement statement) => Tree.Walk(statement, node =>
    {
        if (node is FunctionExpr { Qualifier.Length: 0, Arguments.Count: > 0 } function && function.Name.Text.ToLowerInvariant() is "found_rows" or "row_count")
            throw Refused(function);
        if (node is Select select && DualSubqueries.IsOnlyDual(select))
            foreach (SelectItem item in select.Items)
                CheckDatabase(item);
        return true;
    });

    /// <summary>The selected database is the session's only where no table is read.</summary>
    private static void CheckDatabase(SelectItem item) => Tree.Walk(item, node =>
        node is FunctionExpr { Qualifier.Length: 0, Arguments.Count: > 0 } function && function.Name.Text.ToLowerInvariant() is "database" or "schema"
            ? throw Refused(function)
            : node is not SubqueryExpr);

    private static RefusedException Refused(FunctionExpr function) => new("", $"Argument to {function.Name.Text.ToLowerInvariant()}() not supported");
}
