using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>A type as vtgate knows it: its name in Vitess's words, and the collation of a text.</summary>
internal readonly record struct ExprType(string Name, string? Collation = null)
{
    private static readonly HashSet<string> Uncomparable = new(StringComparer.OrdinalIgnoreCase)
    {
        "big5_bin", "big5_chinese_ci", "gbk_bin", "gbk_chinese_ci", "gb18030_bin", "gb18030_chinese_ci", "tis620_bin", "tis620_thai_ci", "latin1_german2_ci",
        "latin2_czech_cs", "cp1250_czech_cs", "utf8mb3_tolower_ci", "utf8mb3_general_mysql500_ci",
    };

    /// <summary>What a text has that no table gave: literals, bind variables, functions.</summary>
    public const string Connection = "utf8mb4_0900_ai_ci";

    public bool IsText => Name is "VARCHAR" or "CHAR" or "TEXT";

    /// <summary>Whether vtgate can compare values of this type itself. Vitess: collations/supported.go.</summary>
    public bool IsComparable => !IsText || (Collation is not null && !Uncomparable.Contains(Collation));
}

/// <summary>The types of expressions, as far as planning knows them. Vitess: semantics/typer.go, plancontext.TypeForExpr.</summary>
internal static class Types
{
    private static readonly ExprType Integer = new("INT64"), Real = new("FLOAT64"), Text = new("VARCHAR", ExprType.Connection);

    /// <summary>Null when unknown.</summary>
    public static ExprType? Of(PlanContext context, Expr expr) => expr switch
    {
        ColumnName column => OfColumn(context, column),
        BoolLiteral => Integer,
        Literal literal => OfLiteral(literal.Kind),
        Argument argument => OfArgument(argument),
        WeightStringExpr => new ExprType("VARBINARY"),
        AggregateExpr aggregate => OfAggregate(context, aggregate),
        ComparisonExpr or AndExpr or OrExpr or NotExpr or IsExpr or BetweenExpr or XorExpr => Integer,
        BinaryExpr binary => Of(context, binary.Left) is { } left && Of(context, binary.Right) is not null ? left : null,
        UnaryExpr unary => Of(context, unary.Operand),
        CaseExpr choice => Common(context, [.. choice.Whens.Select(w => w.Value), .. choice.Else is null ? [] : new[] { choice.Else }]),
        FunctionExpr { Name.Text: var name } function when Chooses(name) => Common(context, [.. function.Arguments.Skip(name.Equals("if", StringComparison.OrdinalIgnoreCase) ? 1 : 0)]),
        SubqueryExpr subquery => Binder.FirstSelect(subquery.Select).Items[0] is ExprItem item ? Of(context, item.Expr) : null,
        _ => Evaluable.IsComputable(expr) ? Text : null,
    };

    private static bool Chooses(string function) => function.ToLowerInvariant() is "if" or "ifnull" or "nullif" or "coalesce" or "greatest" or "least";

    private static ExprType? Common(PlanContext context, List<Expr> choices)
    {
        ExprType? common = null;
        foreach (Expr choice in choices)
        {
            if (choice is NullLiteral)
                continue;
            if (Of(context, choice) is not { } type)
                return null;
            common ??= type;
        }
        return common;
    }

    private static ExprType OfLiteral(LiteralKind kind) => kind switch
    {
        LiteralKind.Integer => Integer,
        LiteralKind.Decimal => new ExprType("DECIMAL"),
        LiteralKind.Float => Real,
        LiteralKind.String or LiteralKind.NationalString => Text,
        LiteralKind.Date => new ExprType("DATE"),
        LiteralKind.Time => new ExprType("TIME"),
        LiteralKind.Timestamp => new ExprType("DATETIME"),
        _ => new ExprType("VARBINARY"),
    };

    private static ExprType? OfArgument(Argument argument)
    {
        if (argument.TypeName is { } name)
            return new ExprType(name, ExprType.Connection);
        return argument.Type is { } kind ? OfLiteral(kind) : null;
    }

    /// <summary>Vitess: engine/opcode ResolveType.</summary>
    private static ExprType? OfAggregate(PlanContext context, AggregateExpr aggregate)
    {
        ExprType? argument = aggregate.Arguments is [var only] ? Of(context, only) : null;
        switch (aggregate.Kind)
        {
            case AggregateKind.Count or AggregateKind.CountStar:
                return Integer;
            case AggregateKind.Min or AggregateKind.Max or AggregateKind.AnyValue:
                return argument;
            case AggregateKind.Sum or AggregateKind.Avg:
                bool exact = argument?.Name is { } name && (name.StartsWith("INT", StringComparison.Ordinal) || name.StartsWith("UINT", StringComparison.Ordinal) || name.StartsWith("DECIMAL", StringComparison.Ordinal));
                return argument is null ? null : !exact ? Real : new ExprType(aggregate.Kind == AggregateKind.Sum ? "DECIMAL" : "DECIMAL(0,4)");
            case AggregateKind.GroupConcat:
                return argument is null ? null : new ExprType("TEXT", argument.Value.Collation ?? ExprType.Connection);
            default:
                return null;
        }
    }

    /// <summary>Seen through derived tables.</summary>
    private static ExprType? OfColumn(PlanContext context, ColumnName column)
    {
        if (column.Binding is not ColumnBinding { Table: { } table })
            return null;
        if (table.Columns is { } inner)
            return inner.FirstOrDefault(c => c.Name.Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase))?.Expr is { } below ? Of(context, below) : null;
        return table.Catalog?.Find(column.Name.Text) is { Type: { } type and not Catalog.ColumnTypes.Unknown } found ? new ExprType(type, found.Collation) : null;
    }
}
