using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Operators, by precedence climbing. MySQL 8.4 manual: Operator Precedence.</summary>
internal sealed partial class Parser
{
    private const int PrecAssign = 0, PrecOr = 1, PrecXor = 2, PrecAnd = 3, PrecNot = 4, PrecCompare = 5, PrecPredicate = 6, PrecBitOr = 7, PrecBitAnd = 8,
        PrecShift = 9, PrecAdd = 10, PrecMultiply = 11, PrecBitXor = 12, PrecUnary = 13, PrecCollate = 14;

    private Expr Expression() => Expression(PrecAssign);

    private Expr Expression(int least)
    {
        Enter();
        int outer = height, most = PrecCollate;
        height = 0;
        Expr left = Prefix(least, ref most);
        while (true)
        {
            int precedence = Precedence();
            if (precedence < least || precedence > most)
                break;
            left = Operator(left, precedence);
            // comparisons chain, predicates do not: a IN (1) IN (2) is no expression
            most = precedence == PrecPredicate ? PrecCompare : precedence;
            height++;
            CheckHeight();
        }
        height = Math.Max(outer, height);
        Leave();
        return left;
    }

    private Expr Prefix(int least, ref int most)
    {
        switch (token.Kind)
        {
            case TokenKind.Word when Is(NOT):
                if (least > PrecNot)
                    throw Fail("an expression");
                Advance();
                most = PrecNot;
                return new NotExpr(Operand(PrecNot));
            case TokenKind.Bang:
                Advance();
                return new UnaryExpr(UnaryOp.Bang, Operand(PrecUnary));
            case TokenKind.Tilde:
                Advance();
                return new UnaryExpr(UnaryOp.Tilde, Operand(PrecUnary));
            case TokenKind.Plus:
                Advance();
                return Operand(PrecUnary);
            case TokenKind.Minus:
                Advance();
                return Negate(Operand(PrecUnary));
            default:
                return Primary();
        }
    }

    private Expr Operand(int least)
    {
        Expr operand = Expression(least);
        height++;
        return operand;
    }

    /// <summary>The minus goes into a number, as in Vitess (ast_funcs.go: handleUnaryMinus), so that it becomes one bind variable.</summary>
    private static Expr Negate(Expr operand) => operand switch
    {
        Literal { Kind: LiteralKind.Integer or LiteralKind.Decimal or LiteralKind.Float, Bytes.Span: [not (byte)'-', ..] } number =>
            number with { Bytes = (byte[])[(byte)'-', .. number.Bytes.Span] },
        _ => new UnaryExpr(UnaryOp.Minus, operand),
    };

    /// <summary>The precedence of the operator at the current token; -1 for none.</summary>
    private int Precedence()
    {
        switch (token.Kind)
        {
            case TokenKind.Word:
                return WordPrecedence();
            case TokenKind.Equal or TokenKind.NullSafeEqual or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual:
                return PrecCompare;
            case TokenKind.Assign: return PrecAssign;
            case TokenKind.PipePipe: return PrecOr;
            case TokenKind.AmpersandAmpersand: return PrecAnd;
            case TokenKind.Pipe: return PrecBitOr;
            case TokenKind.Ampersand: return PrecBitAnd;
            case TokenKind.ShiftLeft or TokenKind.ShiftRight: return PrecShift;
            case TokenKind.Plus or TokenKind.Minus: return PrecAdd;
            case TokenKind.Star or TokenKind.Slash or TokenKind.Percent: return PrecMultiply;
            case TokenKind.Caret: return PrecBitXor;
            case TokenKind.Arrow or TokenKind.DoubleArrow: return PrecCollate;
            default: return -1;
        }
    }

    private int WordPrecedence()
    {
        switch (token.Keyword)
        {
            case OR: return PrecOr;
            case XOR: return PrecXor;
            case AND: return PrecAnd;
            case IS: return PrecCompare;
            case IN or BETWEEN or LIKE or REGEXP or RLIKE: return PrecPredicate;
            case SOUNDS: return NextIs(LIKE) ? PrecPredicate : -1;
            case MEMBER: return NextIs(OF) ? PrecPredicate : -1;
            case NOT: return PeekToken().Keyword is IN or BETWEEN or LIKE or REGEXP or RLIKE ? PrecPredicate : -1;
            case DIV or MOD: return PrecMultiply;
            case COLLATE: return PrecCollate;
            default: return -1;
        }
    }

    private Expr Operator(Expr left, int precedence)
    {
        switch (precedence)
        {
            case PrecAssign: return Assignment(left);
            case PrecOr:
                Advance();
                return new OrExpr(left, Expression(PrecXor));
            case PrecXor:
                Advance();
                return new XorExpr(left, Expression(PrecAnd));
            case PrecAnd:
                Advance();
                return new AndExpr(left, Expression(PrecNot));
            case PrecCompare: return Is(IS) && token.Kind == TokenKind.Word ? IsTest(left) : Comparison(left);
            case PrecPredicate: return Predicate(left);
            case PrecAdd: return Sum(left);
            case PrecCollate: return Is(COLLATE) && token.Kind == TokenKind.Word ? Collate(left) : JsonPath(left);
            default:
                BinaryOp op = BinaryOperator();
                Advance();
                return new BinaryExpr(op, left, Expression(precedence + 1));
        }
    }

    private BinaryOp BinaryOperator() => token.Kind switch
    {
        TokenKind.Pipe => BinaryOp.BitOr,
        TokenKind.Ampersand => BinaryOp.BitAnd,
        TokenKind.ShiftLeft => BinaryOp.ShiftLeft,
        TokenKind.ShiftRight => BinaryOp.ShiftRight,
        TokenKind.Star => BinaryOp.Multiply,
        TokenKind.Slash => BinaryOp.Divide,
        TokenKind.Percent => BinaryOp.Modulo,
        TokenKind.Caret => BinaryOp.BitXor,
        _ => Is(DIV) ? BinaryOp.IntegerDivide : BinaryOp.Modulo,
    };

    private AssignmentExpr Assignment(Expr left)
    {
        if (left is not VariableExpr { Scope: VariableScope.User })
            throw Fail("a variable before :=");
        Advance();
        return new AssignmentExpr(left, Expression(PrecAssign));
    }

    private IsExpr IsTest(Expr operand)
    {
        Advance();
        bool not = Accept(NOT);
        IsTest test = Accept(NULL) ? Ast.IsTest.Null : Accept(TRUE) ? Ast.IsTest.True : Accept(FALSE) ? Ast.IsTest.False
            : Accept(UNKNOWN) ? Ast.IsTest.Null /* the same, and Vitess says so */ : throw Fail("NULL, TRUE, FALSE or UNKNOWN");
        return new IsExpr(operand, not ? test + 1 : test);
    }

    private ComparisonExpr Comparison(Expr left)
    {
        ComparisonOp op = token.Kind switch
        {
            TokenKind.Equal => ComparisonOp.Equal,
            TokenKind.NullSafeEqual => ComparisonOp.NullSafeEqual,
            TokenKind.NotEqual => ComparisonOp.NotEqual,
            TokenKind.Less => ComparisonOp.Less,
            TokenKind.LessOrEqual => ComparisonOp.LessOrEqual,
            TokenKind.Greater => ComparisonOp.Greater,
            _ => ComparisonOp.GreaterOrEqual,
        };
        Advance();
        bool all = Is(ALL);
        if (all || (Is(ANY) && NextIs(TokenKind.LeftParen)) || (Is(SOME) && NextIs(TokenKind.LeftParen)))
        {
            if (op == ComparisonOp.NullSafeEqual)
                throw Fail("a comparison other than <=> before ANY or ALL");
            Advance();
            return new ComparisonExpr(op, left, Subquery(), null, all ? ComparisonModifier.All : ComparisonModifier.Any);
        }
        return new ComparisonExpr(op, left, Expression(PrecPredicate));
    }

    private Expr Predicate(Expr left)
    {
        bool not = Accept(NOT);
        Keyword verb = token.Keyword;
        Advance();
        switch (verb)
        {
            case IN:
                return new ComparisonExpr(not ? ComparisonOp.NotIn : ComparisonOp.In, left, InList());
            case BETWEEN:
                Expr from = Expression(PrecBitOr);
                Expect(AND);
                return new BetweenExpr(not, left, from, Expression(PrecPredicate));
            case LIKE:
                Expr pattern = Expression(PrecBitOr);
                Expr? escape = Accept(ESCAPE) ? Expression(PrecBitOr) : null;
                return new ComparisonExpr(not ? ComparisonOp.NotLike : ComparisonOp.Like, left, pattern, escape);
            case SOUNDS:
                Advance();
                Refuse("syntax error: SOUNDS LIKE is not in Vitess's grammar");
                return new ComparisonExpr(ComparisonOp.Equal, Soundex(left), Soundex(Expression(PrecBitOr)));
            case MEMBER:
                Expect(OF);
                Expect(TokenKind.LeftParen);
                Expr array = Expression();
                Expect(TokenKind.RightParen);
                return new MemberOfExpr(left, array);
            default:
                return new ComparisonExpr(not ? ComparisonOp.NotRegexp : ComparisonOp.Regexp, left, Expression(PrecBitOr));
        }
    }

    private static FunctionExpr Soundex(Expr operand) => new("", new Ident("soundex"), new NodeList<Expr>([operand]));

    private Expr InList()
    {
        if (token.Kind == TokenKind.ListArgument)
            return ListArgument();
        return OpensQuery(closingParenthesisIsQuery: true) && Is(TokenKind.LeftParen) ? Subquery() : Row();
    }

    private Expr Sum(Expr left)
    {
        bool plus = Is(TokenKind.Plus);
        Advance();
        if (Is(INTERVAL) && IsIntervalOperand())
        {
            (Expr amount, string unit) = Interval();
            return new IntervalDateExpr(plus ? IntervalForm.Plus : IntervalForm.Minus, left, amount, unit);
        }
        return new BinaryExpr(plus ? BinaryOp.Plus : BinaryOp.Minus, left, Expression(PrecMultiply));
    }

    private CollateExpr Collate(Expr left)
    {
        Advance();
        return new CollateExpr(left, CharacterSetName());
    }

    /// <summary><c>column->path</c> and <c>column->>path</c> are short for functions (Vitess and MySQL read them so).</summary>
    private FunctionExpr JsonPath(Expr left)
    {
        bool unquote = Is(TokenKind.DoubleArrow);
        if (left is not ColumnName)
            throw Fail("a column before ->");
        Advance();
        if (token.Kind is not (TokenKind.String or TokenKind.Question or TokenKind.NamedArgument))
            throw Fail("a JSON path");
        var extract = new FunctionExpr("", new Ident("json_extract"), new NodeList<Expr>([left, Primary()]));
        return unquote ? new FunctionExpr("", new Ident("json_unquote"), new NodeList<Expr>([extract])) : extract;
    }
}
