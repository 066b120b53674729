using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Aggregates, window functions, OVER and WINDOW.</summary>
internal sealed partial class Parser
{
    private AggregateExpr Aggregate(AggregateKind kind)
    {
        Open();
        if (kind == AggregateKind.Count && Accept(TokenKind.Star))
            return CloseAggregate(new AggregateExpr(AggregateKind.CountStar, false, NodeList<Expr>.Empty));
        bool distinct = token.Keyword is DISTINCT or DISTINCTROW;
        if (distinct && kind is not (AggregateKind.Count or AggregateKind.Sum or AggregateKind.Min or AggregateKind.Max or AggregateKind.Avg or AggregateKind.GroupConcat))
            throw Fail("an expression (this function has no DISTINCT)");
        if (distinct)
            Advance();
        else if (Accept(ALL))
            Refuse("syntax error: ALL in an aggregate is not in Vitess's grammar");
        NodeList<Expr> arguments = ExpressionList();
        if (arguments.Count != AggregateNames.Arguments(kind) && kind is not (AggregateKind.Count or AggregateKind.GroupConcat))
            throw Fail("another number of arguments");
        return kind == AggregateKind.GroupConcat ? GroupConcat(distinct, arguments) : CloseAggregate(new AggregateExpr(kind, distinct, arguments));
    }

    private AggregateExpr GroupConcat(bool distinct, NodeList<Expr> arguments)
    {
        NodeList<OrderItem> orderBy = OptionalOrderBy();
        string? separator = Accept(SEPARATOR) ? StringLiteral().Text : null;
        Limit? limit = OptionalLimit();
        return CloseAggregate(new AggregateExpr(AggregateKind.GroupConcat, distinct, arguments) { OrderBy = orderBy, Separator = separator, Limit = limit });
    }

    private AggregateExpr CloseAggregate(AggregateExpr call)
    {
        Close(call);
        return Is(OVER) ? call with { Over = Over() } : call;
    }

    private WindowFunctionExpr WindowFunction()
    {
        var name = new Ident(Keywords.Name(token.Keyword));
        Advance();
        NodeList<Expr> arguments = Arguments();
        if (name.Text is "ntile" or "nth_value" && arguments is not [.., Argument or NullLiteral or VariableExpr or Literal { Kind: LiteralKind.Integer, Bytes.Span: [not (byte)'-', ..] }])
            throw Fail("a number before the closing parenthesis");
        bool? fromLast = Accept(FROM) ? (Accept(LAST) ? true : Accept(FIRST) ? false : throw Fail("FIRST or LAST")) : null;
        bool? ignore = Accept(IGNORE) ? true : Accept(RESPECT) ? false : null;
        if (ignore is not null)
            Expect(NULLS);
        if (!Is(OVER))
            throw Fail("OVER");
        return new WindowFunctionExpr(name, arguments, Over()) { FromLast = fromLast, IgnoreNulls = ignore };
    }

    private OverClause Over()
    {
        Expect(OVER);
        if (!Accept(TokenKind.LeftParen))
            return new OverClause(Identifier("a window"), null);
        WindowSpecification specification = WindowSpecification();
        Expect(TokenKind.RightParen);
        return new OverClause(Ident.None, specification);
    }

    private WindowSpecification WindowSpecification()
    {
        Ident name = IsName() && !(token.Keyword is ROWS or RANGE) ? Identifier() : Ident.None;
        NodeList<Expr> partition = Accept(PARTITION, BY) ? ExpressionList() : NodeList<Expr>.Empty;
        NodeList<OrderItem> orderBy = OptionalOrderBy();
        return new WindowSpecification(name, partition, orderBy, token.Keyword is ROWS or RANGE ? Frame() : null);
    }

    private WindowFrame Frame()
    {
        bool range = Is(RANGE);
        Advance();
        if (!Accept(BETWEEN))
            return new WindowFrame(range, FramePoint(), null);
        FramePoint start = FramePoint();
        Expect(AND);
        return new WindowFrame(range, start, FramePoint());
    }

    private FramePoint FramePoint()
    {
        if (Accept(CURRENT))
        {
            Expect(ROW);
            return new FramePoint(FramePointKind.CurrentRow, null);
        }
        if (Accept(UNBOUNDED))
            return new FramePoint(IsPreceding() ? FramePointKind.UnboundedPreceding : FramePointKind.UnboundedFollowing, null);
        if (Is(INTERVAL))
        {
            (Expr amount, string unit) = Interval();
            return new FramePoint(IsPreceding() ? FramePointKind.Preceding : FramePointKind.Following, amount, unit);
        }
        Expr offset = Expression(PrecBitOr);
        if (offset is Literal { Bytes.Span: [(byte)'-', ..] } or Literal { Kind: LiteralKind.String })
            throw Fail("a frame bound that is a number");
        return new FramePoint(IsPreceding() ? FramePointKind.Preceding : FramePointKind.Following, offset);
    }

    private bool IsPreceding() => Accept(PRECEDING) || (Accept(FOLLOWING) ? false : throw Fail("PRECEDING or FOLLOWING"));

    private NodeList<NamedWindow> Windows()
    {
        int mark = nodes.Count;
        do
        {
            Accept(WINDOW);
            Ident name = Identifier();
            Expect(AS);
            Expect(TokenKind.LeftParen);
            nodes.Add(new NamedWindow(name, WindowSpecification()));
            Expect(TokenKind.RightParen);
        }
        while (Accept(TokenKind.Comma));
        return Take<NamedWindow>(mark);
    }
}
