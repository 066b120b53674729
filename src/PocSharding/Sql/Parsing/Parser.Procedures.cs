using System.Text;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Bodies of procedures as far as Vitess's grammar goes (BEGIN, IF, DECLARE, SIGNAL and statements; no loops, no cursors), kept as the text that it prints.</summary>
internal sealed partial class Parser
{
    /// <summary>Parameters and body; null, at the place where it was, when Vitess's grammar does not go that far.</summary>
    private string? ProcedureText(Place body)
    {
        Place end = Mark();
        (int outerDepth, int outerQueries, string? outerRefused) = (depth, queries, refused);
        Reset(body);
        try
        {
            string text = ProcedureParameters() + " " + Block();
            Accept(TokenKind.Semicolon);
            return token.Kind == TokenKind.End && refused == outerRefused ? text : null;
        }
        catch (ParseFailure)
        {
            return null;
        }
        finally
        {
            (depth, queries) = (outerDepth, outerQueries);
            refused = outerRefused;
            Reset(end);
        }
    }

    private string ProcedureParameters()
    {
        var list = new List<string>();
        Expect(TokenKind.LeftParen);
        while (!Is(TokenKind.RightParen))
        {
            string mode = Accept(OUT) ? "out" : Accept(INOUT) ? "inout" : "in";
            if (mode == "in")
                Accept(IN);
            list.Add($"{mode} {SqlPrinter.Quote(Name())} {SqlPrinter.Print(ColumnTypeOnly())}");
            if (!Accept(TokenKind.Comma))
                break;
        }
        Expect(TokenKind.RightParen);
        return $"({string.Join(", ", list)})";
    }

    /// <summary>One statement of a body, its semicolon printed.</summary>
    private string Block()
    {
        Enter();
        string text = token.Keyword switch
        {
            BEGIN => Compound(),
            IF => IfBlock(),
            DECLARE => Declare(),
            SIGNAL => Signal(),
            _ => SqlPrinter.Print(Statement()) + ";",
        };
        Leave();
        return text;
    }

    private string Blocks(params ReadOnlySpan<Keyword> ends)
    {
        var text = new StringBuilder();
        while (!ends.Contains(token.Keyword))
        {
            text.Append(' ').Append(Block());
            Expect(TokenKind.Semicolon);
        }
        return text.ToString();
    }

    private string Compound()
    {
        Advance();
        string text = Blocks(END);
        Expect(END);
        return $"begin{text} end;";
    }

    private string IfBlock()
    {
        Advance();
        var text = new StringBuilder($"if {SqlPrinter.Print(Expression())} then");
        Expect(THEN);
        text.Append(Blocks(ELSEIF, ELSE, END));
        while (Accept(ELSEIF))
        {
            text.Append(" elseif ").Append(SqlPrinter.Print(Expression())).Append(" then");
            Expect(THEN);
            text.Append(Blocks(ELSEIF, ELSE, END));
        }
        if (Accept(ELSE))
            text.Append(" else").Append(Blocks(END));
        Expect(END);
        Expect(IF);
        return text.Append(" end if;").ToString();
    }

    private string Declare()
    {
        Advance();
        if (token.Keyword is EXIT or CONTINUE or UNDO && NextIs(HANDLER))
            return Handler();
        string name = SqlPrinter.Quote(Name());
        if (Accept(CONDITION))
        {
            Expect(FOR);
            return $"declare {name} condition for {Condition()};";
        }
        while (Accept(TokenKind.Comma))
            name += ", " + SqlPrinter.Quote(Name());
        string type = SqlPrinter.Print(ColumnTypeOnly());
        return $"declare {name} {type}{(Accept(DEFAULT) ? " default " + SqlPrinter.Print(Expression()) : "")};";
    }

    private string Handler()
    {
        string action = Keywords.Name(token.Keyword);
        Advance();
        Advance();
        Expect(FOR);
        var conditions = new List<string>();
        do
            conditions.Add(Condition());
        while (Accept(TokenKind.Comma));
        return $"declare {action} handler for {string.Join(", ", conditions)} {Block()}";
    }

    private string Condition()
    {
        if (Accept(SQLSTATE))
        {
            Accept(VALUE);
            return "sqlstate " + StringText();
        }
        if (Accept(NOT))
        {
            Expect(FOUND);
            return "not found";
        }
        if (token.Keyword is SQLEXCEPTION or SQLWARNING)
        {
            string word = Keywords.Name(token.Keyword);
            Advance();
            return word;
        }
        return Is(TokenKind.Integer) ? NumberText() : SqlPrinter.Quote(Name("a condition"));
    }

    private string Signal()
    {
        Advance();
        string text = $"signal {Condition()}";
        if (!Accept(SET))
            return text + ";";
        var items = new List<string>();
        do
        {
            string item = AnyWord().ToLowerInvariant();
            Expect(TokenKind.Equal);
            items.Add($"{item} = {SqlPrinter.Print(Expression())}");
        }
        while (Accept(TokenKind.Comma));
        return $"{text} set {string.Join(", ", items)};";
    }
}
