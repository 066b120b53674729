namespace PocSharding.Sql;

/// <summary>What a literal is. Booleans are words to MySQL's digest, and so to ours.</summary>
internal enum DigestLiteralKind : byte { Integer, Decimal, Float, String, Hex, Bit, Null, Parameter }

/// <summary>
/// A literal of one execution: the place in the digest that it fills (<see cref="Slot"/>: one scalar place, one IN list, or one column position of
/// VALUES rows), and where its bytes stand. <see cref="Negative"/>: a minus stands before it that belongs to the value.
/// </summary>
internal readonly record struct DigestLiteral(int Slot, int Offset, int Length, DigestLiteralKind Kind, bool Negative);

/// <summary>
/// MySQL's statement digest (sql_digest.cc) on bytes, without a tree: literals become ?, lists and rows of literals fold, white space and
/// comments go (<c>/*vt+ */</c> stays), keywords are in upper case, identifiers in backticks. Buffers are used again for the next statement.
/// </summary>
internal sealed class Digester
{
    private readonly DigestText text = new();
    private readonly DigestSlots slots = new();

    /// <summary>The normalized text of the last statement; good until the next one.</summary>
    public ReadOnlySpan<byte> Text => text.Bytes;

    /// <summary>The literals of the last statement, in order; good until the next one.</summary>
    public ReadOnlySpan<DigestLiteral> Literals => slots.Literals;

    /// <summary>False where the text ends inside a quote or a comment or holds a byte that starts no token; what was read so far is the digest.</summary>
    public bool Digest(ReadOnlySpan<byte> sql)
    {
        text.Clear();
        slots.Clear();
        var lexer = new Lexer(sql);
        int previousEnd = 0;
        while (true)
        {
            Token token = lexer.Next();
            if (token.Start - previousEnd >= 8)
                KeepVitessComments(sql[previousEnd..token.Start]);
            if (token.Kind is TokenKind.End)
                break;
            if (token.Kind == TokenKind.Invalid)
            {
                text.Other(sql[token.Start..token.End], startsExpression: false);
                if (token.Length > 1)
                    return false;
            }
            else if (token.Kind != TokenKind.Semicolon || lexer.State.Position < sql.Length)
                Add(sql, token);
            previousEnd = token.End;
        }
        text.DropTrailingSemicolons();
        return true;
    }

    private void Add(ReadOnlySpan<byte> sql, Token token)
    {
        ReadOnlySpan<byte> bytes = sql[token.Start..token.End];
        switch (token.Kind)
        {
            case TokenKind.Word: Word(sql, token, bytes); break;
            case TokenKind.QuotedIdent: Identifier(bytes, quoted: true); break;
            case TokenKind.Integer: Literal(token, DigestLiteralKind.Integer); break;
            case TokenKind.Decimal: Literal(token, DigestLiteralKind.Decimal); break;
            case TokenKind.Float: Literal(token, DigestLiteralKind.Float); break;
            case TokenKind.String or TokenKind.NationalString: Literal(token, DigestLiteralKind.String); break;
            case TokenKind.HexNumber or TokenKind.HexString: Literal(token, DigestLiteralKind.Hex); break;
            case TokenKind.BitNumber or TokenKind.BitString: Literal(token, DigestLiteralKind.Bit); break;
            case TokenKind.Question or TokenKind.NamedArgument: Literal(token, DigestLiteralKind.Parameter); break;
            case TokenKind.LeftParen:
                slots.Open(text.Last, text.BeforeLast);
                text.Symbol(DigestToken.LeftParen, bytes);
                break;
            case TokenKind.RightParen:
                slots.Close();
                text.CloseParenthesis();
                break;
            case TokenKind.Comma:
                slots.Comma();
                text.Symbol(DigestToken.Comma, bytes);
                break;
            case TokenKind.Plus or TokenKind.Minus:
                slots.Between();
                text.Symbol(token.Kind == TokenKind.Plus ? DigestToken.Plus : DigestToken.Minus, bytes);
                break;
            case TokenKind.NotEqual:
                slots.Between();
                text.Other("!="u8, startsExpression: true);
                break;
            case TokenKind.SystemVariable when bytes.Length > 2 && bytes[2] != '`':
                slots.Between();
                text.SystemVariable(bytes[2..], scope: VariableScopes.Of(System.Text.Encoding.ASCII.GetString(bytes[2..])) != Ast.VariableScope.None);
                break;
            default:
                slots.Between();
                text.Other(bytes, startsExpression: token.Kind is not (TokenKind.Dot or TokenKind.UserVariable or TokenKind.SystemVariable or TokenKind.ListArgument));
                break;
        }
    }

    private void Word(ReadOnlySpan<byte> sql, Token token, ReadOnlySpan<byte> bytes)
    {
        byte next = token.End < sql.Length ? sql[token.End] : (byte)0;
        if (IsPartOfName(sql, token, next))
        {
            Identifier(bytes, quoted: false);
            return;
        }
        if (token.Keyword == Keyword.NULL && text.Last != DigestToken.IsOrNot)
        {
            Literal(token, DigestLiteralKind.Null);
            return;
        }
        if (bytes[0] == '_' || !DigestWords.IsKeyword(bytes, token.Keyword, parenthesis: next == '('))
        {
            Identifier(bytes, quoted: false);
            return;
        }
        slots.Keyword(token.Keyword);
        text.Keyword(token.Keyword, bytes);
    }

    /// <summary>A word that touches a dot is a name, keyword or not (MySQL: sql_lex.cc, MY_LEX_IDENT_SEP).</summary>
    private static bool IsPartOfName(ReadOnlySpan<byte> sql, Token token, byte next) =>
        (token.Start > 0 && sql[token.Start - 1] == '.') || (next == '.' && token.End + 1 < sql.Length && (ByteClass.IsWord(sql[token.End + 1]) || sql[token.End + 1] is (byte)'`' or (byte)'*'));

    private void Identifier(ReadOnlySpan<byte> bytes, bool quoted)
    {
        slots.Between();
        text.Identifier(bytes, quoted);
    }

    private void Literal(Token token, DigestLiteralKind kind)
    {
        bool number = kind is not (DigestLiteralKind.String or DigestLiteralKind.Null or DigestLiteralKind.Parameter);
        bool negative = number && text.TakeSigns();
        DigestToken before = text.Value();
        slots.Add(token, kind, negative, furtherOfList: before == DigestToken.ValueList);
    }

    private void KeepVitessComments(ReadOnlySpan<byte> blanks)
    {
        for (int at = blanks.IndexOf("/*vt+"u8); at >= 0;)
        {
            int length = blanks[at..].IndexOf("*/"u8);
            if (length < 0)
                return;
            text.Other(blanks.Slice(at, length + 2), startsExpression: true);
            blanks = blanks[(at + length + 2)..];
            at = blanks.IndexOf("/*vt+"u8);
        }
    }
}
