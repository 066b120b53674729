using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>DELETE of rows that others refer to. Vitess: operators/delete.go createFkCascadeOpForDelete.</summary>
internal static class CascadeOnDelete
{
    public static Op Around(PlanContext context, Delete delete, TableInstance target, VTable table, Op change)
    {
        IReadOnlyList<VForeignKey> keys = context.ForeignKeys.Children(target.Id);
        if (keys.Count == 0)
            return change;
        var selection = new KeySelection(target.Alias);
        var children = new List<Primitive>();
        foreach (VForeignKey key in keys)
        {
            if (ForeignKeyDuties.IsRestrict(key.OnDelete))
                throw ForeignKeyRules.CrossShard(key);
            selection.Add(key.ParentColumns);
            children.Add(NestedStatement.Plan(context, Child(context, key)));
        }
        Primitive rows = NestedStatement.Plan(context, selection.Select(delete.Tables, delete.Where, NodeList<OrderItem>.Empty, ForeignKeySql.Lock(table, LockMode.Update)));
        return new FkCascadeOp(change, rows, children, [.. keys.Select(k => new ForeignKeyKept(k, $"on delete {ForeignKeySql.Word(k.OnDelete)}"))]);
    }

    private static Statement Child(PlanContext context, VForeignKey key)
    {
        ComparisonExpr rows = ForeignKeySql.RowsOf(context, key);
        NodeList<TableExpr> from = ForeignKeySql.From(key.Child);
        NodeList<string> comments = ForeignKeySql.Comments(context);
        return key.OnDelete switch
        {
            ReferenceAction.Cascade => new Delete(from) { Where = rows, Comments = comments },
            ReferenceAction.SetNull => new Update(from, ForeignKeySql.SetNull(key)) { Where = rows, Comments = comments },
            _ => throw ForeignKeyRules.SetDefault(),
        };
    }
}

/// <summary>The SELECT that reads the keys of the rows about to change; a column is read once.</summary>
internal sealed class KeySelection(string alias)
{
    private readonly List<Expr> items = [];

    public void Add(IEnumerable<string> columns)
    {
        foreach (string column in columns)
            Add(new ColumnName(new Ident(column), new TableName("", alias)));
    }

    public void Add(Expr item)
    {
        if (!items.Contains(item))
            items.Add(item);
    }

    public Select Select(NodeList<TableExpr> from, Expr? where, NodeList<OrderItem> orderBy, LockClause locking) =>
        new(new NodeList<SelectItem>([.. items.Select(i => new ExprItem(i, Ident.None))])) { From = from, Where = where, OrderBy = orderBy, Lock = locking };
}
