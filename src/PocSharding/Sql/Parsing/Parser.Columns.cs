using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Column definitions.</summary>
internal sealed partial class Parser
{
    private ColumnDefinition ColumnDefinition(List<ConstraintDefinition> checks)
    {
        Ident name = Identifier("a column");
        bool serial = IsWord("serial"u8);
        ColumnType type = ColumnTypeOnly();
        var attributes = new List<string>();
        var column = new ColumnDefinition(name, type);
        if (serial)
            column = column with { Type = new ColumnType("bigint") { Unsigned = true }, Nullable = false, AutoIncrement = true, Unique = true, KeyWords = "unique" };
        while (Attribute(column, attributes, checks) is { } next)
            column = next;
        return attributes.Count == 0 ? column : column with { Attributes = new NodeList<string>([.. attributes]) };
    }

    /// <summary>The column with the next attribute; null where there is none.</summary>
    private ColumnDefinition? Attribute(ColumnDefinition column, List<string> attributes, List<ConstraintDefinition> checks)
    {
        switch (token.Keyword)
        {
            case NULL:
                Advance();
                return column with { Nullable = true };
            case NOT:
                Advance();
                Expect(NULL);
                return column with { Nullable = false };
            case DEFAULT:
                Advance();
                return Default(column);
            case ON:
                Advance();
                Expect(UPDATE);
                return column with { OnUpdate = CurrentTimeOnly() };
            case AUTO_INCREMENT:
                Advance();
                return column with { AutoIncrement = true };
            case COMMENT:
                Advance();
                return column with { Comment = StringLiteral().Text };
            case COLLATE:
                Advance();
                return column with { Type = column.Type with { Collation = CharacterSetName() } };
            case PRIMARY or KEY or UNIQUE:
                return Key(column);
            case GENERATED or AS:
                return Generated(column);
            case REFERENCES:
                Advance();
                return column with { References = References() };
            case CONSTRAINT or CHECK:
                checks.Add(ColumnCheck());
                return column;
            default:
                return RareAttribute(attributes) is { } invisible ? column with { Invisible = invisible || column.Invisible } : null;
        }
    }

    private ConstraintDefinition ColumnCheck()
    {
        Ident name = Accept(CONSTRAINT) && !Is(CHECK) ? Identifier() : Ident.None;
        return Check(name);
    }

    /// <summary>Null where no attribute stands; else whether it was INVISIBLE.</summary>
    private bool? RareAttribute(List<string> attributes)
    {
        switch (token.Keyword)
        {
            case INVISIBLE or VISIBLE:
                bool invisible = Is(INVISIBLE);
                attributes.Add(invisible ? "invisible" : "visible");
                Advance();
                return invisible;
            case COLUMN_FORMAT or STORAGE:
                string name = Keywords.Name(token.Keyword);
                Advance();
                attributes.Add($"{name} {AnyWord().ToLowerInvariant()}");
                return false;
            case ENGINE_ATTRIBUTE or SECONDARY_ENGINE_ATTRIBUTE:
                attributes.Add(AttributeText());
                return false;
            case SRID:
                Advance();
                attributes.Add(FormattableString.Invariant($"srid {SmallNumber()}"));
                return false;
            default:
                return null;
        }
    }

    private ColumnDefinition Default(ColumnDefinition column)
    {
        if (Accept(TokenKind.LeftParen))
        {
            Expr expression = Expression();
            Expect(TokenKind.RightParen);
            return column with { Default = expression, DefaultIsExpression = true };
        }
        bool time = token.Keyword is NOW or CURRENT_TIMESTAMP or LOCALTIME or LOCALTIMESTAMP;
        return column with { Default = time ? CurrentTimeOnly() : Expression(PrecBitOr), DefaultIsExpression = false };
    }

    private CurrentTimeExpr CurrentTimeOnly() =>
        token.Keyword is NOW or CURRENT_TIMESTAMP or LOCALTIME or LOCALTIMESTAMP or SYSDATE ? CurrentTime() : throw Fail("CURRENT_TIMESTAMP");

    private ColumnDefinition Key(ColumnDefinition column)
    {
        if (Accept(PRIMARY))
        {
            Accept(KEY);
            return column with { PrimaryKey = true, KeyWords = "primary key" };
        }
        if (Accept(KEY))
            return column with { PrimaryKey = true, KeyWords = "key" };
        Advance();
        return column with { Unique = true, KeyWords = Accept(KEY) ? "unique key" : "unique" };
    }

    private ColumnDefinition Generated(ColumnDefinition column)
    {
        if (Accept(GENERATED))
            Expect(ALWAYS);
        Expect(AS);
        Expect(TokenKind.LeftParen);
        Expr expression = Expression();
        Expect(TokenKind.RightParen);
        bool stored = Accept(STORED) || AcceptWord("persistent"u8);
        if (!stored)
            Accept(VIRTUAL);
        return column with { Generated = expression, Stored = stored };
    }
}
