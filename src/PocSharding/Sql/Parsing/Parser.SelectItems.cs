using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>What a SELECT lists: expressions with aliases, stars, NEXT VALUE.</summary>
internal sealed partial class Parser
{
    private NodeList<SelectItem> SelectItems()
    {
        int mark = nodes.Count;
        if (Is(NEXT) && PeekToken() is { } ahead && (ahead.Keyword == VALUE || ahead.Kind is TokenKind.Integer or TokenKind.Question or TokenKind.NamedArgument))
        {
            Advance();
            nodes.Add(NextValue());
        }
        else
        {
            do
                nodes.Add(SelectItem(first: nodes.Count == mark));
            while (Accept(TokenKind.Comma));
        }
        return Take<SelectItem>(mark);
    }

    private NextItem NextValue()
    {
        if (Accept(VALUE))
            return new NextItem(Literal.Integer(1));
        Expr count = token.Kind is TokenKind.Integer or TokenKind.Question or TokenKind.NamedArgument ? Primary() : throw Fail("a number");
        Expect(VALUES);
        return new NextItem(count);
    }

    private SelectItem SelectItem(bool first)
    {
        if (Is(TokenKind.Star))
        {
            if (!first)
                throw Fail("an expression (a bare * stands first)");
            Advance();
            return new StarItem(Ast.TableName.None);
        }
        if (IsName() && TryStar() is { } star)
            return star;
        Expr expr = Expression();
        return new ExprItem(expr, new Ident(OptionalAlias()));
    }

    /// <summary><c>t.*</c> and <c>db.t.*</c>.</summary>
    private StarItem? TryStar()
    {
        if (!NextIsByte((byte)'.', TokenKind.Dot))
            return null;
        var ahead = new Lexer(Text, lexerState);
        if (ahead.Next().Kind != TokenKind.Dot)
            return null;
        Token second = ahead.Next();
        bool star = second.Kind == TokenKind.Star || (ahead.Next().Kind == TokenKind.Dot && ahead.Next().Kind == TokenKind.Star);
        if (!star)
            return null;
        string name = AnyWord();
        Advance();
        TableName table = Is(TokenKind.Star) ? new TableName("", name) : new TableName(name, NameAfterDot());
        Accept(TokenKind.Dot);
        Expect(TokenKind.Star);
        return new StarItem(table);
    }

    /// <summary><c>[AS] name</c> or <c>[AS] 'text'</c>; empty where there is none.</summary>
    private string OptionalAlias()
    {
        bool required = Accept(AS);
        if (token.Kind == TokenKind.String)
        {
            string text = System.Text.Encoding.UTF8.GetString(StringDecoder.Decode(Bytes(token)).Span);
            Advance();
            return text;
        }
        return required || IsName() ? Name("an alias") : "";
    }
}
