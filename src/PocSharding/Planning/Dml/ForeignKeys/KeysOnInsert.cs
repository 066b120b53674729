using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>INSERT, REPLACE and ON DUPLICATE KEY UPDATE. Vitess: operators/insert.go checkAndCreateInsertOperator, operators/upsert.go.</summary>
internal static class KeysOnInsert
{
    public static Primitive Around(PlanContext context, Insert insert, VTable table, Func<Insert, Primitive> plain)
    {
        bool deletesFirst = insert.Replace && context.ForeignKeys.Any && (table.PrimaryKey.Count > 0 || table.UniqueKeys.Count > 0);
        if (!deletesFirst)
            return Checked(context, insert, table, plain);
        Insert inserting = insert with { Replace = false };
        Primitive then = Checked(context, inserting, table, plain);
        if (insert.Select is not null)
            throw RefusedException.Unsupported("REPLACE INTO using select statement");
        var delete = new Delete(ForeignKeySql.From(table)) { Where = InsertedKeys.Clashing(inserting, table), Comments = insert.Comments };
        return new NamedPrimitive("Sequential", "", [NestedStatement.Plan(context, delete), then]);
    }

    private static Primitive Checked(PlanContext context, Insert insert, VTable table, Func<Insert, Primitive> plain)
    {
        Primitive planned = plain(insert);
        if (table.Keyspace.ForeignKeyMode != ForeignKeyMode.Managed)
            return planned;
        if (context.ForeignKeys.AllParents is [var parent, ..])
            throw ForeignKeyRules.CrossShard(parent);
        if (context.ForeignKeys.AllChildren.Count == 0)
            return planned;
        if (insert.Replace)
            throw RefusedException.Unsupported("REPLACE INTO with foreign keys");
        return insert.OnDuplicate.Count == 0 ? planned : Upsert(context, insert, table, planned);
    }

    /// <summary>Each row is inserted, and updated where it is there already.</summary>
    private static Primitive Upsert(PlanContext context, Insert insert, VTable table, Primitive planned)
    {
        if (insert.Select is not null)
            throw RefusedException.Unsupported("ON DUPLICATE KEY UPDATE with foreign keys with select statement");
        if (table.UniqueKeys.Count > 0)
            throw RefusedException.Unsupported("ON DUPLICATE KEY UPDATE with foreign keys with unique keys");
        var pairs = new List<(Primitive Insert, Primitive Update)>();
        foreach (TupleExpr row in insert.Rows)
        {
            if (InsertedKeys.Same(insert, row, table) is not { } same)
                return planned;
            Assignment[] assignments = [.. insert.OnDuplicate.Select(a => a with { Value = InRow(insert, row, a.Value) })];
            var update = new Update(ForeignKeySql.From(table), new NodeList<Assignment>(assignments)) { Where = same, Comments = insert.Comments };
            Primitive updating = NestedStatement.Plan(context, update);
            Insert one = insert with { Table = ForeignKeySql.NameOf(table), OnDuplicate = NodeList<Assignment>.Empty, Rows = new NodeList<TupleExpr>([row]) };
            pairs.Add((NestedStatement.Plan(context, one), updating));
        }
        return new Upsert(pairs);
    }

    /// <summary><c>VALUES(column)</c> is the row's value.</summary>
    private static Expr InRow(Insert insert, TupleExpr row, Expr value) => Tree.Map(value, node =>
    {
        if (node is not ValuesFunctionExpr { Column: var column })
            return null;
        int place = InsertPlanner.IndexOf(insert.Columns, column.Name.Text);
        return place >= 0 ? row.Items[place] : throw new RefusedException(new Refused("VT03014", $"unknown column '{SqlPrinter.Print(column)}' in 'field list'"));
    });
}
