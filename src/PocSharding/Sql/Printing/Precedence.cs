using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Where Vitess prints parentheses (Vitess: precedence.go). 0 is an expression that never needs any; a larger number binds more loosely.</summary>
internal static class Precedence
{
    public static bool NeedsParentheses(Expr parent, Expr operand, bool left)
    {
        int outer = Of(parent), inner = Of(operand);
        if (outer == 0 || inner == 0)
            return false;
        if (parent is IsExpr && operand is IsExpr)
            return true;
        return left ? inner > outer : inner >= outer;
    }

    private static int Of(Expr expr) => expr switch
    {
        AssignmentExpr => 17,
        OrExpr => 16,
        XorExpr => 15,
        AndExpr => 14,
        NotExpr => 13,
        BetweenExpr => 12,
        ComparisonExpr or IsExpr or MemberOfExpr => 11,
        BinaryExpr binary => Of(binary.Op),
        IntervalDateExpr { Form: IntervalForm.Plus or IntervalForm.PlusLeft or IntervalForm.Minus } => 7,
        UnaryExpr { Op: UnaryOp.Bang } => 3,
        UnaryExpr => 4,
        CollateExpr => 2,
        _ => 0,
    };

    private static int Of(BinaryOp op) => op switch
    {
        BinaryOp.BitOr => 10,
        BinaryOp.BitAnd => 9,
        BinaryOp.ShiftLeft or BinaryOp.ShiftRight => 8,
        BinaryOp.Plus or BinaryOp.Minus => 7,
        BinaryOp.BitXor => 5,
        _ => 6,
    };
}
