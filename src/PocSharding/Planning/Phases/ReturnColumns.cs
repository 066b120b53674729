using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>The columns that the user asked for, no more, under their names. Vitess: addTruncationOrProjectionToReturnOutput.</summary>
internal static class ReturnColumns
{
    public static Op Ensure(PlanContext context, IReadOnlyList<SelectItem> asked, Op root)
    {
        IReadOnlyList<SelectItem> given = root.SelectItems(context);
        bool sized = asked.Count == given.Count || root.TryTruncate(asked.Count);
        if (sized && Align(asked, given))
            return root;
        var projection = new ProjectionOp(root);
        foreach (SelectItem item in asked)
        {
            var column = item as ExprItem ?? throw RefusedException.NeedsColumns();
            root.AddColumn(context, true, false, column);
            projection.Known.Add(new ProjectedColumn(column, column.Expr) { IsOffset = true });
        }
        return projection;
    }

    private static bool Align(IReadOnlyList<SelectItem> asked, IReadOnlyList<SelectItem> given)
    {
        if (asked.Count > given.Count)
            return false;
        for (int i = 0; i < asked.Count; i++)
        {
            if (asked[i] is not ExprItem item || (item.Alias.IsEmpty && item.Expr is not ColumnName))
                continue;
            if (given[i] is not ExprItem actual || !Exprs.NameOf(actual).Equals(Exprs.NameOf(item), StringComparison.Ordinal))
                return false;
        }
        return true;
    }
}
