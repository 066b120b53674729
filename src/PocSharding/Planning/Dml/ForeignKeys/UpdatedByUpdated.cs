using PocSharding.Planning.Operators;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>A key column computed from another column that changes too: its final value is not known beforehand. Vitess: semantic_table.go ErrIfFkDependentColumnUpdated.</summary>
internal static class UpdatedByUpdated
{
    public static void Refuse(PlanContext context, Update update)
    {
        foreach (Assignment assignment in update.Assignments)
            if (ForeignKeyDuties.TargetOf(assignment) is { } table && InKey(context.ForeignKeys, table, assignment.Column.Name.Text))
                Check(update, assignment);
    }

    private static bool InKey(ForeignKeyDuties duties, int table, string column) =>
        duties.Children(table).Any(k => KeyColumns.Has(k.ParentColumns, column)) || duties.Parents(table).Any(k => KeyColumns.Has(k.ChildColumns, column));

    private static void Check(Update update, Assignment assignment) => Tree.Walk(assignment.Value, node =>
    {
        if (node is ColumnName column && !column.Equals(assignment.Column) && update.Assignments.Any(a => a.Column.Equals(column)))
            throw RefusedException.Unsupported($"{SqlPrinter.Print(column)} column referenced in foreign key column {SqlPrinter.Print(assignment.Column)} is itself updated");
        return true;
    });
}
