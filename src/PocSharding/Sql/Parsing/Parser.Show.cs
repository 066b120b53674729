using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>SHOW, with Vitess's own forms.</summary>
internal sealed partial class Parser
{
    /// <summary>What SHOW shows, by the words that follow it, and how Vitess calls it.</summary>
    private static readonly Dictionary<string, string> ShowPhrases = MakeShowPhrases();

    private static Dictionary<string, string> MakeShowPhrases()
    {
        const string same = """
            binary logs,binary log status,charset,collation,columns,databases,engines,errors,events,global gtid_executed,global vgtid_executed,master status,open tables,plugins,
            privileges,procedure status,function status,processlist,profiles,replicas,slave hosts,replica status,slave status,status,table status,tables,triggers,variables,vitess_metadata variables,
            vitess_migrations,vitess_replication_status,vitess_shards,vitess_tablets,vitess_target,vschema tables,vschema keyspaces,vschema vindexes,warnings,indexes,keyspaces,
            binlog events,relaylog events,global status,global variables,vitess_throttled_apps,vitess_throttler status
            """;
        var phrases = same.Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToDictionary(p => p, p => p);
        foreach ((string written, string canonical) in ((string, string)[])
        [
            ("character set", "charset"), ("fields", "columns"), ("index", "indexes"), ("keys", "indexes"), ("schemas", "databases"), ("storage engines", "engines"),
            ("vitess_keyspaces", "keyspaces"), ("session status", "status"), ("session variables", "variables"), ("local status", "status"), ("local variables", "variables"),
        ])
            phrases.Add(written, canonical);
        return phrases;
    }

    private OtherStatement Show()
    {
        int start = token.Start;
        Advance();
        string full = Accept(FULL) ? "full " : "";
        Accept(EXTENDED);
        switch (token.Keyword)
        {
            case CREATE: return ShowCreate();
            case ENGINE:
                Advance();
                return Other("Show", $"show engine {AnyWord().ToLowerInvariant()} {AnyWord().ToLowerInvariant()}");
            case TRANSACTION: return ShowTransaction();
            case UNRESOLVED:
                Advance();
                Expect(TRANSACTIONS);
                return Other("Show", "show unresolved transactions" + (Accept(FOR) ? " for " + Name() : "")) with { Option = "unresolved transactions" };
            case VITESS_MIGRATION:
                Advance();
                string id = StringText();
                Expect(LOGS);
                return Other("ShowMigrationLogs", $"show vitess_migration {id} logs");
            case FUNCTION or PROCEDURE when NextIs(CODE):
                string kind = AnyWord().ToLowerInvariant();
                Advance();
                return Other("Show", $"show {kind} code {SqlPrinter.Print(TableName())}");
            default:
                return IsWord("grants"u8) ? ShowGrants() : IsWord("profile"u8) ? ShowProfile() : ShowPhrase(start, full);
        }
    }

    private OtherStatement ShowPhrase(int start, string full)
    {
        string phrase = "";
        while (token.Kind == TokenKind.Word && !ShowPhrases.ContainsKey(phrase) && token.Keyword is not (FROM or IN or LIKE or WHERE or LIMIT))
            phrase += (phrase.Length > 0 ? " " : "") + AnyWord().ToLowerInvariant();
        if (phrase == "binary log" && token.Kind == TokenKind.Word)
            phrase += " " + AnyWord().ToLowerInvariant();
        if (!ShowPhrases.TryGetValue(phrase, out string? canonical))
        {
            RestOfStatement(start);
            throw Fail("something that SHOW shows");
        }
        bool events = canonical is "binlog events" or "relaylog events";
        var names = new List<TableName>();
        string text = $"show {full}{canonical}{(events ? ShowEvents() : ShowFilter(canonical, names))}";
        string statement = canonical switch { "vitess_throttled_apps" => "ShowThrottledApps", "vitess_throttler status" => "ShowThrottlerStatus", _ => "Show" };
        return Other(statement, text, [.. names]) with { Option = canonical };
    }

    private string ShowEvents()
    {
        string text = Accept(IN) ? " in " + StringText() : "";
        text += Accept(FROM) ? " from " + NumberText() : "";
        return text + LimitText() + ShowChannel();
    }

    private string ShowChannel() => Accept(FOR, CHANNEL) ? " for channel " + StringText() : "";

    private string LimitText()
    {
        if (!Accept(LIMIT))
            return "";
        string first = NumberText();
        return Accept(TokenKind.Comma) ? $" limit {first}, {NumberText()}" : $" limit {first}";
    }

    private string ShowFilter(string phrase, List<TableName> names)
    {
        string text = "";
        while (Is(FROM) || Is(IN) || (Is(ON) && phrase == "vschema vindexes"))
        {
            Advance();
            names.Add(TableName());
            text += " from " + SqlPrinter.Print(names[^1]);
        }
        if (Accept(LIKE))
            text += " like " + StringText();
        else if (Accept(WHERE))
            text += " where " + SqlPrinter.Print(Expression());
        return text + LimitText() + ShowChannel();
    }

    private OtherStatement ShowCreate()
    {
        Advance();
        string what = AnyWord().ToLowerInvariant();
        if (what == "user")
            return Other("Show", "show create user " + Account());
        bool ifNotExists = IfNotExists();
        TableName name = TableName();
        what = what == "schema" ? "database" : what;
        return Other("Show", $"show create {what} {(ifNotExists ? "if not exists " : "")}{SqlPrinter.Print(name)}", name) with { Option = "create " + what };
    }

    /// <summary>An account in quotes; the current user without a name.</summary>
    private string Account()
    {
        if (Accept(CURRENT_USER))
        {
            if (Accept(TokenKind.LeftParen))
                Expect(TokenKind.RightParen);
            return "current_user";
        }
        string name = token.Kind == TokenKind.String ? StringText() : SqlPrinter.Print(Literal.String(Name("an account")));
        if (token.Kind != TokenKind.UserVariable)
            return name;
        ReadOnlySpan<byte> host = Text[(token.Start + 1)..token.End];
        string text = host[0] is (byte)'\'' or (byte)'"' ? System.Text.Encoding.UTF8.GetString(StringDecoder.Decode(host).Span) : names.Get(host, quoted: host[0] == '`');
        Advance();
        return $"{name}@{SqlPrinter.Print(Literal.String(text))}";
    }

    private OtherStatement ShowGrants()
    {
        Advance();
        string account = Accept(FOR) ? Account() : "current_user";
        string text = account == "current_user" ? "show grants" : "show grants for " + account;
        if (Accept(USING))
            text += " using " + Account();
        return Other("Show", text);
    }

    private OtherStatement ShowProfile()
    {
        Advance();
        var types = new List<string>();
        while (token.Kind == TokenKind.Word && token.Keyword is not (FOR or LIMIT))
        {
            types.Add(AnyWord().ToLowerInvariant());
            Accept(TokenKind.Comma);
        }
        string text = "show profile" + (types.Count > 0 ? " " + string.Join(", ", types) : "");
        if (Accept(FOR))
        {
            Expect(QUERY);
            text += " for query " + NumberText();
        }
        return Other("Show", text + LimitText());
    }

    private OtherStatement ShowTransaction()
    {
        Advance();
        Expect(STATUS);
        Accept(FOR);
        return Other("Show", "show transaction status for " + StringText()) with { Option = "transaction status" };
    }
}
