using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>UPDATE of columns that others refer to. Vitess: operators/update.go createFKCascadeOp.</summary>
internal static class CascadeOnUpdate
{
    private const string NewValue = "fkc_upd";

    public static Op Around(PlanContext context, Update update, TableInstance target, VTable table, Op change)
    {
        VForeignKey[] keys = [.. context.ForeignKeys.Children(target.Id).Where(k => !ForeignKeyDuties.IsRestrict(k.OnUpdate))];
        if (keys.Length == 0)
            return change;
        var selection = new KeySelection(target.Alias);
        var children = new List<Primitive>();
        foreach (VForeignKey key in keys)
        {
            selection.Add(key.ParentColumns);
            children.Add(Child(context, table, new KeyChange(key, Assigned(update, target, key)), selection));
        }
        Primitive rows = NestedStatement.Plan(context, selection.Select(update.Tables, update.Where, update.OrderBy, ForeignKeySql.Lock(table, LockMode.Update)));
        return new FkCascadeOp(change, rows, children, [.. keys.Select(k => new ForeignKeyKept(k, $"on update {ForeignKeySql.Word(k.OnUpdate)}"))]);
    }

    private sealed record KeyChange(VForeignKey Key, Assignment[] Assignments);

    private static Assignment[] Assigned(Update update, TableInstance target, VForeignKey key) =>
        [.. update.Assignments.Where(a => Exprs.DirectDeps(a.Column) == target.Set && KeyColumns.Has(key.ParentColumns, a.Column.Name.Text))];

    private static Primitive Child(PlanContext context, VTable table, KeyChange change, KeySelection selection)
    {
        Expr rows = ForeignKeySql.RowsOf(context, change.Key);
        Argument[]? read = Array.TrueForAll(change.Assignments, a => ForeignKeyDuties.IsLiteral(a.Value)) ? null : Read(context, table, change, selection);
        return change.Key.OnUpdate switch
        {
            ReferenceAction.Cascade => Cascade(context, change, rows, read),
            ReferenceAction.SetNull => SetNull(context, table, change, rows, read),
            _ => throw ForeignKeyRules.SetDefault(),
        };
    }

    /// <summary>A value that depends on the row is read with it, with whether it differs from the old one.</summary>
    private static Argument[] Read(PlanContext context, VTable table, KeyChange change, KeySelection selection)
    {
        foreach (Assignment assignment in change.Assignments)
        {
            Expr value = UpdatedValue.Cast(table, assignment);
            selection.Add(new ComparisonExpr(ComparisonOp.NullSafeEqual, assignment.Column, value));
            selection.Add(value);
        }
        return [.. change.Assignments.Select(_ => new Argument(context.Names.Unused(NewValue)))];
    }

    /// <summary>The parent does not have the new value yet: MySQL's checks are off, and vtgate verifies the child's other keys.</summary>
    private static Primitive Cascade(PlanContext context, KeyChange change, Expr rows, Argument[]? read)
    {
        VForeignKey key = change.Key;
        Assignment[] own = [.. change.Assignments.Select((a, i) => new Assignment(
            new ColumnName(key.ChildColumns[KeyColumns.IndexOf(key.ParentColumns, a.Column.Name.Text)]), read is null ? a.Value : read[i]))];
        var child = new Update(ForeignKeySql.From(key.Child), new NodeList<Assignment>(own)) { Where = rows, Comments = new([ForeignKeySql.ChecksOff]) };
        return NestedStatement.Plan(context, child, verifyAll: true, ignored: key);
    }

    /// <summary>Children of rows whose key stays as it is keep theirs.</summary>
    private static Primitive SetNull(PlanContext context, VTable table, KeyChange change, Expr rows, Argument[]? read)
    {
        Expr? differs = ChangedKey.Differs(change.Key, change.Assignments, (a, i) => read is null ? ForeignKeySql.Qualified(UpdatedValue.Cast(table, a), table.Name) : read[i], "");
        var child = new Update(ForeignKeySql.From(change.Key.Child), ForeignKeySql.SetNull(change.Key))
        {
            Where = ForeignKeySql.And(rows, differs),
            Comments = ForeignKeySql.Comments(context),
        };
        return NestedStatement.Plan(context, child);
    }
}

/// <summary><c>:v is null or (child columns) not in ((:v))</c>. Vitess: operators/update.go nullSafeNotInComparison.</summary>
internal static class ChangedKey
{
    /// <summary>Null when a column becomes NULL: then every row differs.</summary>
    public static Expr? Differs(VForeignKey key, Assignment[] assignments, Func<Assignment, int, Expr> valueOf, string qualifier)
    {
        if (Array.Exists(assignments, a => a.Value is NullLiteral))
            return null;
        Expr[] values = [.. assignments.Select(valueOf)];
        Expr[] columns = [.. assignments.Select(a => new ColumnName(
            new Ident(key.ChildColumns[KeyColumns.IndexOf(key.ParentColumns, a.Column.Name.Text)]), new TableName("", qualifier)))];
        var rows = new TupleExpr(new NodeList<Expr>([new TupleExpr(new NodeList<Expr>(values))]));
        Expr differs = new ComparisonExpr(ComparisonOp.NotIn, new TupleExpr(new NodeList<Expr>(columns)), rows);
        foreach (Expr value in values)
            differs = new OrExpr(new IsExpr(value, IsTest.Null), differs);
        return differs;
    }
}
