using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>FROM: tables, joins, derived tables, JSON_TABLE, hints.</summary>
internal sealed partial class Parser
{
    /// <summary>The tables of FROM; FROM DUAL is no table at all.</summary>
    private NodeList<TableExpr> FromTables()
    {
        if (Is(DUAL) && PeekToken() is var next && next.Kind is not (TokenKind.Dot or TokenKind.Comma) && !IsName(next) && next.Keyword is not (AS or JOIN or LEFT or RIGHT or INNER or CROSS or NATURAL or STRAIGHT_JOIN))
        {
            Advance();
            return NodeList<TableExpr>.Empty;
        }
        return Tables();
    }

    private NodeList<TableExpr> Tables()
    {
        int mark = nodes.Count;
        do
            nodes.Add(Table());
        while (Accept(TokenKind.Comma));
        return Take<TableExpr>(mark);
    }

    /// <summary>A table and the joins to its right. Without ON, a join waits for the ON that stands after the tables to its right.</summary>
    private TableExpr Table()
    {
        int outer = height;
        height = 0;
        TableExpr left = TableFactor();
        while (JoinStart() is { } kind)
        {
            left = Join(left, kind);
            height++;
            CheckHeight();
        }
        height = Math.Max(outer, height);
        return left;
    }

    private JoinKind? JoinStart()
    {
        switch (token.Kind == TokenKind.Word ? token.Keyword : None)
        {
            case JOIN:
                Advance();
                return JoinKind.Inner;
            case INNER or CROSS:
                Advance();
                Expect(JOIN);
                return JoinKind.Inner;
            case STRAIGHT_JOIN:
                Advance();
                return JoinKind.Straight;
            case LEFT or RIGHT:
                return OuterJoin(JoinKind.Left, JoinKind.Right);
            case NATURAL:
                Advance();
                if (Is(LEFT) || Is(RIGHT))
                    return OuterJoin(JoinKind.NaturalLeft, JoinKind.NaturalRight);
                Accept(INNER);
                Expect(JOIN);
                return JoinKind.Natural;
            default:
                return null;
        }
    }

    private JoinKind OuterJoin(JoinKind left, JoinKind right)
    {
        JoinKind kind = Is(LEFT) ? left : right;
        Advance();
        Accept(OUTER);
        Expect(JOIN);
        return kind;
    }

    private JoinTable Join(TableExpr left, JoinKind kind)
    {
        bool natural = kind is JoinKind.Natural or JoinKind.NaturalLeft or JoinKind.NaturalRight;
        TableExpr right = TableFactor();
        if (natural)
            return new JoinTable(kind, left, right, null);
        // a JOIN b JOIN c ON 1 ON 2 is a JOIN (b JOIN c ON 1) ON 2
        bool needsCondition = kind is JoinKind.Left or JoinKind.Right;
        while (!Is(ON) && !Is(USING) && needsCondition && JoinStart() is { } inner)
            right = NestedJoin(right, inner);
        if (!needsCondition && !Is(ON) && !Is(USING) && IsJoinWithLaterCondition())
            while (!Is(ON) && !Is(USING) && JoinStart() is { } inner)
                right = NestedJoin(right, inner);
        if (Accept(ON))
            return new JoinTable(kind, left, right, Expression());
        if (kind == JoinKind.Straight && Is(USING))
            Refuse("syntax error: STRAIGHT_JOIN … USING is not in Vitess's grammar");
        if (Accept(USING))
            return new JoinTable(kind, left, right, null) { Using = NamesInParentheses() };
        if (needsCondition)
            throw Fail("ON or USING");
        return new JoinTable(kind, left, right, null);
    }

    private JoinTable NestedJoin(TableExpr left, JoinKind kind)
    {
        Enter();
        height++;
        JoinTable join = Join(left, kind);
        Leave();
        return join;
    }

    /// <summary>Whether the joins ahead have more ON and USING than they take themselves, so that the last belongs to the join before them.</summary>
    private bool IsJoinWithLaterCondition()
    {
        var ahead = new Lexer(Text, lexerState);
        int parentheses = 0, open = 1;
        for (Token at = token; at.Kind is not (TokenKind.End or TokenKind.Invalid or TokenKind.Semicolon); at = ahead.Next())
        {
            if (at.Kind == TokenKind.LeftParen)
                parentheses++;
            else if (at.Kind == TokenKind.RightParen && --parentheses < 0)
                return false;
            if (parentheses > 0 || at.Kind != TokenKind.Word)
            {
                if (parentheses == 0 && at.Kind == TokenKind.Comma)
                    return false;
                continue;
            }
            switch (at.Keyword)
            {
                case JOIN or STRAIGHT_JOIN: open++; break;
                case NATURAL: open--; break;
                case ON or USING when --open == 0: return true;
                case WHERE or GROUP or HAVING or ORDER or LIMIT or UNION or SET or WINDOW: return false;
                default: break;
            }
        }
        return false;
    }

    private TableExpr TableFactor()
    {
        if (Is(TokenKind.LeftParen))
            return IsDerived() ? Derived(lateral: false) : ParenthesizedTables();
        if (Is(LATERAL))
        {
            Advance();
            return Derived(lateral: true);
        }
        if (Is(JSON_TABLE) && NextIs(TokenKind.LeftParen))
            return JsonTable();
        if (Is(TokenKind.LeftBrace))
            return OdbcJoin();
        return NamedTable();
    }

    private TableExpr OdbcJoin()
    {
        Refuse("syntax error: { OJ … } is not in Vitess's grammar");
        Advance();
        if (!AcceptWord("oj"u8))
            throw Fail("OJ");
        TableExpr table = Table();
        Expect(TokenKind.RightBrace);
        return table;
    }

    private ParenthesizedTables ParenthesizedTables()
    {
        Enter();
        Expect(TokenKind.LeftParen);
        NodeList<TableExpr> tables = Tables();
        Expect(TokenKind.RightParen);
        Leave();
        height++;
        return new ParenthesizedTables(tables);
    }

    /// <summary>Whether the parenthesis opens a query rather than a list of tables: <c>(select …</c>, or <c>((select …)</c> followed by what only a query has.</summary>
    private bool IsDerived() => OpensQuery(closingParenthesisIsQuery: true);

    private bool OpensQuery(bool closingParenthesisIsQuery)
    {
        var ahead = new Lexer(Text, lexerState);
        Token next = ahead.Next();
        if (next.Kind != TokenKind.LeftParen)
            return next.Kind == TokenKind.Word && next.Keyword is SELECT or WITH or TABLE || (next.Keyword == VALUES && ahead.Next().Keyword == ROW);
        int open = 1;
        while ((next = ahead.Next()).Kind == TokenKind.LeftParen)
            if (++open > MaxDepth)
                throw TooDeep();
        if (next.Kind != TokenKind.Word || next.Keyword is not (SELECT or WITH or VALUES or TABLE))
            return false;
        while (open > 0)
        {
            next = ahead.Next();
            open += next.Kind switch { TokenKind.LeftParen => 1, TokenKind.RightParen => -1, TokenKind.End or TokenKind.Invalid => -open, _ => 0 };
        }
        next = ahead.Next();
        return next.Kind == TokenKind.RightParen ? closingParenthesisIsQuery
            : next.Kind == TokenKind.Word && next.Keyword is UNION or INTERSECT or EXCEPT or ORDER or LIMIT or FOR or LOCK or INTO;
    }

    private AliasedTable Derived(bool lateral)
    {
        Enter();
        Expect(TokenKind.LeftParen);
        SelectStatement select = Query();
        Expect(TokenKind.RightParen);
        Leave();
        height++;
        Accept(AS);
        string alias = TableAlias("the alias of a derived table");
        return new AliasedTable(new DerivedTable(select, lateral), alias) { Columns = OptionalColumns() };
    }

    private string TableAlias(string expected)
    {
        if (token.Kind != TokenKind.String)
            return Name(expected);
        return StringLiteral().Text;
    }

    private AliasedTable NamedTable()
    {
        TableName name = TableName();
        NodeList<Ident> partitions = OptionalPartitions();
        bool required = Accept(AS);
        string alias = required || IsName() || Is(TokenKind.String) ? TableAlias("an alias") : "";
        return new AliasedTable(new TableRef(name), alias) { Partitions = partitions, Hints = IndexHints() };
    }

    private NodeList<Ident> OptionalPartitions() => Accept(PARTITION) ? NamesInParentheses() : NodeList<Ident>.Empty;

    private NodeList<IndexHint> IndexHints()
    {
        int mark = nodes.Count;
        while (token.Kind == TokenKind.Word && token.Keyword is USE or IGNORE or FORCE)
            nodes.Add(IndexHint());
        return Take<IndexHint>(mark);
    }

    private IndexHint IndexHint()
    {
        Keyword verb = token.Keyword;
        Advance();
        if (verb != FORCE && Accept(VINDEX))
            return new IndexHint(verb == USE ? IndexHintKind.UseVindex : IndexHintKind.IgnoreVindex, IndexHintFor.None, NamesInParentheses());
        if (!Accept(INDEX))
            Expect(KEY);
        IndexHintFor purpose = IndexHintFor.None;
        if (Accept(FOR))
            purpose = Accept(JOIN) ? IndexHintFor.Join : Accept(ORDER, BY) ? IndexHintFor.OrderBy : Accept(GROUP, BY) ? IndexHintFor.GroupBy : throw Fail("JOIN, ORDER BY or GROUP BY");
        IndexHintKind kind = verb switch { USE => IndexHintKind.Use, IGNORE => IndexHintKind.Ignore, _ => IndexHintKind.Force };
        return new IndexHint(kind, purpose, HintNames());
    }

    private NodeList<Ident> HintNames()
    {
        Expect(TokenKind.LeftParen);
        int mark = idents.Count;
        while (!Is(TokenKind.RightParen))
        {
            idents.Add(Is(PRIMARY) ? new Ident(AnyWord()) : Identifier());
            if (!Accept(TokenKind.Comma))
                break;
        }
        Expect(TokenKind.RightParen);
        return TakeIdents(mark);
    }
}
