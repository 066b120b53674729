using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>PARTITION BY and partition definitions, kept as Vitess prints them.</summary>
internal sealed partial class Parser
{
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
