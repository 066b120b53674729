using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>JSON_TABLE, its columns kept as Vitess prints them.</summary>
internal sealed partial class Parser
{
    private JsonTable JsonTable()
    {
        Advance();
        Expect(TokenKind.LeftParen);
        Expr document = Expression();
        Expect(TokenKind.Comma);
        Expr path = Expression();
        var columns = new StringBuilder();
        Expect(COLUMNS);
        JsonColumns(columns, close: "\n\t)");
        Expect(TokenKind.RightParen);
        Accept(AS);
        return new JsonTable(document, path, columns.ToString(), TableAlias("the alias of JSON_TABLE"));
    }

    private void JsonColumns(StringBuilder text, string close)
    {
        Enter();
        Expect(TokenKind.LeftParen);
        text.Append(" columns(");
        string separator = "\n\t";
        do
        {
            text.Append(separator);
            JsonColumn(text);
            separator = ",\n\t";
        }
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        text.Append(close);
        Leave();
    }

    private void JsonColumn(StringBuilder text)
    {
        if (Accept(NESTED))
        {
            Accept(PATH);
            text.Append("nested path ").Append(StringText());
            Expect(COLUMNS);
            JsonColumns(text, close: "\n)");
            return;
        }
        text.Append(SqlPrinter.Quote(Name()));
        if (Accept(FOR))
        {
            Expect(ORDINALITY);
            text.Append(" for ordinality");
            return;
        }
        text.Append(' ').Append(SqlPrinter.Print(ColumnTypeOnly()));
        text.Append(Accept(EXISTS) ? " exists" : "");
        Expect(PATH);
        text.Append(" path ").Append(StringText()).Append(' ');
        while (token.Keyword is NULL or ERROR or DEFAULT)
        {
            text.Append(Accept(NULL) ? "null" : Accept(ERROR) ? "error" : $"default {JsonDefault()}");
            Expect(ON);
            text.Append(Accept(EMPTY) ? " on empty " : Accept(ERROR) ? " on error " : throw Fail("EMPTY or ERROR"));
        }
    }

    private string JsonDefault()
    {
        Expect(DEFAULT);
        return SqlPrinter.Print(Expression());
    }
}
