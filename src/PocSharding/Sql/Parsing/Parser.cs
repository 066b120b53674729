using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>
/// Recursive descent over <see cref="Lexer"/>, one token of lookahead (more by <see cref="Mark"/> and <see cref="Reset"/>). This file holds
/// what every rule uses; the rules stand in the files Parser.*.cs. An instance is used again for the next statement.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Parentheses, subqueries and calls that may stand in one another.</summary>
    public const int MaxDepth = 700;

    /// <summary>The greatest height of an expression or a chain of joins or unions: a longer one would make every walk over the tree deep.</summary>
    public const int MaxHeight = 4000;

    private readonly NameCache names = new();
    private readonly List<Node> nodes = [];
    private readonly List<Ident> idents = [];

    private ReadOnlyMemory<byte> memory;
    private Token token;
    private LexerState lexerState;
    private int previousEnd;
    private int questions;
    private int depth;
    private int queries;
    private int height;
    private string? refused;
    private Statement? partial;

    private ReadOnlySpan<byte> Text => memory.Span;

    public Statement? ParseStatement(ReadOnlyMemory<byte> text)
    {
        Release();
        memory = text;
        Advance();
        if (token.Kind is TokenKind.End or TokenKind.Semicolon && IsBlankAfterSemicolon())
            return null;
        Statement statement = Statement();
        Accept(TokenKind.Semicolon);
        if (token.Kind != TokenKind.End)
            throw Fail("the end of the statement");
        return refused is null || statement.RefusedByVitess is not null ? statement : statement with { RefusedByVitess = refused };
    }

    /// <summary>What was read of a CREATE or ALTER before it became unreadable: Vitess's lenient parser is content with the name.</summary>
    public Statement? Partial => partial;

    /// <summary>Lets go of the text and of what an error left behind.</summary>
    public void Release()
    {
        memory = default;
        lexerState = default;
        previousEnd = questions = depth = queries = height = 0;
        refused = null;
        partial = null;
        nodes.Clear();
        idents.Clear();
    }

    private bool IsBlankAfterSemicolon()
    {
        while (Accept(TokenKind.Semicolon))
        {
        }
        return token.Kind == TokenKind.End;
    }

    // ---- tokens ----

    private void Advance()
    {
        previousEnd = token.End;
        if (lexerState.Position == 0)
            previousEnd = 0;
        var lexer = new Lexer(Text, lexerState);
        token = lexer.Next();
        lexerState = lexer.State;
    }

    private readonly record struct Place(Token Token, LexerState State, int PreviousEnd, int Questions, int Nodes, int Idents);

    private Place Mark() => new(token, lexerState, previousEnd, questions, nodes.Count, idents.Count);

    private void Reset(Place place)
    {
        (token, lexerState, previousEnd, questions) = (place.Token, place.State, place.PreviousEnd, place.Questions);
        nodes.RemoveRange(place.Nodes, nodes.Count - place.Nodes);
        idents.RemoveRange(place.Idents, idents.Count - place.Idents);
    }

    /// <summary>The token after the current one.</summary>
    private Token PeekToken()
    {
        var lexer = new Lexer(Text, lexerState);
        return lexer.Next();
    }

    /// <summary>Whether a parenthesis (or a dot) follows the current token, answered from the next byte where no comment stands between.</summary>
    private bool NextIsByte(byte symbol, TokenKind kind)
    {
        ReadOnlySpan<byte> text = Text;
        int at = lexerState.Position;
        while (at < text.Length && text[at] <= ' ')
            at++;
        if (at >= text.Length)
            return false;
        return text[at] is (byte)'/' or (byte)'#' or (byte)'-' or (byte)'*' ? NextIs(kind) : text[at] == symbol;
    }

    private bool NextIsParenthesis() => NextIsByte((byte)'(', TokenKind.LeftParen);

    private bool Is(Keyword keyword) => token.Keyword == keyword;

    private bool Is(TokenKind kind) => token.Kind == kind;

    private bool NextIs(Keyword keyword) => PeekToken().Keyword == keyword;

    private bool NextIs(TokenKind kind) => PeekToken().Kind == kind;

    private bool Accept(Keyword keyword)
    {
        if (token.Keyword != keyword)
            return false;
        Advance();
        return true;
    }

    private bool Accept(Keyword first, Keyword second)
    {
        if (token.Keyword != first || !NextIs(second))
            return false;
        Advance();
        Advance();
        return true;
    }

    private bool Accept(TokenKind kind)
    {
        if (token.Kind != kind)
            return false;
        Advance();
        return true;
    }

    private void Expect(Keyword keyword)
    {
        if (!Accept(keyword))
            throw Fail(Keywords.Name(keyword).ToUpperInvariant());
    }

    private void Expect(TokenKind kind)
    {
        if (!Accept(kind))
            throw Fail(kind switch { TokenKind.LeftParen => "'('", TokenKind.RightParen => "')'", TokenKind.Comma => "','", TokenKind.Equal => "'='", _ => kind.ToString() });
    }

    private ReadOnlySpan<byte> Bytes(Token of) => Text[of.Start..of.End];

    private bool IsWord(ReadOnlySpan<byte> lowerCase) => token.Kind == TokenKind.Word && System.Text.Ascii.EqualsIgnoreCase(Bytes(token), lowerCase);

    private bool AcceptWord(ReadOnlySpan<byte> lowerCase)
    {
        if (!IsWord(lowerCase))
            return false;
        Advance();
        return true;
    }

    private ParseFailure Fail(string expected) =>
        new(ParseError.At(Text, token.Start, token.Length, token.Kind == TokenKind.Invalid ? "a token (unterminated text or a stray byte)" : expected));

    private ParseFailure FailAt(int offset, string expected) => new(ParseError.At(Text, offset, Math.Min(20, Text.Length - offset), expected));

    private void Refuse(string reason) => refused ??= reason;

    // ---- depth ----

    private void Enter()
    {
        if (++depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooDeep();
    }

    private ParseFailure TooDeep() => Fail($"at most {MaxDepth} levels of nesting");

    private void Leave() => depth--;

    private void CheckHeight()
    {
        if (height > MaxHeight)
            throw Fail($"at most {MaxHeight} terms in a chain");
    }

    // ---- lists ----

    private NodeList<T> Take<T>(int mark) where T : Node
    {
        int count = nodes.Count - mark;
        if (count == 0)
            return NodeList<T>.Empty;
        var items = new T[count];
        for (int i = 0; i < count; i++)
            items[i] = (T)nodes[mark + i];
        nodes.RemoveRange(mark, count);
        return new NodeList<T>(items);
    }

    private NodeList<Ident> TakeIdents(int mark)
    {
        Ident[] items = [.. idents.Skip(mark)];
        idents.RemoveRange(mark, items.Length);
        return new NodeList<Ident>(items);
    }

    // ---- names ----

    /// <summary>Whether the current token can be a name: quoted, or a word that is not reserved.</summary>
    private bool IsName() => IsName(token);

    private static bool IsName(Token of) => of.Kind == TokenKind.QuotedIdent || (of.Kind == TokenKind.Word && (of.Keyword == Keyword.None || !Keywords.IsReserved(of.Keyword)));

    private string Name(string expected = "a name")
    {
        if (!IsName())
            throw Fail(expected);
        if (token.Kind == TokenKind.Word && Keywords.IsReservedInVitessOnly(token.Keyword))
            Refuse("syntax error: a name that is reserved in Vitess's grammar");
        return AnyWord();
    }

    private Ident Identifier(string expected = "a name") => new(Name(expected));

    /// <summary>A name after a dot: keywords too.</summary>
    private string NameAfterDot()
    {
        if (token.Kind is not (TokenKind.Word or TokenKind.QuotedIdent))
            throw Fail("a name");
        return AnyWord();
    }

    private string AnyWord()
    {
        ReadOnlySpan<byte> bytes = Bytes(token);
        string name = names.Get(bytes, token.Kind == TokenKind.QuotedIdent);
        if (token.Kind == TokenKind.Word && !System.Text.Ascii.IsValid(bytes))
            Refuse("syntax error: Vitess's lexer knows only ASCII letters outside quotes");
        Advance();
        return name;
    }

    private bool TryName([NotNullWhen(true)] out string? name)
    {
        name = IsName() ? AnyWord() : null;
        return name is not null;
    }

    private TableName TableName()
    {
        string name = Name("a table name");
        return Accept(TokenKind.Dot) ? names.Table(name, NameAfterDot()) : names.Table("", name);
    }

    /// <summary>Comments between the last token and the current one, as written; most statements have none.</summary>
    private NodeList<string> Comments() => token.Start - previousEnd < 3 ? NodeList<string>.Empty : CommentReader.Read(Text[previousEnd..token.Start]);
}
