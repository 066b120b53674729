using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Merging;

/// <summary>What merging rules share: bringing reference tables into the other side's keyspace, and the two sharded rules.</summary>
internal static class RouteMerger
{
    // Derived tables in derived tables are seen through so many levels.
    private const int DeepestDerived = 64;

    /// <summary>Both Routes, a reference table replaced by its copy (or source) in the other's keyspace. Vitess: getRoutesOrAlternates.</summary>
    public static (RouteOp Left, RouteOp Right, bool SameKeyspace) InOneKeyspace(PlanContext context, RouteOp left, RouteOp right)
    {
        Keyspace? a = left.Routing.Keyspace, b = right.Routing.Keyspace;
        if (ReferenceEquals(a, b) || a is null || b is null)
            return (left, right, ReferenceEquals(a, b));
        if (Alternate(context, left, b) is { } otherLeft)
            return (otherLeft, right, true);
        if (Alternate(context, right, a) is { } otherRight)
            return (left, otherRight, true);
        return (left, right, false);
    }

    private static RouteOp? Alternate(PlanContext context, RouteOp route, Keyspace keyspace) =>
        route.Routing is AnyShardRouting any && !route.Tables.Overlaps(context.DmlTargets) ? any.Alternates.GetValueOrDefault(keyspace) : null;

    /// <summary>Whether two sharded Routes may become one: equal values on one unique vindex, or a join over it (planner-facts §7.3).</summary>
    public static bool CanMerge(PlanContext context, RouteOp a, RouteOp b, IEnumerable<Expr> predicates, out string why)
    {
        var left = (ShardedRouting)a.Routing;
        var right = (ShardedRouting)b.Routing;
        why = "";
        if (!ReferenceEquals(left.Keyspace, right.Keyspace))
        {
            why = "they are in different keyspaces";
            return false;
        }
        if (SameValues(left, right))
            return true;
        why = "no predicate joins them on the column of a unique vindex that both use first";
        if (left.Opcode is not (Opcode.EqualUnique or Opcode.Scatter or Opcode.IN or Opcode.None))
        {
            why = $"the left side is routed by {left.Opcode}";
            return false;
        }
        foreach (Expr predicate in predicates)
            if (JoinsOnVindex(context, a, b, predicate))
                return true;
        return false;
    }

    private static bool SameValues(ShardedRouting left, ShardedRouting right) =>
        left is { Opcode: Opcode.EqualUnique, Selected: { } a } && right is { Opcode: Opcode.EqualUnique, Selected: { } b }
        && ReferenceEquals(a.Vindex, b.Vindex) && ValueEquality.AllEqual(a.Values, b.Values);

    private static bool JoinsOnVindex(PlanContext context, RouteOp a, RouteOp b, Expr predicate)
    {
        if (predicate is AndExpr and)
            return JoinsOnVindex(context, a, b, and.Left) || JoinsOnVindex(context, a, b, and.Right);
        if (predicate is not ComparisonExpr { Op: ComparisonOp.Equal } equal)
            return false;
        Expr left = equal.Left, right = equal.Right;
        Vindex? first = VindexOf(context, a, left);
        if (first is null)
        {
            (left, right) = (right, left);
            first = VindexOf(context, a, left);
        }
        return first is { Unique: true } && ReferenceEquals(first, VindexOf(context, b, right));
    }

    /// <summary>The first single-column vindex on the column that an expression is, or equals; seen through derived tables. Vitess: findColumnVindex.</summary>
    public static Vindex? VindexOf(PlanContext context, Op op, Expr expr)
    {
        if (Unwrap(context, Extremum(expr)) is not { } column)
            return null;
        if (VindexOf(op, column, Exprs.Deps(column)) is { } own)
            return own;
        foreach (Expr equal in context.Equalities.Of(column))
            if (equal is ColumnName other && VindexOf(op, other, Exprs.Deps(other)) is { } vindex)
                return vindex;
        return null;
    }

    private static Vindex? VindexOf(Op op, ColumnName column, TableSet deps)
    {
        if (deps.IsEmpty)
            return null;
        if (op is TableOp table && deps.IsSolvedBy(table.Instance.Set) && FirstVindex(table.Table, column.Name.Text) is { } own)
            return own;
        foreach (Op input in op.Inputs)
            if (VindexOf(input, column, deps) is { } vindex)
                return vindex;
        return null;
    }

    private static Vindex? FirstVindex(VTable table, string column)
    {
        foreach (ColumnVindex vindex in table.ColumnVindexes)
            if (!vindex.Vindex.MultiColumn && vindex.Columns[0].Equals(column, StringComparison.OrdinalIgnoreCase))
                return vindex.Vindex;
        return null;
    }

    private static Expr Extremum(Expr expr) => expr is AggregateExpr { Kind: AggregateKind.Min or AggregateKind.Max, Arguments: [var only] } ? only : expr;

    /// <summary>The table's column behind a derived table's; none behind a derived UNION's, which is one of every leg (planner-facts §7.3).</summary>
    private static ColumnName? Unwrap(PlanContext context, Expr expr)
    {
        for (int depth = 0; depth < DeepestDerived; depth++)
        {
            if (expr is not ColumnName column)
                return null;
            if (Exprs.Binding(column)?.Table is not { Kind: TableKind.Derived } derived)
                return column;
            TableSet all = Exprs.Deps(column);
            expr = Extremum(context.InsideDerived(column, derived));
            if (!Exprs.Deps(expr).Equals(all))
                return null;
        }
        return null;
    }
}

/// <summary>When two vindex values are surely the same. Vitess: gen4ValEqual (planner-facts §7.3).</summary>
internal static class ValueEquality
{
    public static bool AllEqual(IReadOnlyList<Expr?> left, IReadOnlyList<Expr?> right)
    {
        if (left.Count != right.Count)
            return false;
        for (int i = 0; i < left.Count; i++)
            if (left[i] is not { } a || right[i] is not { } b || !Equal(a, b))
                return false;
        return true;
    }

    public static bool Equal(Expr left, Expr right) => (left, right) switch
    {
        (ColumnName a, ColumnName b) => a.Equals(b),
        (Argument a, Argument b) => a.Name == b.Name,
        (ListArgument a, ListArgument b) => a.Name == b.Name,
        (TupleExpr a, TupleExpr b) => AllEqual(a.Items, b.Items),
        (Literal a, Literal b) => Equal(a, b),
        _ => false,
    };

    private static bool Equal(Literal left, Literal right)
    {
        if (left.IsNegative || right.IsNegative)
            return false;
        if (left.Kind == LiteralKind.Integer || right.Kind == LiteralKind.Integer)
            return left.Kind == right.Kind && left.Bytes.Span.SequenceEqual(right.Bytes.Span);
        return Text(left) is { } a && Text(right) is { } b && a.AsSpan().SequenceEqual(b);
    }

    private static byte[]? Text(Literal literal)
    {
        if (literal.Kind == LiteralKind.String)
            return literal.Bytes.ToArray();
        if (literal.Kind != LiteralKind.HexString)
            return null;
        string digits = literal.Text;
        return digits.Length % 2 == 0 ? Convert.FromHexString(digits) : null;
    }
}
