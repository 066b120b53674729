namespace PocSharding.Sql;

/// <summary>Operators and punctuation.</summary>
internal ref partial struct Lexer
{
    private Token Symbol(byte b)
    {
        switch (b)
        {
            case (byte)'\'' or (byte)'"': return Quoted(TokenKind.String, 0);
            case (byte)'`': return Backticks();
            case (byte)'@': return Variable();
            case (byte)':': return Colon();
            case (byte)'.': return at != nameEnd && ByteClass.Of(Peek(1)) == ByteClass.Digit ? Fraction() : One(TokenKind.Dot);
            case (byte)'(': return One(TokenKind.LeftParen);
            case (byte)')': return One(TokenKind.RightParen);
            case (byte)',': return One(TokenKind.Comma);
            case (byte)';': return One(TokenKind.Semicolon);
            case (byte)'?': return One(TokenKind.Question);
            case (byte)'+': return One(TokenKind.Plus);
            case (byte)'*': return One(TokenKind.Star);
            case (byte)'/': return One(TokenKind.Slash);
            case (byte)'%': return One(TokenKind.Percent);
            case (byte)'^': return One(TokenKind.Caret);
            case (byte)'~': return One(TokenKind.Tilde);
            case (byte)'{': return One(TokenKind.LeftBrace);
            case (byte)'}': return One(TokenKind.RightBrace);
            case (byte)'=': return One(TokenKind.Equal);
            default: return LongSymbol(b);
        }
    }

    private Token LongSymbol(byte b)
    {
        byte next = Peek(1);
        switch (b)
        {
            case (byte)'-' when next == '>': return Peek(2) == '>' ? Long(TokenKind.DoubleArrow, 3) : Long(TokenKind.Arrow, 2);
            case (byte)'-': return One(TokenKind.Minus);
            case (byte)'|': return next == '|' ? Long(TokenKind.PipePipe, 2) : One(TokenKind.Pipe);
            case (byte)'&': return next == '&' ? Long(TokenKind.AmpersandAmpersand, 2) : One(TokenKind.Ampersand);
            case (byte)'!': return next == '=' ? Long(TokenKind.NotEqual, 2) : One(TokenKind.Bang);
            case (byte)'<' when next == '=': return Peek(2) == '>' ? Long(TokenKind.NullSafeEqual, 3) : Long(TokenKind.LessOrEqual, 2);
            case (byte)'<' when next == '>': return Long(TokenKind.NotEqual, 2);
            case (byte)'<': return next == '<' ? Long(TokenKind.ShiftLeft, 2) : One(TokenKind.Less);
            case (byte)'>' when next == '=': return Long(TokenKind.GreaterOrEqual, 2);
            case (byte)'>': return next == '>' ? Long(TokenKind.ShiftRight, 2) : One(TokenKind.Greater);
            default: return One(TokenKind.Invalid);
        }
    }

    private Token One(TokenKind kind) => Make(kind, at, at + 1);

    private Token Long(TokenKind kind, int length) => Make(kind, at, at + length);

    private Token Fraction()
    {
        int from = at, to = Digits(at + 1), exponent = Exponent(to);
        return Make(exponent > to ? TokenKind.Float : TokenKind.Decimal, from, exponent);
    }
}
