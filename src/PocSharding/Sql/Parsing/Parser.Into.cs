using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>INTO OUTFILE, DUMPFILE, variables and Vitess's OUTFILE S3, kept as the text that Vitess prints.</summary>
internal sealed partial class Parser
{
    private int intoEnd;

    private IntoClause Into()
    {
        intoEnd = token.End;
        Advance();
        if (Accept(DUMPFILE))
            return new IntoClause($" into dumpfile {StringText()}", IsVariables: false);
        if (Accept(OUTFILE))
            return new IntoClause(Outfile(), IsVariables: false);
        var text = new StringBuilder(" into ");
        int count = 0;
        do
        {
            Expr variable = Is(TokenKind.UserVariable) ? Variable() : new ColumnName(Identifier("a variable"), Ast.TableName.None);
            text.Append(count++ == 0 ? "" : ", ").Append(SqlPrinter.Print(variable));
        }
        while (Accept(TokenKind.Comma));
        return new IntoClause(text.ToString(), IsVariables: true);
    }

    private string Outfile()
    {
        bool s3 = Accept(S3);
        var text = new StringBuilder(s3 ? " into outfile s3 " : " into outfile ").Append(StringText());
        if (token.Keyword is CHARACTER or CHARSET)
            text.Append(" character set ").Append(CharacterSetClause());
        if (s3 && Accept(FORMAT))
        {
            bool csv = Accept(CSV);
            if (!csv)
                Expect(TEXT);
            text.Append(csv ? " format csv" : " format text");
            if (csv && Accept(HEADER))
                text.Append(" header");
        }
        ExportOptions(text);
        if (s3 && Accept(MANIFEST))
            text.Append(" manifest ").Append(Switch());
        if (s3 && Accept(OVERWRITE))
            text.Append(" overwrite ").Append(Switch());
        return text.ToString();
    }

    private string Switch() => Accept(ON) ? "on" : Accept(OFF) ? "off" : throw Fail("ON or OFF");

    private void ExportOptions(StringBuilder text)
    {
        if (token.Keyword is FIELDS or COLUMNS)
        {
            text.Append(Is(FIELDS) ? " fields" : " columns");
            Advance();
            while (true)
            {
                if (Accept(TERMINATED, BY))
                    text.Append(" terminated by ").Append(StringText());
                else if (Accept(ESCAPED, BY))
                    text.Append(" escaped by ").Append(StringText());
                else if (Is(OPTIONALLY) || Is(ENCLOSED))
                {
                    text.Append(Accept(OPTIONALLY) ? " optionally" : "").Append(" enclosed by ");
                    Expect(ENCLOSED);
                    Expect(BY);
                    text.Append(StringText());
                }
                else
                    break;
            }
        }
        if (!Accept(LINES))
            return;
        text.Append(" lines");
        while (Is(STARTING) || Is(TERMINATED))
        {
            text.Append(Accept(STARTING) ? " starting by " : " terminated by ");
            Accept(TERMINATED);
            Expect(BY);
            text.Append(StringText());
        }
    }

    /// <summary>A string literal as Vitess prints it, quotes on.</summary>
    private string StringText() => SqlPrinter.Print(StringLiteral());

    private Literal StringLiteral()
    {
        if (token.Kind != TokenKind.String)
            throw Fail("a string");
        var literal = new Literal(LiteralKind.String, StringDecoder.Decode(memory[token.Start..token.End])) { Offset = token.Start };
        Advance();
        return literal;
    }

    /// <summary><c>CHARACTER SET name</c> or <c>CHARSET name</c>.</summary>
    private string CharacterSetClause()
    {
        if (!Accept(CHARSET))
        {
            Expect(CHARACTER);
            Expect(SET);
        }
        return CharacterSetName();
    }

    private string CharacterSetName()
    {
        if (token.Kind == TokenKind.String)
            return StringLiteral().Text;
        if (Accept(BINARY))
            return "binary";
        return Name("a character set");
    }
}
