using System.Buffers;

namespace PocSharding.Sql;

/// <summary>Where a lexer stands: the next byte, one past the end of the last name (0 for none), and whether a versioned comment is open.</summary>
internal readonly record struct LexerState(int Position, int NameEnd, bool InVersioned);

/// <summary>
/// Cuts UTF-8 text into tokens without allocating. Comments are skipped; the text inside <c>/*!NNNNN … */</c> (and MariaDB's
/// <c>/*M! … */</c>) is read through. Bytes above 0x7f belong to words, whatever they decode to.
/// </summary>
internal ref partial struct Lexer(ReadOnlySpan<byte> text, LexerState state = default)
{
    /// <summary>The newest server whose versioned comments are read (Vitess: its mysql_server_version, 8.4).</summary>
    public const int ServerVersion = 80499;

    private static readonly SearchValues<byte> StringEnds = SearchValues.Create("'\\"u8);
    private static readonly SearchValues<byte> DoubleQuotedEnds = SearchValues.Create("\"\\"u8);

    private readonly ReadOnlySpan<byte> text = text;
    private int at = state.Position;
    private int nameEnd = state.NameEnd - 1;
    private bool inVersioned = state.InVersioned;

    /// <summary>What a later lexer over the same text needs to go on from here.</summary>
    public readonly LexerState State => new(at, nameEnd + 1, inVersioned);

    public Token Next()
    {
        Token token = Scan();
        nameEnd = token.Kind is TokenKind.Word or TokenKind.QuotedIdent or TokenKind.Dot ? token.End : -1;
        return token;
    }

    private Token Scan()
    {
        if (at == nameEnd && at > 0 && text[at - 1] == '.' && at < text.Length && ByteClass.IsWord(text[at]))
            return NameAfterDot();
        if (!SkipBlanks())
            return Make(TokenKind.Invalid, at, text.Length);
        if (at >= text.Length)
            return new Token(TokenKind.End, Keyword.None, text.Length, text.Length);
        byte b = text[at];
        return ByteClass.Of(b) switch
        {
            ByteClass.Letter => Word(b),
            ByteClass.Digit => Number(),
            _ => Symbol(b),
        };
    }

    private Token Make(TokenKind kind, int from, int to)
    {
        at = to;
        return new Token(kind, Keyword.None, from, to);
    }

    private readonly byte Peek(int offset) => at + offset < text.Length ? text[at + offset] : (byte)0;

    // ---- blanks and comments ----

    /// <summary>False where a comment does not end.</summary>
    private bool SkipBlanks()
    {
        while (at < text.Length)
        {
            byte b = text[at];
            if (b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' or 0x0b or 0x0c)
                at++;
            else if (b == '/' && Peek(1) == '*')
            {
                if (!EnterVersioned() && !SkipBlockComment())
                    return false;
            }
            else if (b == '*' && inVersioned && Peek(1) == '/')
            {
                inVersioned = false;
                at += 2;
            }
            else if (b == '#' || (b == '/' && Peek(1) == '/') || (b == '-' && StartsLineComment(text[at..])))
                SkipLine();
            else
                return true;
        }
        return true;
    }

    /// <summary><c>--</c> starts a comment when a blank, a control byte or the end follows. MySQL 8.4 manual: Comments.</summary>
    public static bool StartsLineComment(ReadOnlySpan<byte> rest) => rest.Length >= 2 && rest[0] == '-' && rest[1] == '-' && (rest.Length == 2 || rest[2] <= ' ');

    private void SkipLine()
    {
        int length = text[at..].IndexOf((byte)'\n');
        at = length < 0 ? text.Length : at + length + 1;
    }

    private bool SkipBlockComment()
    {
        int length = text[(at + 2)..].IndexOf("*/"u8);
        if (length < 0)
            return false;
        at += length + 4;
        return true;
    }

    /// <summary>Steps over <c>/*!80000</c> and says so; false for a comment that hides its text.</summary>
    private bool EnterVersioned()
    {
        int body = VersionedBody(text, at);
        if (body < 0 || inVersioned)
            return false;
        at = body;
        inVersioned = true;
        return true;
    }

    /// <summary>Where the text of the versioned comment at <paramref name="at"/> starts; -1 when it is a plain comment, newer than the server, or does not end.</summary>
    public static int VersionedBody(ReadOnlySpan<byte> text, int at)
    {
        int body = at + 2;
        if (body < text.Length && text[body] == 'M')
            body++;
        if (body >= text.Length || text[body] != '!')
            return -1;
        body++;
        int version = 0, digits = 0;
        while (body + digits < text.Length && digits < 6 && ByteClass.Of(text[body + digits]) == ByteClass.Digit)
            version = version * 10 + text[body + digits++] - '0';
        bool maria = text[at + 2] == 'M';
        if (digits < 5)
            (version, digits) = (0, 0);
        if (version > (maria ? 200000 : ServerVersion))
            return -1;
        body += digits;
        return text[body..].IndexOf("*/"u8) < 0 ? -1 : body;
    }

    // ---- words and numbers ----

    private Token Word(byte first)
    {
        byte second = Peek(1);
        if (second == '\'')
        {
            switch (first | 0x20)
            {
                case 'x': return Quoted(TokenKind.HexString, 1);
                case 'b': return Quoted(TokenKind.BitString, 1);
                case 'n': return Quoted(TokenKind.NationalString, 1);
            }
        }
        int from = at, to = from;
        uint hash = Keywords.HashSeed;
        while (to < text.Length && ByteClass.IsWord(text[to]))
            hash = Keywords.HashStep(hash, text[to++]);
        at = to;
        return new Token(TokenKind.Word, Keywords.Find(text[from..to], hash), from, to);
    }

    private Token Number()
    {
        int from = at;
        if (text[at] == '0' && Peek(1) is (byte)'x' or (byte)'b')
        {
            bool hex = Peek(1) == 'x';
            int end = at + 2;
            while (end < text.Length && (hex ? ByteClass.IsHex(text[end]) : text[end] is (byte)'0' or (byte)'1'))
                end++;
            if (end > at + 2 && !(end < text.Length && ByteClass.IsWord(text[end])))
                return Make(hex ? TokenKind.HexNumber : TokenKind.BitNumber, from, end);
        }
        int to = Digits(from);
        TokenKind kind = TokenKind.Integer;
        if (to < text.Length && text[to] == '.')
            (kind, to) = (TokenKind.Decimal, Digits(to + 1));
        int exponent = Exponent(to);
        if (exponent > to)
            return Make(TokenKind.Float, from, exponent);
        if (kind == TokenKind.Integer && to < text.Length && ByteClass.IsWord(text[to]))
        {
            while (to < text.Length && ByteClass.IsWord(text[to]))
                to++;
            return Make(TokenKind.Word, from, to);
        }
        return Make(kind, from, to);
    }

    private readonly int Digits(int from)
    {
        while (from < text.Length && ByteClass.Of(text[from]) == ByteClass.Digit)
            from++;
        return from;
    }

    private readonly int Exponent(int from)
    {
        if (from >= text.Length || (text[from] | 0x20) != 'e')
            return from;
        int digits = from + 1;
        if (digits < text.Length && text[digits] is (byte)'+' or (byte)'-')
            digits++;
        int to = Digits(digits);
        return to > digits ? to : from;
    }

    /// <summary>A word right after a dot, where digits and keywords are names too.</summary>
    private Token NameAfterDot()
    {
        int from = at;
        while (at < text.Length && ByteClass.IsWord(text[at]))
            at++;
        return new Token(TokenKind.Word, Keyword.None, from, at);
    }

    // ---- quoted ----

    /// <summary>A quoted token whose quote stands <paramref name="prefix"/> bytes on.</summary>
    private Token Quoted(TokenKind kind, int prefix)
    {
        int from = at, to = from + prefix;
        byte quote = text[to++];
        SearchValues<byte> ends = quote == '"' ? DoubleQuotedEnds : StringEnds;
        while (true)
        {
            int length = text[to..].IndexOfAny(ends);
            if (length < 0 || (to += length + 1) > text.Length)
                return Make(TokenKind.Invalid, from, text.Length);
            if (text[to - 1] == '\\')
                to = Math.Min(to + 1, text.Length);
            else if (to < text.Length && text[to] == quote)
                to++;
            else
                return Make(kind, from, to);
        }
    }

    private Token Backticks()
    {
        int from = at, to = at + 1;
        while (true)
        {
            int length = text[to..].IndexOf((byte)'`');
            if (length < 0)
                return Make(TokenKind.Invalid, from, text.Length);
            to += length + 1;
            if (to >= text.Length || text[to] != '`')
                return Make(to - from == 2 ? TokenKind.Invalid : TokenKind.QuotedIdent, from, to);
            to++;
        }
    }

    private Token Variable()
    {
        TokenKind kind = TokenKind.UserVariable;
        int from = at++;
        if (Peek(0) == '@')
        {
            kind = TokenKind.SystemVariable;
            at++;
        }
        if (Peek(0) is (byte)'`' or (byte)'\'' or (byte)'"')
        {
            Token name = text[at] == '`' ? Backticks() : Quoted(TokenKind.String, 0);
            return Make(name.Kind == TokenKind.Invalid ? TokenKind.Invalid : kind, from, name.End);
        }
        int to = at;
        while (to < text.Length && (ByteClass.IsWord(text[to]) || (text[to] == '.' && kind == TokenKind.UserVariable)))
            to++;
        return Make(to == at ? TokenKind.Invalid : kind, from, to);
    }

    private Token Colon()
    {
        if (Peek(1) == '=')
            return Make(TokenKind.Assign, at, at + 2);
        int from = at, name = at + (Peek(1) == ':' ? 2 : 1), to = name;
        while (to < text.Length && (ByteClass.IsWord(text[to]) || text[to] == '.'))
            to++;
        TokenKind kind = name - from == 2 ? TokenKind.ListArgument : TokenKind.NamedArgument;
        bool wrong = to == name || text[name] == '.' || (ByteClass.Of(text[name]) == ByteClass.Digit && (kind == TokenKind.ListArgument || text[name..to].ContainsAnyExceptInRange((byte)'0', (byte)'9')));
        return Make(wrong ? TokenKind.Invalid : kind, from, Math.Max(to, name));
    }
}
