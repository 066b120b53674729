using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>Whether the type of an expression is known at planning time. Vitess: semantics/typer.go, plancontext.TypeForExpr.</summary>
internal static class Types
{
    public static bool IsKnown(PlanContext context, Expr expr) => expr switch
    {
        ColumnName column => OfColumn(context, column) is not null,
        Literal or BoolLiteral => true,
        Argument argument => argument.Type is not null,
        AggregateExpr => true,
        BinaryExpr binary => IsKnown(context, binary.Left) && IsKnown(context, binary.Right),
        UnaryExpr unary => IsKnown(context, unary.Operand),
        ComparisonExpr or AndExpr or OrExpr or NotExpr or IsExpr or BetweenExpr or XorExpr => true,
        _ => false,
    };

    /// <summary>A column's type in Vitess's words, seen through derived tables; null when unknown.</summary>
    public static string? OfColumn(PlanContext context, ColumnName column)
    {
        if (column.Binding is not ColumnBinding { Table: { } table })
            return null;
        if (table.Columns is { } inner)
            return inner.FirstOrDefault(c => c.Name.Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase))?.Expr is ColumnName below ? OfColumn(context, below) : null;
        return table.Catalog?.Find(column.Name.Text)?.Type;
    }

    /// <summary>The type that Vitess writes behind the argument for a column; floats are written as casts.</summary>
    public static string? Printed(PlanContext context, ColumnName column) => OfColumn(context, column) is { } type && !type.StartsWith("FLOAT", StringComparison.Ordinal) ? type : null;
}
