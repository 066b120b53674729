namespace PocSharding.Sql.Ast;

/// <summary>SELECT, UNION (and INTERSECT, EXCEPT) or VALUES ROW.</summary>
internal abstract record SelectStatement : Statement
{
    public WithClause? With { get; init; }

    public NodeList<OrderItem> OrderBy { get; init; } = NodeList<OrderItem>.Empty;

    public Limit? Limit { get; init; }

    public LockClause? Lock { get; init; }

    /// <summary>INTO OUTFILE … as Vitess prints it; null for none.</summary>
    public IntoClause? Into { get; init; }
}

internal sealed record Select(NodeList<SelectItem> Items) : SelectStatement
{
    public bool Distinct { get; init; }

    public bool StraightJoinHint { get; init; }

    public bool CalcFoundRows { get; init; }

    /// <summary>SQL_CACHE (true), SQL_NO_CACHE (false), null when not written.</summary>
    public bool? Cache { get; init; }

    public bool HighPriority { get; init; }

    public bool SmallResult { get; init; }

    public bool BigResult { get; init; }

    public bool BufferResult { get; init; }

    /// <summary>Empty where the statement has no FROM (Vitess reads that as <c>from dual</c>).</summary>
    public NodeList<TableExpr> From { get; init; } = NodeList<TableExpr>.Empty;

    public Expr? Where { get; init; }

    public NodeList<Expr> GroupBy { get; init; } = NodeList<Expr>.Empty;

    public bool Rollup { get; init; }

    public Expr? Having { get; init; }

    public NodeList<NamedWindow> Windows { get; init; } = NodeList<NamedWindow>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var with = mapper.Optional(With);
        var items = mapper.List(Items);
        var from = mapper.List(From);
        var where = mapper.Optional(Where);
        var groupBy = mapper.List(GroupBy);
        var having = mapper.Optional(Having);
        var windows = mapper.List(Windows);
        var orderBy = mapper.List(OrderBy);
        var limit = mapper.Optional(Limit);
        var @lock = mapper.Optional(Lock);
        var into = mapper.Optional(Into);
        bool same = ReferenceEquals(with, With)
            && ReferenceEquals(items, Items)
            && ReferenceEquals(from, From)
            && ReferenceEquals(where, Where)
            && ReferenceEquals(groupBy, GroupBy)
            && ReferenceEquals(having, Having)
            && ReferenceEquals(windows, Windows)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(limit, Limit)
            && ReferenceEquals(@lock, Lock)
            && ReferenceEquals(into, Into);
        return same ? this : this with
        {
            With = with,
            Items = items,
            From = from,
            Where = where,
            GroupBy = groupBy,
            Having = having,
            Windows = windows,
            OrderBy = orderBy,
            Limit = limit,
            Lock = @lock,
            Into = into,
        };
    }
}

internal enum SetOperator { Union, Intersect, Except }

/// <summary><c>left UNION [ALL|DISTINCT] right</c>; ORDER BY, LIMIT and lock of the base are the whole union's.</summary>
internal sealed record Union(SelectStatement Left, SelectStatement Right, bool Distinct, SetOperator Operator = SetOperator.Union) : SelectStatement
{
    internal override Node MapChildren(Mapper mapper)
    {
        var with = mapper.Optional(With);
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        var orderBy = mapper.List(OrderBy);
        var limit = mapper.Optional(Limit);
        var @lock = mapper.Optional(Lock);
        var into = mapper.Optional(Into);
        bool same = ReferenceEquals(with, With)
            && ReferenceEquals(left, Left)
            && ReferenceEquals(right, Right)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(limit, Limit)
            && ReferenceEquals(@lock, Lock)
            && ReferenceEquals(into, Into);
        return same ? this : this with
        {
            With = with,
            Left = left,
            Right = right,
            OrderBy = orderBy,
            Limit = limit,
            Lock = @lock,
            Into = into,
        };
    }
}

internal sealed record ValuesStatement(NodeList<TupleExpr> Rows) : SelectStatement
{
    internal override Node MapChildren(Mapper mapper)
    {
        var with = mapper.Optional(With);
        var rows = mapper.List(Rows);
        var orderBy = mapper.List(OrderBy);
        var limit = mapper.Optional(Limit);
        var @lock = mapper.Optional(Lock);
        var into = mapper.Optional(Into);
        bool same = ReferenceEquals(with, With)
            && ReferenceEquals(rows, Rows)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(limit, Limit)
            && ReferenceEquals(@lock, Lock)
            && ReferenceEquals(into, Into);
        return same ? this : this with
        {
            With = with,
            Rows = rows,
            OrderBy = orderBy,
            Limit = limit,
            Lock = @lock,
            Into = into,
        };
    }
}

internal abstract record SelectItem : Node;

internal sealed record StarItem(TableName Table) : SelectItem
{
    internal override Node MapChildren(Mapper mapper)
    {
        var table = mapper.Map(Table);
        return ReferenceEquals(table, Table) ? this : this with { Table = table };
    }
}

internal sealed record ExprItem(Expr Expr, Ident Alias) : SelectItem
{
    internal override Node MapChildren(Mapper mapper)
    {
        var expr = mapper.Map(Expr);
        return ReferenceEquals(expr, Expr) ? this : this with { Expr = expr };
    }
}

/// <summary><c>NEXT [n VALUES] / NEXT VALUE</c> from a sequence.</summary>
internal sealed record NextItem(Expr Count) : SelectItem
{
    internal override Node MapChildren(Mapper mapper)
    {
        var count = mapper.Map(Count);
        return ReferenceEquals(count, Count) ? this : this with { Count = count };
    }
}

internal sealed record OrderItem(Expr Expr, bool Descending) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var expr = mapper.Map(Expr);
        return ReferenceEquals(expr, Expr) ? this : this with { Expr = expr };
    }
}

internal sealed record Limit(Expr? Offset, Expr RowCount) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var offset = mapper.Optional(Offset);
        var rowCount = mapper.Map(RowCount);
        return ReferenceEquals(offset, Offset) && ReferenceEquals(rowCount, RowCount) ? this : this with { Offset = offset, RowCount = rowCount };
    }
}

internal enum LockMode { Update, Share, ShareOld /* LOCK IN SHARE MODE */ }

internal sealed record LockClause(LockMode Mode, bool NoWait = false, bool SkipLocked = false) : Node
{
    /// <summary>FOR UPDATE OF a, b: parsed, and refused by Vitess's parser.</summary>
    public NodeList<TableName> Of { get; init; } = NodeList<TableName>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var of = mapper.List(Of);
        return ReferenceEquals(of, Of) ? this : this with { Of = of };
    }
}

internal sealed record IntoClause(string Text, bool IsVariables) : Node;

internal sealed record WithClause(bool Recursive, NodeList<CommonTableExpr> Tables) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var tables = mapper.List(Tables);
        return ReferenceEquals(tables, Tables) ? this : this with { Tables = tables };
    }
}

internal sealed record CommonTableExpr(string Name, NodeList<Ident> Columns, SelectStatement Select) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var select = mapper.Map(Select);
        return ReferenceEquals(select, Select) ? this : this with { Select = select };
    }
}
