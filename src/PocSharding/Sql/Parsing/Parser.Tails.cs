using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>ORDER BY, LIMIT and locks.</summary>
internal sealed partial class Parser
{
    private Tail QueryTail()
    {
        NodeList<OrderItem> orderBy = OptionalOrderBy();
        Limit? limit = OptionalLimit();
        IntoClause? into = Is(INTO) ? Into() : null;
        LockClause? locks = OptionalLock();
        if (into is null && Is(INTO))
            into = Into();
        return new Tail(orderBy, limit, into, locks);
    }

    private NodeList<OrderItem> OptionalOrderBy() => Accept(ORDER, BY) ? OrderItems() : NodeList<OrderItem>.Empty;

    private NodeList<OrderItem> OrderItems()
    {
        int mark = nodes.Count;
        do
        {
            Expr expr = Expression();
            bool descending = Accept(DESC);
            if (!descending)
                Accept(ASC);
            nodes.Add(new OrderItem(expr, descending));
        }
        while (Accept(TokenKind.Comma));
        return Take<OrderItem>(mark);
    }

    private Limit? OptionalLimit()
    {
        if (!Accept(LIMIT))
            return null;
        Expr first = Expression();
        if (Accept(TokenKind.Comma))
            return new Limit(first, Expression());
        return Accept(OFFSET) ? new Limit(Expression(), first) : new Limit(null, first);
    }

    private LockClause? OptionalLock()
    {
        LockClause? result = null;
        while (true)
        {
            LockClause? next = OneLock();
            if (next is null)
                return result;
            if (result is not null)
                Refuse("syntax error: several locking clauses are not in Vitess's grammar");
            result ??= next;
        }
    }

    private LockClause? OneLock()
    {
        if (Accept(LOCK))
        {
            Expect(IN);
            Expect(SHARE);
            Expect(MODE);
            return new LockClause(LockMode.ShareOld);
        }
        if (!Accept(FOR))
            return null;
        LockMode mode = Accept(SHARE) ? LockMode.Share : LockMode.Update;
        if (mode == LockMode.Update)
            Expect(UPDATE);
        NodeList<TableName> of = NodeList<TableName>.Empty;
        if (Accept(OF))
        {
            Refuse("syntax error: FOR UPDATE OF is not in Vitess's grammar");
            of = TableNames();
        }
        bool noWait = Accept(NOWAIT), skip = !noWait && Accept(SKIP);
        if (skip)
            Expect(LOCKED);
        return new LockClause(mode, noWait, skip) { Of = of };
    }

    private NodeList<TableName> TableNames()
    {
        int mark = nodes.Count;
        do
            nodes.Add(TableName());
        while (Accept(TokenKind.Comma));
        return Take<TableName>(mark);
    }
}
