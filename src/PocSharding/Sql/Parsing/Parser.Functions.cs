using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Function calls, above all those whose arguments are more than a list of expressions.</summary>
internal sealed partial class Parser
{
    private NodeList<Expr> Arguments()
    {
        Expect(TokenKind.LeftParen);
        int mark = nodes.Count;
        if (!Is(TokenKind.RightParen))
        {
            do
                nodes.Add(Expression());
            while (Accept(TokenKind.Comma));
        }
        Expect(TokenKind.RightParen);
        height++;
        return Take<Expr>(mark);
    }

    /// <summary>A call of the word at the current token; Vitess prints the names in its grammar its own way and all others as written.</summary>
    private Expr Call(string qualifier)
    {
        Keyword keyword = token.Keyword;
        bool reserved = keyword != None && Keywords.IsReserved(keyword);
        string name = names.Get(Bytes(token), quoted: false);
        string? canonical = FunctionNames.Canonical(name);
        if (reserved && canonical is null && keyword is not (REPEAT or GROUPING))
            throw Fail("an expression");
        Advance();
        NodeList<Expr> arguments = Arguments();
        if (canonical is not null && !FunctionArity.Allows(canonical, arguments.Count))
            throw Fail($"another number of arguments of {canonical} before this");
        return new FunctionExpr(qualifier, new Ident(canonical ?? name), arguments);
    }

    /// <summary>The call that starts with this keyword, or null where a plain column or function stands.</summary>
    private Expr? FunctionKeyword()
    {
        switch (token.Keyword)
        {
            case CURRENT_TIMESTAMP or CURRENT_DATE or CURRENT_TIME or LOCALTIME or LOCALTIMESTAMP or UTC_DATE or UTC_TIME or UTC_TIMESTAMP:
                return CurrentTime();
            case CURRENT_USER:
                Advance();
                if (Accept(TokenKind.LeftParen))
                    Expect(TokenKind.RightParen);
                return new FunctionExpr("", new Ident("current_user"), NodeList<Expr>.Empty);
        }
        return Is(MATCH) ? Match() : NextIsParenthesis() ? CallKeyword() : null;
    }

    private Expr? CallKeyword()
    {
        Keyword keyword = token.Keyword;
        if (AggregateNames.Kind(keyword) is { } aggregate)
            return Aggregate(aggregate);
        switch (keyword)
        {
            case NOW or SYSDATE or CURTIME or CURDATE: return CurrentTime();
            case CAST: return Cast();
            case CONVERT: return ConvertCall();
            case CHAR: return Char();
            case EXTRACT: return Extract();
            case SUBSTR or SUBSTRING or MID: return Substring();
            case POSITION: return Position();
            case LOCATE: return Locate();
            case TRIM: return Trim();
            case VALUES: return ValuesFunction();
            case WEIGHT_STRING: return WeightString();
            case TIMESTAMPADD or TIMESTAMPDIFF: return TimestampArithmetic();
            case DATE_ADD or DATE_SUB or ADDDATE or SUBDATE: return DateArithmetic();
            case GET_LOCK or IS_FREE_LOCK or IS_USED_LOCK or RELEASE_LOCK or RELEASE_ALL_LOCKS: return LockingFunction();
            case ROW_NUMBER or RANK or DENSE_RANK or CUME_DIST or PERCENT_RANK or NTILE or LAG or LEAD or FIRST_VALUE or LAST_VALUE or NTH_VALUE: return WindowFunction();
            case JSON_VALUE: return JsonValue();
            default: return null;
        }
    }

    private string Open()
    {
        string name = Keywords.Name(token.Keyword);
        Advance();
        Expect(TokenKind.LeftParen);
        return name;
    }

    private T Close<T>(T call) where T : Expr
    {
        Expect(TokenKind.RightParen);
        height++;
        return call;
    }

    private CurrentTimeExpr CurrentTime()
    {
        var name = new Ident(Keywords.Name(token.Keyword));
        Advance();
        if (!Accept(TokenKind.LeftParen))
            return new CurrentTimeExpr(name, null);
        int? precision = Is(TokenKind.Integer) ? SmallNumber() : null;
        return Close(new CurrentTimeExpr(name, precision));
    }

    private int SmallNumber()
    {
        if (!Is(TokenKind.Integer) || !System.Buffers.Text.Utf8Parser.TryParse(Bytes(token), out int value, out int used) || used != token.Length)
            throw Fail("a number");
        Advance();
        return value;
    }

    // ---- types ----

    private CastExpr Cast()
    {
        Open();
        Expr operand = Expression();
        Expect(AS);
        return Close(new CastExpr(operand, ConvertType()));
    }

    private Expr ConvertCall()
    {
        Open();
        Expr operand = Expression();
        if (Accept(USING))
            return Close(new ConvertUsingExpr(operand, CharacterSetName()));
        Expect(TokenKind.Comma);
        return Close<Expr>(new CastExpr(operand, ConvertType(), IsConvert: true));
    }

    private ConvertType ConvertType()
    {
        if (token.Keyword is not (BINARY or CHAR or CHARACTER or NCHAR or DATE or DATETIME or TIME or TIMESTAMP or DECIMAL or DEC or DOUBLE or FLOAT or REAL or JSON or SIGNED or UNSIGNED or YEAR or VECTOR
            or POINT or LINESTRING or POLYGON or MULTIPOINT or MULTILINESTRING or MULTIPOLYGON or GEOMETRYCOLLECTION))
            throw Fail("a type");
        bool text = token.Keyword is CHAR or CHARACTER or NCHAR, integer = token.Keyword is SIGNED or UNSIGNED;
        string name = names.Get(Bytes(token), quoted: false);
        Advance();
        if (integer && !Accept(INTEGER) && Accept(INT))
            Refuse("syntax error: SIGNED INT is not in Vitess's grammar");
        Literal? length = null, scale = null;
        if (Accept(TokenKind.LeftParen))
        {
            length = NumberLiteral(LiteralKind.Integer);
            scale = Accept(TokenKind.Comma) ? NumberLiteral(LiteralKind.Integer) : null;
            Expect(TokenKind.RightParen);
        }
        string? set = null;
        bool binary = text && Accept(BINARY);
        if (text && token.Keyword is CHARACTER or CHARSET)
            set = CharacterSetClause();
        else if (text && token.Keyword is ASCII or UNICODE)
        {
            set = Is(ASCII) ? "latin1" : "ucs2";
            Advance();
        }
        binary |= text && Accept(BINARY);
        return new ConvertType(name, length, scale, set, Accept(ARRAY), binary);
    }

    private CharExpr Char()
    {
        Open();
        NodeList<Expr> arguments = ExpressionList();
        return Close(new CharExpr(arguments, Accept(USING) ? CharacterSetName() : null));
    }

    private NodeList<Expr> ExpressionList()
    {
        int mark = nodes.Count;
        do
            nodes.Add(Expression());
        while (Accept(TokenKind.Comma));
        return Take<Expr>(mark);
    }

    private WeightStringExpr WeightString()
    {
        Open();
        Expr operand = Expression();
        return Close(new WeightStringExpr(operand, Accept(AS) ? ConvertType() : null));
    }
}
