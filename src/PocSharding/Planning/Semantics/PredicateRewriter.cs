using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// Brings a predicate of a table that still scatters into conjunctive form and turns ORs into INs.
/// Vitess: sqlparser/predicate_rewriting.go (planner-facts §5.6): one change a pass, 15 passes, else the original stays.
/// </summary>
internal static class PredicateRewriter
{
    private const int Passes = 15;

    public static Expr Rewrite(Expr predicate)
    {
        Expr current = predicate;
        for (int pass = 0; pass < Passes; pass++)
        {
            bool changed = false;
            Expr next = Once(current, ref changed);
            if (!changed)
                return current;
            current = next;
        }
        return predicate;
    }

    /// <summary>Makes the first possible change, innermost and leftmost first.</summary>
    private static Expr Once(Expr expr, ref bool changed) => Once(expr, ref changed, out _);

    /// <summary>The same; with the terms that the AND or OR puts together, nested ones of its kind seen through.</summary>
    private static Expr Once(Expr expr, ref bool changed, out HashSet<Expr>? terms)
    {
        terms = null;
        switch (expr)
        {
            case AndExpr and:
                Expr left = Once(and.Left, ref changed, out HashSet<Expr>? leftTerms);
                if (changed)
                    return and with { Left = left };
                Expr right = Once(and.Right, ref changed, out HashSet<Expr>? rightTerms);
                if (changed)
                    return and with { Right = right };
                bool distinct = AreDistinct(left is AndExpr ? leftTerms! : [left], right is AndExpr ? rightTerms! : [right], out terms);
                return Apply(and, distinct ? Absorb(and) : Distinct<AndExpr>(and, a => (a.Left, a.Right), (l, r) => new AndExpr(l, r)), ref changed);
            case OrExpr or:
                left = Once(or.Left, ref changed, out leftTerms);
                if (changed)
                    return or with { Left = left };
                right = Once(or.Right, ref changed, out rightTerms);
                if (changed)
                    return or with { Right = right };
                distinct = AreDistinct(left is OrExpr ? leftTerms! : [left], right is OrExpr ? rightTerms! : [right], out terms);
                return Apply(or, Simplify(or) ?? (distinct ? null : Distinct<OrExpr>(or, o => (o.Left, o.Right), (l, r) => new OrExpr(l, r))), ref changed);
            case XorExpr xor:
                changed = true;
                return new AndExpr(new OrExpr(xor.Left, xor.Right), new NotExpr(new AndExpr(xor.Left, xor.Right)));
            case NotExpr not:
                Expr operand = Once(not.Operand, ref changed);
                return changed ? new NotExpr(operand) : Apply(not, Simplify(not), ref changed);
            default:
                return expr;
        }
    }

    /// <summary>Whether no term stands on both sides; the terms of both, the smaller set taken into the larger: all sets of a tree together stay small.</summary>
    private static bool AreDistinct(HashSet<Expr> left, HashSet<Expr> right, out HashSet<Expr> both)
    {
        (both, HashSet<Expr> smaller) = left.Count < right.Count ? (right, left) : (left, right);
        int apart = both.Count + smaller.Count;
        both.UnionWith(smaller);
        return both.Count == apart;
    }

    private static Expr Apply(Expr original, Expr? simpler, ref bool changed)
    {
        changed = simpler is not null;
        return simpler ?? original;
    }

    private static Expr? Simplify(NotExpr not) => not.Operand switch
    {
        NotExpr inner => inner.Operand,
        OrExpr or => new AndExpr(new NotExpr(or.Left), new NotExpr(or.Right)),
        AndExpr and => new OrExpr(new NotExpr(and.Left), new NotExpr(and.Right)),
        ComparisonExpr { Modifier: ComparisonModifier.None } comparison when AstRewrites.Inverse(comparison.Op) is { } op => comparison with { Op = op },
        _ => null,
    };

    /// <summary>(A or B) and B => B.</summary>
    private static Expr? Absorb(AndExpr and)
    {
        if (and.Left is OrExpr left && (left.Left.Equals(and.Right) || left.Right.Equals(and.Right)))
            return and.Right;
        if (and.Right is OrExpr right && (right.Left.Equals(and.Left) || right.Right.Equals(and.Left)))
            return and.Left;
        return null;
    }

    private static Expr? Simplify(OrExpr or)
    {
        if (or is { Left: AndExpr l, Right: AndExpr r } && Factor(l, r) is { } factored)
            return factored;
        if (or.Left is AndExpr left)
            return or.Right.Equals(left.Left) || or.Right.Equals(left.Right)
                ? or.Right
                : new AndExpr(new OrExpr(left.Left, or.Right), new OrExpr(left.Right, or.Right));
        if (or.Right is AndExpr right)
            return or.Left.Equals(right.Left) || or.Left.Equals(right.Right)
                ? or.Left
                : new AndExpr(new OrExpr(or.Left, right.Left), new OrExpr(or.Left, right.Right));
        return or is { Left: ComparisonExpr a, Right: ComparisonExpr b } ? ToIn(a, b) : null;
    }

    /// <summary>(A and B) or (A and C) => A and (B or C).</summary>
    private static AndExpr? Factor(AndExpr left, AndExpr right)
    {
        if (left.Left.Equals(right.Left))
            return new AndExpr(left.Left, new OrExpr(left.Right, right.Right));
        if (left.Left.Equals(right.Right))
            return new AndExpr(left.Left, new OrExpr(left.Right, right.Left));
        if (left.Right.Equals(right.Left))
            return new AndExpr(left.Right, new OrExpr(left.Left, right.Right));
        return left.Right.Equals(right.Right) ? new AndExpr(left.Right, new OrExpr(left.Left, right.Left)) : null;
    }

    private static ComparisonExpr? ToIn(ComparisonExpr left, ComparisonExpr right)
    {
        if (left.Left is not ColumnName column || !column.Equals(right.Left) || Values(left) is not { } first || Values(right) is not { } second)
            return null;
        return new ComparisonExpr(ComparisonOp.In, column, new TupleExpr(new NodeList<Expr>([.. first.Concat(second).Distinct()])));
    }

    private static IEnumerable<Expr>? Values(ComparisonExpr comparison) => comparison switch
    {
        { Op: ComparisonOp.Equal } => [comparison.Right],
        { Op: ComparisonOp.In, Right: TupleExpr tuple } => tuple.Items,
        _ => null,
    };

    /// <summary>The tree without repeated terms, which it has.</summary>
    private static Expr Distinct<T>(T root, Func<T, (Expr, Expr)> sides, Func<Expr, Expr, Expr> make) where T : Expr
    {
        var leaves = new List<Expr>();
        var todo = new Queue<T>([root]);
        while (todo.TryDequeue(out T? current))
        {
            (Expr left, Expr right) = sides(current);
            foreach (Expr side in new[] { left, right })
                if (side is T nested)
                    todo.Enqueue(nested);
                else
                    leaves.Add(side);
        }
        return leaves.Distinct().Aggregate(make);
    }

    /// <summary>
    /// Reads <c>(a = 1 and b = 2) or (a = 3 and b = 4)</c> as <c>(a, b) in ((1, 2), (3, 4))</c>, for routing only; null when it is no such thing.
    /// </summary>
    public static ComparisonExpr? ExtractIn(OrExpr or)
    {
        List<Expr> columns = [];
        List<Expr> rows = [];
        foreach (Expr disjunct in SplitOr(or))
        {
            (List<Expr> names, List<Expr> values) = Equalities(disjunct);
            if (names.Count == 0 || (rows.Count > 0 && !names.SequenceEqual(columns)))
                return null;
            columns = names;
            rows.Add(new TupleExpr(new NodeList<Expr>([.. values])));
        }
        return new ComparisonExpr(ComparisonOp.In, new TupleExpr(new NodeList<Expr>([.. columns])), new TupleExpr(new NodeList<Expr>([.. rows])));
    }

    private static IEnumerable<Expr> SplitOr(Expr expr)
    {
        var stack = new Stack<Expr>([expr]);
        while (stack.TryPop(out Expr? current))
        {
            if (current is OrExpr or)
            {
                stack.Push(or.Right);
                stack.Push(or.Left);
            }
            else
            {
                yield return current;
            }
        }
    }

    private static (List<Expr> Columns, List<Expr> Values) Equalities(Expr disjunct)
    {
        List<Expr> columns = [], values = [];
        foreach (Expr conjunct in Exprs.SplitAnd(disjunct))
        {
            if (conjunct is not ComparisonExpr { Op: ComparisonOp.Equal } equal)
                return ([], []);
            (Expr column, Expr value) = equal.Left is ColumnName ? (equal.Left, equal.Right) : (equal.Right, equal.Left);
            if (column is not ColumnName)
                return ([], []);
            columns.Add(column);
            values.Add(value);
        }
        return (columns, values);
    }
}
