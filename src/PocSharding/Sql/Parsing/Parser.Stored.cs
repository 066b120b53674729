using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Views; triggers, procedures, functions and events as named blocks.</summary>
internal sealed partial class Parser
{
    private Statement CreateStored(int start, NodeList<string> comments, bool replace, bool alter = false)
    {
        string prefix = "";
        if (Accept(ALGORITHM))
        {
            Accept(TokenKind.Equal);
            prefix += $"algorithm = {AnyWord()} ";
        }
        if (Accept(DEFINER))
        {
            Accept(TokenKind.Equal);
            prefix += $"definer = {Definer()} ";
        }
        if (Accept(SQL))
        {
            Expect(SECURITY);
            prefix += $"sql security {AnyWord().ToLowerInvariant()} ";
        }
        if (Accept(VIEW))
            return View(comments, prefix, replace, alter);
        AcceptWord("aggregate"u8);
        return token.Keyword is PROCEDURE or FUNCTION or TRIGGER or EVENT && token.Kind == TokenKind.Word ? Routine(start, CommentText(comments), prefix) : throw Fail("VIEW, PROCEDURE, FUNCTION, TRIGGER or EVENT");
    }

    /// <summary>An account, quotes kept as written: <c>a@b</c>, <c>'a'@'%'</c>, <c>CURRENT_USER</c>.</summary>
    private string Definer()
    {
        if (Accept(CURRENT_USER))
        {
            if (Accept(TokenKind.LeftParen))
                Expect(TokenKind.RightParen);
            return "current_user()";
        }
        string name = token.Kind == TokenKind.String ? StringText() : SqlPrinter.Quote(Name("an account"));
        if (token.Kind != TokenKind.UserVariable)
            return name;
        ReadOnlySpan<byte> host = Text[(token.Start + 1)..token.End];
        string text = host[0] is (byte)'\'' or (byte)'"'
            ? SqlPrinter.Print(new Literal(LiteralKind.String, StringDecoder.Decode(host))) : SqlPrinter.Quote(names.Get(host, quoted: host[0] == '`'));
        Advance();
        return $"{name}@{text}";
    }

    private CreateView View(NodeList<string> comments, string prefix, bool replace, bool alter)
    {
        IfNotExists();
        TableName name = TableName();
        NodeList<Ident> columns = OptionalColumns();
        Expect(AS);
        SelectStatement select = Query();
        string check = "";
        if (Accept(WITH))
        {
            check = Accept(LOCAL) ? "local" : "cascaded";
            Accept(CASCADED);
            Expect(CHECK);
            Expect(OPTION);
        }
        return new CreateView(name, columns, select) { Comments = comments, Prefix = prefix, OrReplace = replace, CheckOption = check, Alter = alter };
    }

    /// <summary>The name, and every table that a FROM, JOIN, INTO, UPDATE or ON of the text names; the body is not looked into.</summary>
    private CreateRoutine Routine(int start, string comments, string prefix)
    {
        Keyword word = token.Keyword;
        Advance();
        string ifNotExists = IfNotExists() ? "if not exists " : "";
        TableName name = TableName();
        Place body = Mark();
        var mentions = new List<TableName>();
        bool afterTableWord = false;
        while (token.Kind is not (TokenKind.End or TokenKind.Invalid))
        {
            bool onOfTrigger = word == TRIGGER && Is(ON) && mentions.Count == 0;
            if (afterTableWord && IsName())
            {
                TableName table = TableName();
                if (!mentions.Contains(table))
                    mentions.Add(table);
                afterTableWord = Is(TokenKind.Comma);
                if (afterTableWord)
                    Advance();
                continue;
            }
            afterTableWord = onOfTrigger || token.Keyword is FROM or JOIN or STRAIGHT_JOIN or INTO or UPDATE;
            Advance();
        }
        if (token.Kind == TokenKind.Invalid)
            throw Fail("the end of the block");
        string kind = word switch { PROCEDURE => "CreateProcedure", FUNCTION => "CreateFunction", TRIGGER => "CreateTrigger", _ => "CreateEvent" };
        string text = Encoding.UTF8.GetString(Text[start..previousEnd]);
        if (word == PROCEDURE && ProcedureText(body) is { } canonical)
            text = $"create {comments}{prefix}procedure {ifNotExists}{SqlPrinter.Print(name)} {canonical}";
        else
            Refuse($"syntax error: CREATE {word} of this kind is not in Vitess's grammar");
        return new CreateRoutine(kind, name, new NodeList<TableName>([.. mentions])) { Text = text };
    }
}
