using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Operators and values.</summary>
internal sealed partial class SqlPrinter
{
    private void Expression(Expr expr)
    {
        switch (expr)
        {
            case ColumnName column: Column(column); break;
            case Literal literal: Literal(literal); break;
            case Argument argument: Argument(argument); break;
            case ListArgument list: Put("::").Put(list.Name); break;
            case NullLiteral: Put("null"); break;
            case BoolLiteral boolean: Put(boolean.Value ? "true" : "false"); break;
            default: Composite(expr); break;
        }
    }

    private void Composite(Expr expr)
    {
        if (DeepStack.Suffices(depth++))
            CompositeHere(expr);
        else
            CompositeElsewhere(expr);
        depth--;
    }

    private void CompositeElsewhere(Expr expr) => DeepStack.Continue(() => CompositeHere(expr));

    private SqlPrinter CompositeHere(Expr expr)
    {
        switch (expr)
        {
            case AndExpr or OrExpr or XorExpr or BinaryExpr: Infix(expr); break;
            case ComparisonExpr comparison: Comparison(comparison); break;
            case TupleExpr tuple:
                Put("(").Comma(tuple.Items);
                Put(")");
                break;
            case SubqueryExpr subquery:
                Put("(").Query(subquery.Select);
                Put(")");
                break;
            default: RareExpression(expr); break;
        }
        return this;
    }

    /// <summary>A type stands behind the name as a comment; MySQL cannot tell some types from a text, so these are cast.</summary>
    private void Argument(Argument argument)
    {
        if (argument.TypeName is null)
            Put(":").Put(argument.Name);
        else if (CastOf(argument.TypeName) is { } cast)
            Put("CAST(:").Put(argument.Name).Put(" AS ").Put(cast).Put(")");
        else
            Put(":").Put(argument.Name).Put(" /* ").Put(argument.TypeName).Put(" */");
    }

    private static string? CastOf(string type) => type switch
    {
        "UINT8" or "UINT16" or "UINT24" or "UINT32" or "UINT64" => "UNSIGNED",
        "FLOAT32" => "FLOAT",
        "FLOAT64" => "DOUBLE",
        "DECIMAL" => "DECIMAL(0, 0)",
        "DATETIME" or "TIMESTAMP" => "DATETIME",
        "DATE" or "TIME" => type,
        _ => null,
    };

    private void RareExpression(Expr expr)
    {
        switch (expr)
        {
            case NotExpr not:
                Put("not ").Operand(expr, not.Operand, left: true);
                break;
            case BetweenExpr between: Between(between); break;
            case IsExpr test:
                Operand(expr, test.Operand, left: true);
                Put(Words(test.Test));
                break;
            case ExistsExpr exists: Put("exists ").Expression(exists.Subquery); break;
            case UnaryExpr unary: Unary(unary); break;
            case CollateExpr collate:
                Operand(expr, collate.Operand, left: true);
                Put(" collate ").Put(collate.Collation);
                break;
            case IntroducerExpr introducer: Put(introducer.CharacterSet).Put(" ").Expression(introducer.Operand); break;
            case MemberOfExpr member:
                Operand(expr, member.Value, left: true);
                Put(" member of (").Expression(member.Array);
                Put(")");
                break;
            case CaseExpr choice: Case(choice); break;
            case VariableExpr variable: Variable(variable); break;
            case AssignmentExpr assignment:
                Operand(expr, assignment.Left, left: true);
                Put(" := ").Operand(expr, assignment.Right, left: false);
                break;
            case DefaultExpr value:
                Put("default");
                if (!value.Column.IsEmpty)
                    Put("(").Put(Quote(value.Column.Text)).Put(")");
                break;
            case IntervalDateExpr interval: Interval(interval); break;
            default: Call(expr); break;
        }
    }

    private void Column(ColumnName column)
    {
        if (!column.Qualifier.IsEmpty)
        {
            Name(column.Qualifier);
            Put(".");
        }
        Name(column.Name);
    }

    private void Literal(Literal literal)
    {
        switch (literal.Kind)
        {
            case LiteralKind.String: Quoted(literal.Bytes.Span); break;
            case LiteralKind.NationalString: Put("N").Quoted(literal.Bytes.Span); break;
            case LiteralKind.HexString: Put("X'").Put(literal.Text).Put("'"); break;
            case LiteralKind.Date: Put("date'").Put(literal.Text).Put("'"); break;
            case LiteralKind.Time: Put("time'").Put(literal.Text).Put("'"); break;
            case LiteralKind.Timestamp: Put("timestamp'").Put(literal.Text).Put("'"); break;
            default: Put(literal.Text); break;
        }
    }

    private void Operand(Expr parent, Expr operand, bool left)
    {
        bool parentheses = Precedence.NeedsParentheses(parent, operand, left);
        Put(parentheses ? "(" : "").Expression(operand);
        Put(parentheses ? ")" : "");
    }

    /// <summary>AND, OR, XOR and arithmetic; a long chain on the left is gone down without recursion.</summary>
    private void Infix(Expr expr)
    {
        var chain = new Stack<Expr>();
        Expr at = expr;
        while (Sides(at) is { } sides)
        {
            chain.Push(at);
            if (Precedence.NeedsParentheses(at, sides.Left, left: true))
                break;
            at = sides.Left;
        }
        bool parentheses = chain.Count > 0 && ReferenceEquals(at, chain.Peek());
        if (parentheses)
            Operand(at, Sides(at)!.Value.Left, left: true);
        else
            Expression(at);
        while (chain.TryPop(out Expr? node))
        {
            (_, string op, Expr right) = Sides(node)!.Value;
            Put(op).Operand(node, right, left: false);
        }
    }

    private static (Expr Left, string Op, Expr Right)? Sides(Expr expr) => expr switch
    {
        AndExpr and => (and.Left, " and ", and.Right),
        OrExpr or => (or.Left, " or ", or.Right),
        XorExpr xor => (xor.Left, " xor ", xor.Right),
        BinaryExpr binary => (binary.Left, Words(binary.Op), binary.Right),
        _ => null,
    };

    private static string Words(BinaryOp op) => op switch
    {
        BinaryOp.BitAnd => " & ",
        BinaryOp.BitOr => " | ",
        BinaryOp.BitXor => " ^ ",
        BinaryOp.Plus => " + ",
        BinaryOp.Minus => " - ",
        BinaryOp.Multiply => " * ",
        BinaryOp.Divide => " / ",
        BinaryOp.IntegerDivide => " div ",
        BinaryOp.Modulo => " % ",
        BinaryOp.ShiftLeft => " << ",
        _ => " >> ",
    };

    private void Comparison(ComparisonExpr comparison)
    {
        Operand(comparison, comparison.Left, left: true);
        Put(" ").Put(Words(comparison.Op));
        Put(comparison.Modifier switch { ComparisonModifier.All => " all ", ComparisonModifier.Any => " any ", _ => " " });
        Operand(comparison, comparison.Right, left: false);
        if (comparison.Escape is { } escape)
            Put(" escape ").Expression(escape);
    }

    private static string Words(ComparisonOp op) => op switch
    {
        ComparisonOp.Equal => "=",
        ComparisonOp.NullSafeEqual => "<=>",
        ComparisonOp.NotEqual => "!=",
        ComparisonOp.Less => "<",
        ComparisonOp.LessOrEqual => "<=",
        ComparisonOp.Greater => ">",
        ComparisonOp.GreaterOrEqual => ">=",
        ComparisonOp.In => "in",
        ComparisonOp.NotIn => "not in",
        ComparisonOp.Like => "like",
        ComparisonOp.NotLike => "not like",
        ComparisonOp.Regexp => "regexp",
        _ => "not regexp",
    };

    private static string Words(IsTest test) => test switch
    {
        IsTest.Null => " is null",
        IsTest.NotNull => " is not null",
        IsTest.True => " is true",
        IsTest.NotTrue => " is not true",
        IsTest.False => " is false",
        _ => " is not false",
    };

    private void Between(BetweenExpr between)
    {
        Operand(between, between.Left, left: true);
        Put(between.Negated ? " not between " : " between ").Operand(between, between.From, left: true);
        Put(" and ").Operand(between, between.To, left: false);
    }

    private void Unary(UnaryExpr unary)
    {
        Put(unary.Op switch { UnaryOp.Minus => "-", UnaryOp.Tilde => "~", _ => "!" });
        // "- -x" and not "--x", which would be a comment
        if (unary.Operand is UnaryExpr or Ast.Literal { Bytes.Span: [(byte)'-', ..] })
            Put(" ");
        Operand(unary, unary.Operand, left: true);
    }

    private void Case(CaseExpr choice)
    {
        Put("case ");
        if (choice.Operand is { } operand)
        {
            Expression(operand);
            Put(" ");
        }
        foreach (WhenClause when in choice.Whens)
        {
            Put("when ").Expression(when.Condition);
            Put(" then ").Expression(when.Value);
            Put(" ");
        }
        if (choice.Else is { } otherwise)
        {
            Put("else ").Expression(otherwise);
            Put(" ");
        }
        Put("end");
    }

    private void Variable(VariableExpr variable)
    {
        Put(variable.Scope switch
        {
            VariableScope.User => "@",
            VariableScope.Bare => "",
            VariableScope.Session => "@@session.",
            VariableScope.Global => "@@global.",
            VariableScope.Persist => "@@persist.",
            VariableScope.PersistOnly => "@@persist_only.",
            VariableScope.VitessMetadata => "@@vitess_metadata.",
            _ => "@@",
        });
        Put(NeedsVariableQuotes(variable) ? Backticked(variable.Name.Text) : variable.Name.Text);
    }

    private static bool NeedsVariableQuotes(VariableExpr variable)
    {
        if (variable.Scope == VariableScope.Bare)
            return false;
        foreach (char c in variable.Name.Text)
            if (!(char.IsAsciiLetterOrDigit(c) || c is '_' or '$'))
                return true;
        return Keywords.NeedsBackticks(Keywords.Find(variable.Name.Text));
    }
}
