using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Statements that no vindex plans: administration, EXPLAIN, prepared statements in text.</summary>
internal sealed partial class Parser
{
    private Statement OtherStatement()
    {
        int start = token.Start;
        Keyword verb = token.Keyword;
        switch (verb)
        {
            case SHOW: return Show();
            case EXPLAIN or DESC or DESCRIBE: return Explain();
            case VEXPLAIN: return VExplain();
            case CALL: return CallProcedure();
            case FLUSH: return Flush();
            case KILL: return Kill();
            case ANALYZE: return Analyze();
            case LOCK or UNLOCK: return LockTables();
            case PREPARE or EXECUTE or DEALLOCATE: return Prepared(verb);
            case PURGE: return Purge();
            case REVERT: return Revert();
            case STREAM or VSTREAM: return Stream(verb);
            case DO or REPAIR or OPTIMIZE:
                return new OtherStatement("OtherAdmin", "otheradmin") { Option = RestOfStatement(start) };
            case LOAD:
                return new OtherStatement("Load", "AST node missing for Load type") { Option = RestOfStatement(start) };
            default:
                return IsKnownElsewhere() ? RefusedRest(Encoding.UTF8.GetString(Bytes(token)).ToLowerInvariant(), start) : throw Fail("a statement");
        }
    }

    private static readonly HashSet<string> MySqlOnly = new(
        ("grant revoke check checksum handler xa reset change stop install uninstall shutdown help import restart clone binlog cache get signal resignal " +
         "alter declare fetch open close leave iterate return loop repeat while if case end begin delimiter execute upgrade backup").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private bool IsKnownElsewhere() => token.Length < 20 && MySqlOnly.Contains(Encoding.UTF8.GetString(Bytes(token)));

    private static OtherStatement Other(string kind, string text, params TableName[] tables) => new(kind, text) { Tables = new NodeList<TableName>(tables) };

    // ---- EXPLAIN ----

    private Statement Explain()
    {
        Advance();
        string comments = CommentText(Comments());
        string format = "";
        if (Accept(ANALYZE))
            format = "analyze ";
        else if (Is(FORMAT) && NextIs(TokenKind.Equal))
        {
            Advance();
            Advance();
            string name = AnyWord().ToLowerInvariant();
            format = name is "json" or "tree" or "traditional" or "vitess" ? $"format = {name} " : throw Fail("JSON, TREE, TRADITIONAL or VITESS");
        }
        else if (Accept(EXTENDED) || Accept(PARTITIONS))
            format = "";
        if (Is(TokenKind.LeftParen) || token.Keyword is SELECT or WITH or INSERT or REPLACE or UPDATE or DELETE or VALUES)
        {
            Enter();
            Statement inner = Statement();
            Leave();
            return new OtherStatement("ExplainStmt", $"explain {comments}{format}{SqlPrinter.Print(inner)}") { Inner = inner };
        }
        TableName table = TableName();
        string wild = token.Kind == TokenKind.String ? " " + StringText() : IsName() ? " " + SqlPrinter.Quote(Name()) : "";
        return Other("ExplainTab", $"explain {SqlPrinter.Print(table)}{wild}", table);
    }

    private OtherStatement VExplain()
    {
        Advance();
        NodeList<string> comments = Comments();
        string type = token.Keyword is ALL or QUERIES or TRACE or KEYS || IsWord("plan"u8) ? AnyWord().ToLowerInvariant() : "plan";
        Enter();
        Statement inner = Statement();
        Leave();
        return new OtherStatement("VExplainStmt", $"vexplain {CommentText(comments)}{type} {SqlPrinter.Print(inner)}") { Comments = comments, Inner = inner, Option = type };
    }

    // ---- procedures and prepared statements ----

    private OtherStatement CallProcedure()
    {
        Advance();
        TableName name = TableName();
        NodeList<Expr> arguments = Is(TokenKind.LeftParen) ? Arguments() : NodeList<Expr>.Empty;
        return Other("CallProc", $"call {SqlPrinter.Print(name)}({string.Join(", ", arguments.Select(SqlPrinter.Print))})") with { Option = name.Qualifier };
    }

    private OtherStatement Prepared(Keyword verb)
    {
        Advance();
        string comments = CommentText(Comments());
        if (verb == DEALLOCATE)
        {
            Expect(PREPARE);
            return Deallocate(comments);
        }
        string name = Name();
        if (verb == PREPARE)
        {
            Expect(FROM);
            Expr from = token.Kind == TokenKind.String ? StringLiteral() : UserVariable();
            return new OtherStatement("PrepareStmt", $"prepare {comments}{SqlPrinter.Quote(name)} from {SqlPrinter.Print(from)}") { Option = name, Arguments = new([from]) };
        }
        List<Expr> arguments = [];
        if (Accept(USING))
        {
            do
                arguments.Add(UserVariable());
            while (Accept(TokenKind.Comma));
        }
        string list = arguments.Count == 0 ? "" : " using " + string.Join(", ", arguments.Select(SqlPrinter.Print));
        return new OtherStatement("ExecuteStmt", $"execute {comments}{SqlPrinter.Quote(name)}{list}") { Option = name, Arguments = new([.. arguments]) };
    }

    private OtherStatement Deallocate(string comments)
    {
        string name = Name();
        return new OtherStatement("DeallocateStmt", $"deallocate {comments}prepare {SqlPrinter.Quote(name)}") { Option = name };
    }

    private VariableExpr UserVariable() => token.Kind == TokenKind.UserVariable ? Variable() : throw Fail("a user variable");

    // ---- administration ----

    private OtherStatement Kill()
    {
        Advance();
        string what = Accept(QUERY) ? "query" : "connection";
        Accept(CONNECTION);
        if (token.Kind != TokenKind.Integer)
            throw Fail("the number of a connection");
        string id = Encoding.UTF8.GetString(Bytes(token));
        Advance();
        return Other("Kill", $"kill {what} {id}");
    }

    private bool AcceptLocal() => Accept(LOCAL) || Accept(NO_WRITE_TO_BINLOG);

    private OtherStatement Analyze()
    {
        Advance();
        string local = AcceptLocal() ? "local " : "";
        if (!Accept(TABLE))
            Expect(TABLES);
        NodeList<TableName> tables = TableNames();
        if (tables.Count > 1 || !IsEndOfQuery())
            Refuse("syntax error: ANALYZE of several tables is not in Vitess's grammar");
        RestOfStatement(token.Start);
        return Other("Analyze", $"analyze {local}table {SqlPrinter.Print(tables[0])}", [.. tables]);
    }

    private OtherStatement LockTables()
    {
        bool unlock = Is(UNLOCK);
        int start = token.Start;
        Advance();
        if (IsWord("instance"u8))
            return RefusedRest("lock", start);
        if (!Accept(TABLES))
            Expect(TABLE);
        if (unlock)
            return Other("UnlockTables", "unlock tables");
        var text = new List<string>();
        do
        {
            string table = SqlPrinter.Print(NamedTable());
            string mode = Accept(READ) ? Accept(LOCAL) ? "read local" : "read" : Accept(LOW_PRIORITY) ? "low_priority write" : "write";
            if (mode.EndsWith("write", StringComparison.Ordinal))
                Expect(WRITE);
            text.Add($"{table} {mode}");
        }
        while (Accept(TokenKind.Comma));
        return Other("LockTables", "lock tables " + string.Join(", ", text));
    }

    private OtherStatement Flush()
    {
        Advance();
        string local = AcceptLocal() ? " local" : "";
        if (token.Keyword is TABLE or TABLES)
        {
            Advance();
            NodeList<TableName> tables = IsName() && token.Keyword != WITH ? TableNames() : NodeList<TableName>.Empty;
            string names = tables.Count > 0 ? " " + Joined(tables) : "";
            string tail = Accept(WITH, READ) ? " with read lock" : Accept(FOR, EXPORT) ? " for export" : "";
            if (tail.StartsWith(" with", StringComparison.Ordinal))
                Expect(LOCK);
            return Other("Flush", $"flush{local} tables{names}{tail}", [.. tables]) with { Option = $"flush{local} tables" };
        }
        var options = new List<string>();
        do
            options.Add(FlushOption());
        while (Accept(TokenKind.Comma));
        return Other("Flush", $"flush{local} {string.Join(", ", options)}");
    }

    private string FlushOption()
    {
        string option = AnyWord().ToLowerInvariant();
        if (token.Keyword == LOGS && option is "binary" or "engine" or "error" or "general" or "relay" or "slow")
            option += " " + AnyWord().ToLowerInvariant();
        if (Accept(FOR, CHANNEL))
            option += " for channel " + (token.Kind == TokenKind.String ? StringText() : Name());
        return option;
    }

    private OtherStatement Purge()
    {
        Advance();
        if (!Accept(BINARY))
            Expect(MASTER);
        Expect(LOGS);
        bool to = Accept(TO);
        if (!to)
            Expect(BEFORE);
        return Other("PurgeBinaryLogs", $"purge binary logs {(to ? "to" : "before")} {StringText()}");
    }

    private OtherStatement Revert()
    {
        Advance();
        string comments = CommentText(Comments());
        Expect(VITESS_MIGRATION);
        return Other("RevertMigration", $"revert {comments}vitess_migration {StringText()}");
    }

    private OtherStatement Stream(Keyword verb)
    {
        Advance();
        string comments = CommentText(Comments());
        string item = SqlPrinter.Print(SelectItem(first: true));
        Expect(FROM);
        TableName table = TableName();
        string text = $"{Keywords.Name(verb)} {comments}{item} from {SqlPrinter.Print(table)}";
        string rest = RestOfStatement(token.Start);
        return Other(verb == STREAM ? "Stream" : "VStream", rest.Length > 0 ? $"{text} {rest}" : text, table);
    }

    /// <summary>ALTER VITESS_MIGRATION: words in lower case, texts in Vitess's quotes.</summary>
    private OtherStatement AlterMigration()
    {
        var text = new StringBuilder("alter vitess_migration");
        while (token.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            text.Append(' ');
            if (token.Kind == TokenKind.String)
                text.Append(StringText());
            else if (token.Kind is TokenKind.Word)
                text.Append(AnyWord().ToLowerInvariant());
            else if (token.Kind is TokenKind.Decimal or TokenKind.Integer or TokenKind.Float)
                text.Append(SqlPrinter.Print(Primary()));
            else
                throw Fail("the end of ALTER VITESS_MIGRATION");
        }
        return Other("AlterMigration", text.ToString());
    }
}
