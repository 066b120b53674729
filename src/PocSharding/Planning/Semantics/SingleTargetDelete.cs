using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// <c>DELETE t FROM table AS t …</c> becomes <c>DELETE FROM table …</c>: the alias goes, and every qualified column of WHERE, those inside subqueries
/// too, is said to be the table's. Vitess: planbuilder/delete.go rewriteSingleTbl.
/// </summary>
internal static class SingleTargetDelete
{
    public static Statement Run(Statement statement)
    {
        if (statement is not Delete { Targets: [var target], Tables: [AliasedTable table] } delete)
            return statement;
        string name = table.Alias.Length > 0 ? table.Alias : table.Source is TableRef named ? named.Name.Name : "";
        if (target.Name != name)
            throw new RefusedException("VT03003", $"unknown table '{target.Name}' in MULTI DELETE");
        if (table.Source is not TableRef reference)
            throw new RefusedException("VT03004", $"the target table {table.Alias} of the DELETE is not updatable");
        return delete with
        {
            Targets = NodeList<TableName>.Empty,
            Tables = new NodeList<TableExpr>([new AliasedTable(reference, "")]),
            Where = delete.Where is null ? null : Tree.Map(delete.Where, node => node is ColumnName { Qualifier.IsEmpty: false } column ? column with { Qualifier = reference.Name } : null),
        };
    }
}
