using System.Globalization;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>What can be computed before any row is read. Vitess: evalengine's simplification, operators/helpers.go.</summary>
internal static class Constants
{
    /// <summary>The truth of a constant expression; null when it is NULL or not constant.</summary>
    public static bool? Truth(Expr expr) => Value(expr) switch
    {
        bool truth => truth,
        decimal number => number != 0,
        string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number != 0 : false,
        _ => null,
    };

    /// <summary>Folds constant terms of a predicate. A constant-false conjunct is <c>0</c>; null: always true.</summary>
    public static Expr? Simplify(Expr predicate)
    {
        switch (predicate)
        {
            case AndExpr and:
                Expr? left = Simplify(and.Left), right = Simplify(and.Right);
                if (left is null || right is null)
                    return left ?? right;
                return IsFalse(left) ? left : IsFalse(right) ? right : Rebuilt(and, left, right);
            case OrExpr or:
                left = Simplify(or.Left);
                right = Simplify(or.Right);
                if (left is null || right is null)
                    return null;
                return IsFalse(left) ? right : IsFalse(right) ? left : Rebuilt(or, left, right);
            default:
                return Truth(predicate) switch { true => null, false => Literal.Integer(0), _ => predicate };
        }
    }

    private static AndExpr Rebuilt(AndExpr and, Expr left, Expr right) =>
        ReferenceEquals(left, and.Left) && ReferenceEquals(right, and.Right) ? and : new AndExpr(left, right);

    private static OrExpr Rebuilt(OrExpr or, Expr left, Expr right) =>
        ReferenceEquals(left, or.Left) && ReferenceEquals(right, or.Right) ? or : new OrExpr(left, right);

    private static bool IsFalse(Expr expr) => expr is Literal or BoolLiteral && Truth(expr) == false;

    /// <summary>A bool, a decimal or a string; null for NULL and for what cannot be computed here.</summary>
    private static object? Value(Expr expr) => expr switch
    {
        ColumnName => null,
        BoolLiteral literal => literal.Value,
        Literal literal => OfLiteral(literal),
        NotExpr not => Truth(not.Operand) is { } truth ? !truth : null,
        AndExpr and => And(Truth(and.Left), Truth(and.Right)),
        OrExpr or => Or(Truth(or.Left), Truth(or.Right)),
        XorExpr xor => Truth(xor.Left) is { } a && Truth(xor.Right) is { } b ? a ^ b : null,
        UnaryExpr { Op: UnaryOp.Minus } minus => Value(minus.Operand) is decimal number ? -number : null,
        BinaryExpr binary => Arithmetic(binary),
        ComparisonExpr comparison => Compare(comparison),
        BetweenExpr between => Between(between),
        IsExpr test => Is(test),
        _ => null,
    };

    private static object? OfLiteral(Literal literal) => literal.Kind switch
    {
        LiteralKind.Integer or LiteralKind.Decimal or LiteralKind.Float =>
            decimal.TryParse(literal.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null,
        LiteralKind.String or LiteralKind.NationalString => literal.Text,
        _ => null,
    };

    private static bool? And(bool? a, bool? b) => a == false || b == false ? false : a is null || b is null ? null : true;

    private static bool? Or(bool? a, bool? b) => a == true || b == true ? true : a is null || b is null ? null : false;

    private static object? Arithmetic(BinaryExpr binary)
    {
        if (Number(binary.Left) is not { } left || Number(binary.Right) is not { } right)
            return null;
        return binary.Op switch
        {
            BinaryOp.Plus => left + right,
            BinaryOp.Minus => left - right,
            BinaryOp.Multiply => left * right,
            BinaryOp.Divide when right != 0 => left / right,
            _ => null,
        };
    }

    private static decimal? Number(Expr expr) => Value(expr) switch
    {
        decimal number => number,
        bool truth => truth ? 1 : 0,
        _ => null,
    };

    private static object? Compare(ComparisonExpr comparison)
    {
        if (comparison.Modifier != ComparisonModifier.None)
            return null;
        if (comparison is { Op: ComparisonOp.In or ComparisonOp.NotIn, Right: TupleExpr list })
            return In(comparison, list);
        if (Value(comparison.Left) is not { } left || Value(comparison.Right) is not { } right || Order(left, right) is not { } order)
            return null;
        return comparison.Op switch
        {
            ComparisonOp.Equal or ComparisonOp.NullSafeEqual => order == 0,
            ComparisonOp.NotEqual => order != 0,
            ComparisonOp.Less => order < 0,
            ComparisonOp.LessOrEqual => order <= 0,
            ComparisonOp.Greater => order > 0,
            ComparisonOp.GreaterOrEqual => order >= 0,
            _ => null,
        };
    }

    private static object? In(ComparisonExpr comparison, TupleExpr list)
    {
        if (Value(comparison.Left) is not { } left)
            return null;
        bool found = false;
        foreach (Expr item in list.Items)
        {
            if (Order(left, Value(item)) is not { } order)
                return null;
            found |= order == 0;
        }
        return comparison.Op == ComparisonOp.In ? found : !found;
    }

    private static object? Between(BetweenExpr between)
    {
        if (Value(between.Left) is not { } value)
            return null;
        if (Order(value, Value(between.From)) is not { } from || Order(value, Value(between.To)) is not { } to)
            return null;
        return (from >= 0 && to <= 0) != between.Negated;
    }

    private static object? Is(IsExpr test)
    {
        if (test.Operand is NullLiteral)
            return test.Test is IsTest.Null or IsTest.NotTrue or IsTest.NotFalse;
        if (Value(test.Operand) is null || Truth(test.Operand) is not { } truth)
            return null;
        return test.Test switch
        {
            IsTest.Null => false,
            IsTest.NotNull => true,
            IsTest.True or IsTest.NotFalse => truth,
            _ => !truth,
        };
    }

    private static int? Order(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
        (null, _) or (_, null) => null,
        _ => Numeric(left) is { } x && Numeric(right) is { } y ? x.CompareTo(y) : null,
    };

    private static decimal? Numeric(object value) => value switch
    {
        decimal number => number,
        bool truth => truth ? 1 : 0,
        string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : 0,
        _ => null,
    };
}
