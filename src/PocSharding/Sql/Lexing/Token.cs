namespace PocSharding.Sql;

internal enum TokenKind : byte
{
    End, Word, QuotedIdent, String, NationalString, Integer, Decimal, Float, HexNumber, HexString, BitNumber, BitString,
    Question, NamedArgument, ListArgument, UserVariable, SystemVariable,
    LeftParen, RightParen, Comma, Dot, Semicolon, Plus, Minus, Star, Slash, Percent, Caret, Tilde, Bang, Pipe, Ampersand, PipePipe, AmpersandAmpersand,
    ShiftLeft, ShiftRight, Equal, NullSafeEqual, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Assign, Arrow, DoubleArrow, LeftBrace, RightBrace,

    /// <summary>A byte that starts no token, or a string or comment that does not end.</summary>
    Invalid,
}

/// <summary>A token: its kind and its place in the text. For words, <see cref="Keyword"/> is set where the word is one.</summary>
internal readonly record struct Token(TokenKind Kind, Keyword Keyword, int Start, int End)
{
    public int Length => End - Start;
}
