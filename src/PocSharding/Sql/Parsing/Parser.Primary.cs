using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Literals, columns, variables, parentheses, subqueries, CASE.</summary>
internal sealed partial class Parser
{
    private Expr Primary()
    {
        switch (token.Kind)
        {
            case TokenKind.Word: return WordPrimary();
            case TokenKind.QuotedIdent: return ColumnOrFunction();
            case TokenKind.Integer: return NumberLiteral(LiteralKind.Integer);
            case TokenKind.Decimal: return NumberLiteral(LiteralKind.Decimal);
            case TokenKind.Float: return NumberLiteral(LiteralKind.Float);
            case TokenKind.HexNumber: return NumberLiteral(LiteralKind.HexNumber);
            case TokenKind.BitNumber: return NumberLiteral(LiteralKind.BitNumber);
            case TokenKind.String: return JoinedStrings(StringLiteral());
            case TokenKind.HexString or TokenKind.BitString or TokenKind.NationalString: return PrefixedString();
            case TokenKind.Question:
                int offset = token.Start;
                Advance();
                return new Argument(names.Numbered(++questions)) { Offset = offset };
            case TokenKind.NamedArgument: return NamedArgument();
            case TokenKind.ListArgument: return ListArgument();
            case TokenKind.UserVariable or TokenKind.SystemVariable: return Variable();
            case TokenKind.LeftParen: return Parenthesized();
            case TokenKind.LeftBrace: return OdbcLiteral();
            default: throw Fail("an expression");
        }
    }

    private Literal NumberLiteral(LiteralKind kind)
    {
        var literal = new Literal(kind, Text[token.Start..token.End].ToArray()) { Offset = token.Start };
        Advance();
        return literal;
    }

    /// <summary><c>x'1f'</c>, <c>b'01'</c> (printed as a bit number), <c>n'text'</c>.</summary>
    private Literal PrefixedString()
    {
        ReadOnlySpan<byte> inner = Text[(token.Start + 2)..(token.End - 1)];
        Literal literal;
        if (token.Kind == TokenKind.NationalString)
            literal = new Literal(LiteralKind.NationalString, StringDecoder.Decode(Text[(token.Start + 1)..token.End]));
        else if (token.Kind == TokenKind.HexString)
            literal = inner.Length % 2 == 0 && !inner.ContainsAnyExcept(HexDigits) ? new Literal(LiteralKind.HexString, inner.ToArray()) : throw Fail("pairs of hex digits");
        else
            literal = !inner.ContainsAnyExcept((byte)'0', (byte)'1') ? new Literal(LiteralKind.BitNumber, (byte[])[.. "0b"u8, .. inner]) : throw Fail("binary digits");
        literal = literal with { Offset = token.Start };
        Advance();
        return literal.Kind == LiteralKind.NationalString ? JoinedStrings(literal) : literal;
    }

    /// <summary><c>'a' 'b'</c> is one literal.</summary>
    private Literal JoinedStrings(Literal first)
    {
        if (token.Kind != TokenKind.String)
            return first;
        var bytes = new List<byte>(first.Bytes.Span.ToArray());
        while (token.Kind == TokenKind.String)
            bytes.AddRange(StringLiteral().Bytes.Span);
        return first with { Bytes = bytes.ToArray() };
    }

    private static readonly System.Buffers.SearchValues<byte> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF"u8);

    private Argument NamedArgument()
    {
        var argument = new Argument(names.Get(Text[(token.Start + 1)..token.End], quoted: false));
        Advance();
        return argument;
    }

    private ListArgument ListArgument()
    {
        var argument = new ListArgument(names.Get(Text[(token.Start + 2)..token.End], quoted: false));
        Advance();
        return argument;
    }

    /// <summary><c>{d '2020-01-01'}</c>, <c>{t …}</c>, <c>{ts …}</c>, <c>{fn f()}</c>. MySQL 8.4 manual: Date and Time Literals.</summary>
    private Expr OdbcLiteral()
    {
        Advance();
        Refuse("syntax error: ODBC escapes are not in Vitess's grammar");
        Enter();
        LiteralKind? kind = IsWord("d"u8) ? LiteralKind.Date : IsWord("t"u8) ? LiteralKind.Time : IsWord("ts"u8) ? LiteralKind.Timestamp : null;
        Advance();
        Expr inner = Expression();
        Expect(TokenKind.RightBrace);
        Leave();
        return kind is { } k && inner is Literal literal ? literal with { Kind = k } : inner;
    }

    private VariableExpr Variable()
    {
        bool user = token.Kind == TokenKind.UserVariable;
        ReadOnlySpan<byte> bytes = Text[(token.Start + (user ? 1 : 2))..token.End];
        if (user || bytes[0] == '`')
        {
            string name = bytes[0] switch
            {
                (byte)'`' => names.Get(bytes, quoted: true),
                (byte)'\'' or (byte)'"' => System.Text.Encoding.UTF8.GetString(StringDecoder.Decode(bytes).Span),
                _ => names.Get(bytes, quoted: false),
            };
            Advance();
            return new VariableExpr(user ? VariableScope.User : VariableScope.None, new Ident(name));
        }
        return SystemVariable(names.Get(bytes, quoted: false));
    }

    private VariableExpr SystemVariable(string first)
    {
        Advance();
        VariableScope scope = VariableScopes.Of(first);
        string name = first;
        if (scope != VariableScope.None)
        {
            if (!Accept(TokenKind.Dot))
                throw Fail("'.' and the name of a variable");
            name = NameAfterDot();
        }
        while (Accept(TokenKind.Dot))
            name = $"{name}.{NameAfterDot()}";
        return VariableScopes.Make(scope, name);
    }

    private Expr Parenthesized()
    {
        if (OpensQuery(closingParenthesisIsQuery: false))
            return Subquery();
        int at = token.Start;
        Advance();
        Expr first = Expression();
        height++;
        if (Accept(TokenKind.RightParen))
            return first;
        int mark = nodes.Count;
        nodes.Add(first);
        while (Accept(TokenKind.Comma))
            nodes.Add(Expression());
        if (token.Kind == TokenKind.End && nodes.Count - mark == 1)
            throw FailAt(at, "a closing parenthesis");
        Expect(TokenKind.RightParen);
        return new TupleExpr(Take<Expr>(mark));
    }

    private SubqueryExpr Subquery()
    {
        Expect(TokenKind.LeftParen);
        SelectStatement select = Query();
        Expect(TokenKind.RightParen);
        height++;
        return new SubqueryExpr(select);
    }

    /// <summary><c>(a, b, …)</c>; may be empty only where the caller says so (INSERT … VALUES ()).</summary>
    private TupleExpr Row(bool mayBeEmpty = false)
    {
        Expect(TokenKind.LeftParen);
        int mark = nodes.Count;
        if (!mayBeEmpty || !Is(TokenKind.RightParen))
        {
            do
                nodes.Add(Expression());
            while (Accept(TokenKind.Comma));
        }
        Expect(TokenKind.RightParen);
        return new TupleExpr(Take<Expr>(mark));
    }

    private CaseExpr Case()
    {
        Advance();
        Expr? operand = Is(WHEN) ? null : Expression();
        int mark = nodes.Count;
        while (Accept(WHEN))
        {
            Expr condition = Expression();
            Expect(THEN);
            nodes.Add(new WhenClause(condition, Expression()));
        }
        if (nodes.Count == mark)
            throw Fail("WHEN");
        Expr? otherwise = Accept(ELSE) ? Expression() : null;
        Expect(END);
        height++;
        return new CaseExpr(operand, Take<WhenClause>(mark), otherwise);
    }

    // ---- words ----

    private Expr WordPrimary()
    {
        switch (token.Keyword)
        {
            case None: return Bytes(token)[0] == '_' && CharacterSets.IsIntroducer(Bytes(token)) ? Introducer() : ColumnOrFunction();
            case NULL:
                Advance();
                return NullLiteral.Instance;
            case TRUE or FALSE:
                bool value = Is(TRUE);
                Advance();
                return new BoolLiteral(value);
            case CASE: return Case();
            case EXISTS:
                Advance();
                return new ExistsExpr(Subquery());
            case BINARY:
                string word = AnyWord();
                return new CastExpr(Operand(PrecUnary), new ConvertType(word), IsConvert: true);
            case ROW when NextIsParenthesis():
                Advance();
                return Row();
            case DEFAULT:
                Advance();
                return Accept(TokenKind.LeftParen) ? DefaultOfColumn() : new DefaultExpr(Ident.None);
            case INTERVAL: return IntervalPrefix();
            case DATE or TIME or TIMESTAMP when NextIs(TokenKind.String): return TypedLiteral();
            default: return FunctionKeyword() ?? ColumnOrFunction();
        }
    }

    private DefaultExpr DefaultOfColumn()
    {
        Ident column = Identifier();
        Expect(TokenKind.RightParen);
        return new DefaultExpr(column);
    }

    private Literal TypedLiteral()
    {
        LiteralKind kind = token.Keyword switch { DATE => LiteralKind.Date, TIME => LiteralKind.Time, _ => LiteralKind.Timestamp };
        Advance();
        return StringLiteral() with { Kind = kind };
    }

    private Expr IntervalPrefix()
    {
        if (!IsIntervalOperand())
        {
            Advance();
            return new FunctionExpr("", new Ident("interval"), Arguments());
        }
        (Expr amount, string unit) = Interval();
        Expect(TokenKind.Plus);
        return new IntervalDateExpr(IntervalForm.PlusLeft, Expression(PrecMultiply), amount, unit);
    }

    private IntroducerExpr Introducer()
    {
        string set = CharacterSets.IntroducerName(AnyWord());
        if (token.Kind is not (TokenKind.String or TokenKind.HexNumber or TokenKind.HexString or TokenKind.BitNumber or TokenKind.BitString or TokenKind.Question or TokenKind.NamedArgument))
            throw Fail("a literal after the character set");
        return new IntroducerExpr(set, Primary());
    }

    private Expr ColumnOrFunction()
    {
        Token first = token;
        if (token.Kind == TokenKind.Word && NextIsParenthesis())
            return Call("");
        string name = Name("an expression");
        if (!Accept(TokenKind.Dot))
            return Is(TokenKind.LeftParen) && first.Kind == TokenKind.QuotedIdent
                ? new FunctionExpr("", new Ident(name), Arguments()) : new ColumnName(new Ident(name), Ast.TableName.None);
        string second = NameAfterDot();
        if (Is(TokenKind.LeftParen))
            return new FunctionExpr(name, new Ident(second), Arguments());
        if (!Accept(TokenKind.Dot))
            return new ColumnName(new Ident(second), names.Table("", name));
        return new ColumnName(new Ident(NameAfterDot()), names.Table(name, second));
    }
}
