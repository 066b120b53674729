using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>INSERT, UPDATE, DELETE.</summary>
internal sealed partial class Binder
{
    private Insert BindInsert(Insert insert)
    {
        Signature.Dml = true;
        InsertScope.Check(insert, catalog, columns);
        CteScope ctes = CteScope.None.With(insert.With);
        return insert with
        {
            With = null,
            Rows = new NodeList<TupleExpr>([.. insert.Rows.Select(r => BindSubqueries(r, ctes))]),
            Select = insert.Select is null ? null : BindSelect(insert.Select, null, ctes),
        };
    }

    private T BindSubqueries<T>(T node, CteScope ctes) where T : Node =>
        Tree.Map(node, inner => inner is SubqueryExpr subquery ? subquery with { Select = BindSelect(subquery.Select, null, ctes) } : null);

    private Update BindUpdate(Update update)
    {
        LimitRules.Check(update.Limit);
        Signature.Dml = true;
        var scope = new Scope(null);
        TableExpr[] tables = [.. update.Tables.Select(t => BindTable(t, scope, CteScope.None))];
        return update with
        {
            Tables = new NodeList<TableExpr>(tables),
            Assignments = new NodeList<Assignment>([.. update.Assignments.Select(a => BindNode(a, scope, CteScope.None))]),
            Where = BindExpr(update.Where, scope, CteScope.None),
            OrderBy = new NodeList<OrderItem>([.. update.OrderBy.Select(o => BindNode(o, scope, CteScope.None))]),
        };
    }

    private Delete BindDelete(Delete delete)
    {
        LimitRules.Check(delete.Limit);
        Signature.Dml = true;
        var scope = new Scope(null);
        TableExpr[] tables = [.. delete.Tables.Select(t => BindTable(t, scope, CteScope.None))];
        foreach (TableName target in delete.Targets)
            if (!scope.Tables.Exists(t => t.Alias == target.Name))
                throw new RefusedException(new Refused("VT03003", $"unknown table '{target.Name}' in MULTI DELETE"));
        return delete with
        {
            Tables = new NodeList<TableExpr>(tables),
            Where = BindExpr(delete.Where, scope, CteScope.None),
            OrderBy = new NodeList<OrderItem>([.. delete.OrderBy.Select(o => BindNode(o, scope, CteScope.None))]),
        };
    }
}
