using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Table options.</summary>
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
            return new TableOption(name, StringLiteral().Text, IsString: !name.Equals("collate", StringComparison.OrdinalIgnoreCase));
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
}
