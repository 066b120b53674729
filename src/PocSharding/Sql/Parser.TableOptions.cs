using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Table options and PARTITION BY.</summary>
internal sealed partial class Parser
{
    private NodeList<TableOption> TableOptions()
    {
        int mark = nodes.Count;
        while (TableOption() is { } option)
        {
            nodes.Add(option);
            Accept(TokenKind.Comma);
        }
        return Take<TableOption>(mark);
    }

    private TableOption? TableOption()
    {
        if (token.Kind != TokenKind.Word)
            return null;
        switch (token.Keyword)
        {
            case DEFAULT when PeekToken().Keyword is CHARSET or CHARACTER or COLLATE:
                Advance();
                return TableOption();
            case CHARSET or CHARACTER:
                string word = Is(CHARSET) ? AnyWord() : "charset";
                if (Accept(CHARACTER))
                    Expect(SET);
                Accept(TokenKind.Equal);
                return new TableOption(word, CharacterSetName());
            case DATA or INDEX when NextIs(DIRECTORY):
                string directory = Is(DATA) ? "data directory" : "index directory";
                Advance();
                Advance();
                Accept(TokenKind.Equal);
                return new TableOption(directory, StringLiteral().Text, IsString: true);
            case UNION:
                return UnionOption();
            case TABLESPACE:
                return Tablespace();
            default:
                return IsOptionName() ? PlainOption() : null;
        }
    }

    private bool IsOptionName() => token.Keyword switch
    {
        ENGINE or AUTO_INCREMENT or AUTOEXTEND_SIZE or AVG_ROW_LENGTH or CHECKSUM or COLLATE or COMMENT or COMPRESSION or CONNECTION or DELAY_KEY_WRITE
            or ENCRYPTION or ENGINE_ATTRIBUTE or INSERT_METHOD or KEY_BLOCK_SIZE or MAX_ROWS or MIN_ROWS or PACK_KEYS or PASSWORD or ROW_FORMAT
            or SECONDARY_ENGINE_ATTRIBUTE or STATS_AUTO_RECALC or STATS_PERSISTENT or STATS_SAMPLE_PAGES => true,
        STORAGE => NextIs(ENGINE),
        None => IsMariaOption(),
        _ => false,
    };

    private bool IsMariaOption() =>
        IsWord("transactional"u8) || IsWord("page_checksum"u8) || IsWord("page_compressed"u8) || IsWord("secondary_engine"u8) || IsWord("start_transaction"u8) || IsWord("encrypted"u8);

    private TableOption PlainOption()
    {
        if (Is(STORAGE))
            Advance();
        string name = AnyWord();
        Accept(TokenKind.Equal);
        if (token.Kind == TokenKind.String)
            return new TableOption(name, StringLiteral().Text, IsString: true);
        string value = Encoding.UTF8.GetString(Bytes(token));
        if (token.Kind is not (TokenKind.Word or TokenKind.QuotedIdent or TokenKind.Integer))
            throw Fail("the value of a table option");
        if (token.Kind == TokenKind.QuotedIdent)
            return new TableOption(name, AnyWord());
        Advance();
        return new TableOption(name, value);
    }

    private TableOption UnionOption()
    {
        Advance();
        Accept(TokenKind.Equal);
        Expect(TokenKind.LeftParen);
        NodeList<TableName> tables = Is(TokenKind.RightParen) ? NodeList<TableName>.Empty : TableNames();
        Expect(TokenKind.RightParen);
        return new TableOption("union", $"({string.Join(", ", tables.Select(SqlPrinter.Print))})");
    }

    private TableOption Tablespace()
    {
        Advance();
        Accept(TokenKind.Equal);
        string name = SqlPrinter.Quote(Name());
        if (Accept(STORAGE))
            name += Accept(DISK) ? " storage disk" : Accept(MEMORY) ? " storage memory" : throw Fail("DISK or MEMORY");
        return new TableOption("tablespace", name);
    }

    // ---- partitions, as Vitess prints them ----

    private string PartitionBy()
    {
        var text = new StringBuilder("\npartition by");
        Expect(PARTITION);
        Expect(BY);
        PartitionMethod(text);
        if (Accept(PARTITIONS))
            text.Append(" partitions ").Append(NumberText());
        if (Accept(SUBPARTITION))
        {
            Expect(BY);
            text.Append(" subpartition by");
            PartitionMethod(text);
            if (Accept(SUBPARTITIONS))
                text.Append(" subpartitions ").Append(NumberText());
        }
        if (Is(TokenKind.LeftParen))
            PartitionDefinitions(text.Append("\n("), ",\n ", PARTITION);
        return text.ToString();
    }

    private string NumberText() => SmallNumber().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void PartitionMethod(StringBuilder text)
    {
        text.Append(Accept(LINEAR) ? " linear" : "");
        switch (token.Keyword)
        {
            case HASH:
                Advance();
                text.Append(" hash (").Append(ParenthesizedText()).Append(')');
                break;
            case KEY:
                Advance();
                text.Append(" key");
                if (Accept(ALGORITHM))
                {
                    Accept(TokenKind.Equal);
                    text.Append(" algorithm = ").Append(NumberText());
                }
                text.Append(' ').Append(ColumnListText());
                break;
            case RANGE or LIST:
                text.Append(Is(RANGE) ? " range" : " list");
                Advance();
                if (Accept(COLUMNS) || Accept(FIELDS))
                    text.Append(" columns ").Append(ColumnListText());
                else
                    text.Append(" (").Append(ParenthesizedText()).Append(')');
                break;
            default: throw Fail("HASH, KEY, RANGE or LIST");
        }
    }

    private string ParenthesizedText()
    {
        Expect(TokenKind.LeftParen);
        string text = SqlPrinter.Print(Expression());
        Expect(TokenKind.RightParen);
        return text;
    }

    private string ColumnListText()
    {
        NodeList<Ident> columns = HintNames();
        return $"({string.Join(", ", columns.Select(c => SqlPrinter.Quote(c.Text)))})";
    }

    private void PartitionDefinitions(StringBuilder text, string separator, Keyword word)
    {
        Expect(TokenKind.LeftParen);
        for (bool first = true; first || Accept(TokenKind.Comma); first = false)
        {
            Expect(word);
            text.Append(first ? "" : separator).Append(Keywords.Name(word)).Append(' ').Append(SqlPrinter.Quote(Name()));
            PartitionDefinition(text);
        }
        Expect(TokenKind.RightParen);
        text.Append(')');
    }

    private void PartitionDefinition(StringBuilder text)
    {
        if (Accept(VALUES))
            PartitionValues(text);
        var options = new SortedDictionary<int, string>();
        while (PartitionOption() is var (place, option) && option.Length > 0)
            options[place] = option;
        foreach (string option in options.Values)
            text.Append(' ').Append(option);
        if (Is(TokenKind.LeftParen))
            PartitionDefinitions(text.Append(" ("), ", ", SUBPARTITION);
    }

    private void PartitionValues(StringBuilder text)
    {
        bool less = Accept(LESS);
        Expect(less ? THAN : IN);
        text.Append(less ? " values less than" : " values in");
        if (Accept(MAXVALUE))
        {
            text.Append(" maxvalue");
            return;
        }
        Expect(TokenKind.LeftParen);
        var values = new List<string>();
        do
            values.Add(Accept(MAXVALUE) ? "maxvalue" : SqlPrinter.Print(Expression()));
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        text.Append(values is ["maxvalue"] ? " maxvalue" : $" ({string.Join(", ", values)})");
    }

    /// <summary>An option and its place in Vitess's order; empty for none.</summary>
    private (int Place, string Text) PartitionOption()
    {
        string storage = Is(STORAGE) && NextIs(ENGINE) && Accept(STORAGE) ? "storage engine " : "engine ";
        Keyword name = token.Keyword;
        if (name is not (ENGINE or COMMENT or DATA or INDEX or MAX_ROWS or MIN_ROWS or TABLESPACE))
            return (0, "");
        Advance();
        if (name is DATA or INDEX)
            Expect(DIRECTORY);
        Accept(TokenKind.Equal);
        return name switch
        {
            ENGINE => (0, storage + CharacterSetName()),
            COMMENT => (1, "comment " + StringText()),
            DATA => (2, "data directory " + StringText()),
            INDEX => (3, "index directory " + StringText()),
            MAX_ROWS => (4, "max_rows " + NumberText()),
            MIN_ROWS => (5, "min_rows " + NumberText()),
            _ => (6, "tablespace " + Name()),
        };
    }
}
