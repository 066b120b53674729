using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>Which predicates feed which vindexes; one method a shape, the table of contents is <see cref="Match"/>. Vitess: sharded_routing.go (planner-facts §5.4).</summary>
internal static class VindexMatching
{
    /// <summary>Records the options that a predicate opens; whether one became ready.</summary>
    public static bool Match(PlanContext context, ShardedRouting routing, Predicate predicate) => predicate.Expr switch
    {
        ComparisonExpr { Modifier: not ComparisonModifier.None } => false,
        ComparisonExpr { Op: ComparisonOp.Equal } equal => Equal(context, routing, predicate, equal.Left, equal.Right),
        ComparisonExpr { Op: ComparisonOp.In, Left: ColumnName } list => InList(context, routing, predicate, list),
        ComparisonExpr { Op: ComparisonOp.In, Left: TupleExpr row } list => InRows(context, routing, predicate, row, list.Right),
        ComparisonExpr { Op: ComparisonOp.Like, Left: ColumnName column } like => Like(context, routing, predicate, column, like.Right),
        IsExpr { Test: IsTest.Null, Operand: ColumnName column } => IsNull(routing, predicate, column),
        BetweenExpr { Negated: false, Left: ColumnName column } between => Between(context, routing, predicate, column, between),
        _ => false,
    };

    private static bool Equal(PlanContext context, ShardedRouting routing, Predicate predicate, Expr left, Expr right)
    {
        (ColumnName? column, Expr other) = left is ColumnName l ? (l, right) : (right as ColumnName, left);
        if (column is null || ValueOf(context, other) is not { } value)
            return false;
        return Offer(routing, predicate, column, value, EqualOpcode, v => v.Vindex);
    }

    private static bool InList(PlanContext context, ShardedRouting routing, Predicate predicate, ComparisonExpr list)
    {
        if (list.Right is TupleExpr { Items: [var only] })
            return Equal(context, routing, predicate, list.Left, only);
        if (ValueOf(context, list.Right) is not { } value)
            return false;
        return Offer(routing, predicate, (ColumnName)list.Left, value, _ => Opcode.IN, v => v.Vindex);
    }

    private static bool InRows(PlanContext context, ShardedRouting routing, Predicate predicate, TupleExpr row, Expr right) => right switch
    {
        TupleExpr rows => InTuples(context, routing, predicate, row, rows, []),
        ListArgument list => InArgument(routing, predicate, row, list),
        _ => false,
    };

    /// <summary>Nested tuples are followed by coordinates; what stands after the first nested one is not looked at.</summary>
    private static bool InTuples(PlanContext context, ShardedRouting routing, Predicate predicate, TupleExpr row, TupleExpr rows, List<int> coordinates)
    {
        bool found = false;
        for (int i = 0; i < row.Items.Count; i++)
        {
            if (row.Items[i] is TupleExpr nested)
                return InTuples(context, routing, predicate, nested, rows, [.. coordinates, i]) || found;
            if (row.Items[i] is not ColumnName column || !HasVindex(routing, column))
                continue;
            var values = new List<Expr>();
            foreach (Expr item in rows.Items)
            {
                if (item is not TupleExpr || At(item, [.. coordinates, i]) is not { } value)
                    return false;
                values.Add(value);
            }
            var tuple = new TupleExpr(new NodeList<Expr>([.. values]));
            if (ValueOf(context, tuple) is null)
                return false;
            found |= Offer(routing, predicate, column, tuple, _ => Opcode.MultiEqual, v => v.Vindex);
        }
        return found;
    }

    private static Expr? At(Expr expr, List<int> coordinates)
    {
        foreach (int index in coordinates)
        {
            if (expr is not TupleExpr tuple || index >= tuple.Items.Count)
                return null;
            expr = tuple.Items[index];
        }
        return expr;
    }

    private static bool InArgument(ShardedRouting routing, Predicate predicate, TupleExpr row, ListArgument list)
    {
        bool found = false;
        foreach (Expr item in row.Items)
            if (item is ColumnName column && HasVindex(routing, column))
                found |= Offer(routing, predicate, column, list, _ => Opcode.MultiEqual, v => v.Vindex);
        return found;
    }

    private static bool Like(PlanContext context, ShardedRouting routing, Predicate predicate, ColumnName column, Expr pattern) =>
        ValueOf(context, pattern) is { } value && Offer(routing, predicate, column, value, _ => Opcode.Equal, v => v.Vindex.PrefixVindex);

    private static bool IsNull(ShardedRouting routing, Predicate predicate, ColumnName column) =>
        Offer(routing, predicate, column, NullLiteral.Instance, v => v.Vindex is LookupVindex ? Opcode.Scatter : EqualOpcode(v), v => v.Vindex);

    private static bool Between(PlanContext context, ShardedRouting routing, Predicate predicate, ColumnName column, BetweenExpr between)
    {
        if (ValueOf(context, between.From) is not { } from || ValueOf(context, between.To) is not { } to)
            return false;
        var range = new TupleExpr(new NodeList<Expr>([from, to]));
        return Offer(routing, predicate, column, range, v => v.Vindex.Sequential ? Opcode.Between : Opcode.Scatter, v => v.Vindex, singleOnly: true);
    }

    private static Opcode EqualOpcode(ColumnVindex vindex) => vindex.Partial ? Opcode.SubShard : vindex.Unique ? Opcode.EqualUnique : Opcode.Equal;

    /// <summary>The expression, or one that equals it, that vtgate can compute without columns.</summary>
    private static Expr? ValueOf(PlanContext context, Expr expr)
    {
        if (Evaluable.IsValue(expr))
            return expr;
        foreach (Expr candidate in context.Equalities.Of(expr))
            if (Evaluable.IsValue(candidate))
                return candidate;
        return null;
    }

    private static bool HasVindex(ShardedRouting routing, ColumnName column) => Array.Exists(routing.Candidates, c => c.ColumnVindex.IndexOf(column.Name.Text) >= 0);

    private static bool Offer(
        ShardedRouting routing, Predicate predicate, ColumnName column, Expr value, Func<ColumnVindex, Opcode> opcode, Func<ColumnVindex, Vindex?> vindex, bool singleOnly = false)
    {
        bool found = false;
        TableSet table = Exprs.DirectDeps(column);
        if (table.IsEmpty)
            return false;
        foreach (ref VindexCandidate candidate in routing.Candidates.AsSpan())
        {
            int index = candidate.ColumnVindex.IndexOf(column.Name.Text);
            if (index < 0 || !table.IsSolvedBy(candidate.Table) || vindex(candidate.ColumnVindex) is not { } mapping)
                continue;
            found |= candidate.ColumnVindex.Vindex.MultiColumn
                ? !singleOnly && OfferMulti(ref candidate, index, predicate, value, opcode(candidate.ColumnVindex), mapping)
                : index == 0 && OfferSingle(ref candidate, predicate, value, opcode(candidate.ColumnVindex), mapping);
        }
        return found;
    }

    /// <summary>A lookup over several columns is matched by its first only.</summary>
    private static bool OfferSingle(ref VindexCandidate candidate, Predicate predicate, Expr value, Opcode opcode, Vindex vindex)
    {
        if (opcode == Opcode.Scatter)
            return false;
        candidate = candidate with { Options = [.. candidate.Options, VindexOption.Of(candidate.ColumnVindex, vindex, opcode, value, predicate)] };
        return true;
    }

    /// <summary>Every unfinished option that lacks the column is continued, and a new one is begun.</summary>
    private static bool OfferMulti(ref VindexCandidate candidate, int index, Predicate predicate, Expr value, Opcode opcode, Vindex vindex)
    {
        List<VindexOption> options = [.. candidate.Options];
        bool ready = false;
        foreach (VindexOption unfinished in candidate.Options.Where(o => !o.Ready && !o.Has(index)).Append(VindexOption.Unfinished(candidate.ColumnVindex, vindex)))
        {
            VindexOption grown = unfinished.With(index, opcode, value, predicate);
            options.RemoveAll(o => o.IsReplacedBy(grown));
            options.Add(grown);
            ready |= grown.Ready;
        }
        candidate = candidate with { Options = [.. options] };
        return ready;
    }
}
