using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>SELECT, UNION, VALUES, WITH.</summary>
internal sealed partial class Parser
{
    /// <summary>What may stand after the last clause of a query: ORDER BY, LIMIT, INTO, locks.</summary>
    private readonly record struct Tail(NodeList<OrderItem> OrderBy, Limit? Limit, IntoClause? Into, LockClause? Lock)
    {
        public bool IsEmpty => OrderBy is not { Count: > 0 } && Limit is null && Into is null && Lock is null;
    }

    private bool IsQueryStart() => token.Keyword is SELECT or WITH or VALUES or TABLE && token.Kind == TokenKind.Word;

    private SelectStatement Query()
    {
        Enter();
        queries++;
        WithClause? with = Is(WITH) ? With() : null;
        SelectStatement query = Unions(out bool tailRead);
        if (!tailRead)
            query = Attach(query, QueryTail());
        queries--;
        if (query.Into is not null && (queries > 0 || query is ValuesStatement))
            Refuse($"syntax error at position {intoEnd + 1} near 'into'");
        if (query is ValuesStatement { Lock: not null })
            throw Fail("the end of VALUES");
        Leave();
        return with is null ? query : query with { With = with };
    }

    private static SelectStatement Attach(SelectStatement query, Tail tail) => tail.IsEmpty ? query : query with
    {
        OrderBy = tail.OrderBy.Count > 0 ? tail.OrderBy : query.OrderBy,
        Limit = tail.Limit ?? query.Limit,
        Into = tail.Into ?? query.Into,
        Lock = tail.Lock ?? query.Lock,
    };

    private SelectStatement Unions(out bool tailRead)
    {
        int outer = height;
        height = 0;
        SelectStatement left = Intersections(first: true, out tailRead);
        while (!tailRead && token.Keyword is UNION or EXCEPT && token.Kind == TokenKind.Word)
        {
            SetOperator op = Is(UNION) ? SetOperator.Union : SetOperator.Except;
            left = SetOperation(left, op);
        }
        height = Math.Max(outer, height);
        return left;
    }

    private SelectStatement Intersections(bool first, out bool tailRead)
    {
        SelectStatement left = QueryTerm(first, out tailRead);
        while (!tailRead && Is(INTERSECT))
            left = SetOperation(left, SetOperator.Intersect);
        return left;
    }

    private Union SetOperation(SelectStatement left, SetOperator op)
    {
        if (op != SetOperator.Union)
            Refuse($"syntax error: {op} is not in Vitess's grammar");
        Advance();
        bool distinct = !Accept(ALL);
        if (distinct)
            Accept(DISTINCT);
        height++;
        CheckHeight();
        SelectStatement right = op == SetOperator.Intersect ? QueryTerm(first: false, out _) : Intersections(first: false, out _);
        return new Union(left, right, distinct, op);
    }

    /// <summary>SELECT, VALUES or a query in parentheses; only the first term of a query may read its own tail.</summary>
    private SelectStatement QueryTerm(bool first, out bool tailRead)
    {
        tailRead = false;
        if (Accept(TokenKind.LeftParen))
        {
            SelectStatement inner = Query();
            Expect(TokenKind.RightParen);
            return inner;
        }
        if (Accept(VALUES))
            return Values();
        if (Accept(TABLE))
            return TableStatement();
        if (!Is(SELECT))
            throw Fail("SELECT");
        return SelectCore(first, out tailRead);
    }

    private Select TableStatement()
    {
        Refuse("syntax error: TABLE name is not in Vitess's grammar");
        TableExpr table = new AliasedTable(new TableRef(TableName()), "");
        return new Select(new NodeList<SelectItem>([new StarItem(Ast.TableName.None)])) { From = new NodeList<TableExpr>([table]) };
    }

    private ValuesStatement Values()
    {
        NodeList<string> comments = Comments();
        int mark = nodes.Count;
        if (token.Kind == TokenKind.ListArgument)
        {
            nodes.Add(new TupleExpr(new NodeList<Expr>([ListArgument()])));
            return new ValuesStatement(Take<TupleExpr>(mark)) { Comments = comments };
        }
        do
        {
            Expect(ROW);
            nodes.Add(Row());
        }
        while (Accept(TokenKind.Comma));
        return new ValuesStatement(Take<TupleExpr>(mark)) { Comments = comments };
    }

    private WithClause With()
    {
        Advance();
        bool recursive = Accept(RECURSIVE);
        int mark = nodes.Count;
        do
        {
            string name = Name();
            NodeList<Ident> columns = OptionalColumns();
            Expect(AS);
            Expect(TokenKind.LeftParen);
            SelectStatement select = Query();
            Expect(TokenKind.RightParen);
            nodes.Add(new CommonTableExpr(name, columns, select));
        }
        while (Accept(TokenKind.Comma));
        return new WithClause(recursive, Take<CommonTableExpr>(mark));
    }

    private NodeList<Ident> OptionalColumns() => Is(TokenKind.LeftParen) ? NamesInParentheses() : NodeList<Ident>.Empty;

    private NodeList<Ident> NamesInParentheses()
    {
        Expect(TokenKind.LeftParen);
        int mark = idents.Count;
        do
            idents.Add(Identifier());
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return TakeIdents(mark);
    }

    // ---- SELECT ----

    private Select SelectCore(bool readTail, out bool tailRead)
    {
        Advance();
        NodeList<string> comments = Comments();
        SelectFlags flags = SelectOptions(out bool? cache);
        NodeList<SelectItem> items = SelectItems();
        IntoClause? into = Is(INTO) ? Into() : null;
        bool sequence = items is [NextItem];
        NodeList<TableExpr> from = Accept(FROM) || (sequence && Accept(FOR)) ? FromTables() : NodeList<TableExpr>.Empty;
        if (sequence && (!readTail || from is not [AliasedTable { Source: TableRef }] || !IsEndOfQuery()))
            throw Fail("one sequence and nothing else after NEXT VALUES FROM");
        Expr? where = Accept(WHERE) ? Expression() : null;
        bool rollup = false;
        NodeList<Expr> groupBy = Accept(GROUP, BY) ? GroupBy(out rollup) : NodeList<Expr>.Empty;
        Expr? having = Accept(HAVING) ? Expression() : null;
        NodeList<NamedWindow> windows = Accept(WINDOW) ? Windows() : NodeList<NamedWindow>.Empty;
        tailRead = readTail && !(token.Keyword is UNION or INTERSECT or EXCEPT && token.Kind == TokenKind.Word);
        Tail tail = tailRead ? QueryTail() : new Tail(NodeList<OrderItem>.Empty, null, null, null);
        return new Select(items)
        {
            Comments = comments,
            Distinct = flags.HasFlag(SelectFlags.Distinct),
            Cache = cache,
            HighPriority = flags.HasFlag(SelectFlags.HighPriority),
            StraightJoinHint = flags.HasFlag(SelectFlags.StraightJoin),
            SmallResult = flags.HasFlag(SelectFlags.SmallResult),
            BigResult = flags.HasFlag(SelectFlags.BigResult),
            BufferResult = flags.HasFlag(SelectFlags.BufferResult),
            CalcFoundRows = flags.HasFlag(SelectFlags.CalcFoundRows),
            From = from,
            Where = where,
            GroupBy = groupBy,
            Rollup = rollup,
            Having = having,
            Windows = windows,
            OrderBy = tail.OrderBy,
            Limit = tail.Limit,
            Into = tail.Into ?? into,
            Lock = tail.Lock,
        };
    }

    private bool IsEndOfQuery() => token.Kind is TokenKind.End or TokenKind.Semicolon or TokenKind.RightParen;

    [Flags]
    private enum SelectFlags { None = 0, Distinct = 1, HighPriority = 2, StraightJoin = 4, SmallResult = 8, BigResult = 16, BufferResult = 32, CalcFoundRows = 64 }

    private SelectFlags SelectOptions(out bool? cache)
    {
        var flags = SelectFlags.None;
        cache = null;
        while (token.Kind == TokenKind.Word)
        {
            switch (token.Keyword)
            {
                case ALL: break;
                case DISTINCT or DISTINCTROW: flags |= SelectFlags.Distinct; break;
                case SQL_CACHE: cache = true; break;
                case SQL_NO_CACHE: cache = false; break;
                case HIGH_PRIORITY: flags |= SelectFlags.HighPriority; break;
                case STRAIGHT_JOIN: flags |= SelectFlags.StraightJoin; break;
                case SQL_SMALL_RESULT: flags |= SelectFlags.SmallResult; break;
                case SQL_BIG_RESULT: flags |= SelectFlags.BigResult; break;
                case SQL_BUFFER_RESULT: flags |= SelectFlags.BufferResult; break;
                case SQL_CALC_FOUND_ROWS: flags |= SelectFlags.CalcFoundRows; break;
                default: return flags;
            }
            Advance();
        }
        return flags;
    }

    private NodeList<Expr> GroupBy(out bool rollup)
    {
        int mark = nodes.Count;
        do
            nodes.Add(Expression());
        while (Accept(TokenKind.Comma));
        rollup = Accept(WITH, ROLLUP);
        return Take<Expr>(mark);
    }
}
