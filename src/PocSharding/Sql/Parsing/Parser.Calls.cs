using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Calls of text and date functions, and of those with words among their arguments.</summary>
internal sealed partial class Parser
{
    // ---- text ----

    private SubstringExpr Substring()
    {
        Open();
        Expr operand = Expression();
        if (!Accept(FROM))
            Expect(TokenKind.Comma);
        Expr from = Expression();
        bool more = Accept(FOR) || Accept(TokenKind.Comma);
        return Close(new SubstringExpr(operand, from, more ? Expression() : null));
    }

    private LocateExpr Position()
    {
        Open();
        Expr needle = Expression(PrecBitOr);
        Expect(IN);
        return Close(new LocateExpr(needle, Expression(), null));
    }

    private LocateExpr Locate()
    {
        Open();
        Expr needle = Expression();
        Expect(TokenKind.Comma);
        Expr haystack = Expression();
        return Close(new LocateExpr(needle, haystack, Accept(TokenKind.Comma) ? Expression() : null));
    }

    private TrimExpr Trim()
    {
        Open();
        TrimSide side = Accept(LEADING) ? TrimSide.Leading : Accept(TRAILING) ? TrimSide.Trailing : Accept(BOTH) ? TrimSide.Both : TrimSide.None;
        if (side != TrimSide.None && Accept(FROM))
            return Close(new TrimExpr(side, null, Expression()));
        Expr first = Expression();
        if (Accept(FROM))
            return Close(new TrimExpr(side, first, Expression()));
        return side == TrimSide.None ? Close(new TrimExpr(side, null, first)) : throw Fail("FROM");
    }

    private ExtractExpr Extract()
    {
        Open();
        string unit = IntervalUnit();
        Expect(FROM);
        return Close(new ExtractExpr(unit, Expression()));
    }

    private MatchExpr Match()
    {
        Advance();
        bool parentheses = Accept(TokenKind.LeftParen);
        NodeList<ColumnName> columns = ColumnNames();
        if (parentheses)
            Expect(TokenKind.RightParen);
        Expect(AGAINST);
        Expect(TokenKind.LeftParen);
        Expr against = Expression(PrecBitOr);
        return Close(new MatchExpr(columns, against, MatchMode()));
    }

    private NodeList<ColumnName> ColumnNames()
    {
        int mark = nodes.Count;
        do
            nodes.Add(Column());
        while (Accept(TokenKind.Comma));
        return Take<ColumnName>(mark);
    }

    private ColumnName Column()
    {
        string first = Name("a column");
        if (!Accept(TokenKind.Dot))
            return new ColumnName(new Ident(first), Ast.TableName.None);
        string second = NameAfterDot();
        return Accept(TokenKind.Dot) ? new ColumnName(new Ident(NameAfterDot()), names.Table(first, second)) : new ColumnName(new Ident(second), names.Table("", first));
    }

    private MatchMode MatchMode()
    {
        if (Accept(IN))
        {
            if (AcceptWord("boolean"u8))
            {
                Expect(MODE);
                return Ast.MatchMode.Boolean;
            }
            Expect(NATURAL);
            Expect(LANGUAGE);
            Expect(MODE);
            return QueryExpansion() ? Ast.MatchMode.NaturalLanguageWithExpansion : Ast.MatchMode.NaturalLanguage;
        }
        return QueryExpansion() ? Ast.MatchMode.WithExpansion : Ast.MatchMode.None;
    }

    private bool QueryExpansion()
    {
        if (!Accept(WITH))
            return false;
        Expect(QUERY);
        Expect(EXPANSION);
        return true;
    }

    // ---- dates ----

    private TimestampArithmeticExpr TimestampArithmetic()
    {
        bool difference = Is(TIMESTAMPDIFF);
        Open();
        string unit = IntervalUnit();
        Expect(TokenKind.Comma);
        Expr left = Expression();
        Expect(TokenKind.Comma);
        return Close(new TimestampArithmeticExpr(difference, unit, left, Expression()));
    }

    private IntervalDateExpr DateArithmetic()
    {
        IntervalForm form = token.Keyword switch { DATE_ADD => IntervalForm.DateAdd, DATE_SUB => IntervalForm.DateSub, ADDDATE => IntervalForm.AddDate, _ => IntervalForm.SubDate };
        Open();
        Expr date = Expression();
        Expect(TokenKind.Comma);
        if (Is(INTERVAL) && (form is IntervalForm.DateAdd or IntervalForm.DateSub || IsIntervalOperand()))
        {
            (Expr amount, string unit) = Interval();
            return Close(new IntervalDateExpr(form, date, amount, unit));
        }
        if (form is IntervalForm.DateAdd or IntervalForm.DateSub)
            throw Fail("INTERVAL");
        return Close(new IntervalDateExpr(form, date, Expression(), ""));
    }

    // ---- others ----

    private ValuesFunctionExpr ValuesFunction()
    {
        Open();
        return Close(new ValuesFunctionExpr(Column()));
    }

    private LockingFunctionExpr LockingFunction()
    {
        string name = Open();
        Expr? lockName = Is(TokenKind.RightParen) ? null : Expression();
        return Close(new LockingFunctionExpr(name, lockName, Accept(TokenKind.Comma) ? Expression() : null));
    }

    /// <summary><c>JSON_VALUE(doc, path RETURNING type NULL ON EMPTY ERROR ON ERROR)</c>.</summary>
    private SpecialFunctionExpr JsonValue()
    {
        Open();
        Expr document = Expression();
        Expect(TokenKind.Comma);
        Expr path = Expression();
        var arguments = new List<Expr> { document, path };
        var words = new List<string> { "", ", " };
        string text = Accept(RETURNING) ? " returning " + SqlPrinter.Print(ConvertType()) : "";
        while (token.Keyword is NULL or ERROR or DEFAULT)
        {
            if (Accept(DEFAULT))
            {
                words.Add(text + " default ");
                arguments.Add(Expression());
                text = "";
            }
            else
                text += Accept(NULL) ? " null" : Accept(ERROR) ? " error" : "";
            Expect(ON);
            text += Accept(EMPTY) ? " on empty" : Accept(ERROR) ? " on error" : throw Fail("EMPTY or ERROR");
        }
        words.Add(text);
        return Close(new SpecialFunctionExpr(new Ident("json_value"), new NodeList<Expr>([.. arguments]), new NodeList<string>([.. words])));
    }
}
