using PocSharding.Planning.Operators;
using PocSharding.Planning.Phases;
using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.LeafSql;

/// <summary>UPDATE or DELETE around the tables and predicates that its Route reads. Vitess: op_to_ast.go buildUpdate, buildDelete.</summary>
internal static class DmlText
{
    public static Statement Of(PlanContext context, DmlOp change, QueryText rows)
    {
        NodeList<TableExpr> tables = new([.. rows.From]);
        return change.Verb == DmlVerb.Update ? Update(context, change, rows, tables) : Delete(change, rows, tables);
    }

    private static Update Update(PlanContext context, DmlOp change, QueryText rows, NodeList<TableExpr> tables) =>
        new(tables, new NodeList<Assignment>([.. change.Assignments.Select(a => a with { Column = Unqualified(tables, a.Column), Value = SubquerySettling.MergedExpr(context, a.Value) })]))
        {
            Ignore = change.Ignore,
            Where = rows.Where.Expr,
            OrderBy = rows.OrderBy,
            Limit = rows.Limit,
        };

    private static Delete Delete(DmlOp change, QueryText rows, NodeList<TableExpr> tables)
    {
        bool named = tables.Count > 1 || tables[0] is not AliasedTable { Alias.Length: 0 };
        return new Delete(tables)
        {
            Ignore = change.Ignore,
            Targets = named ? new NodeList<TableName>([new TableName("", change.Target.Alias)]) : NodeList<TableName>.Empty,
            Where = rows.Where.Expr,
            OrderBy = rows.OrderBy,
            Limit = rows.Limit,
        };
    }

    private static ColumnName Unqualified(NodeList<TableExpr> from, ColumnName column) =>
        from is [AliasedTable] && column.Qualifier.Qualifier.Length == 0 ? column : column with { Qualifier = new TableName("", column.Qualifier.Name) };
}
