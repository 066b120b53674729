namespace PocSharding.Sql.Ast;

/// <summary>A function called with a plain argument list: built in, or the user's (then perhaps qualified). Name as written; built-in names print in lower case.</summary>
internal sealed record FunctionExpr(string Qualifier, Ident Name, NodeList<Expr> Arguments) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var arguments = mapper.List(Arguments);
        return ReferenceEquals(arguments, Arguments) ? this : this with { Arguments = arguments };
    }
}

internal enum AggregateKind { CountStar, Count, Sum, Min, Max, Avg, BitAnd, BitOr, BitXor, Std, StdDev, StdDevPop, StdDevSample, VarPop, VarSample, Variance, GroupConcat, AnyValue, JsonArrayAgg, JsonObjectAgg, UserDefined }

/// <summary>An aggregate function; with <see cref="Over"/> it is a window function. ORDER BY, LIMIT and SEPARATOR belong to GROUP_CONCAT.</summary>
internal sealed record AggregateExpr(AggregateKind Kind, bool Distinct, NodeList<Expr> Arguments) : Expr
{
    /// <summary>The name of a user-defined aggregate function, which only the planner's catalog tells from other functions.</summary>
    public Ident Name { get; init; } = Ident.None;

    public NodeList<OrderItem> OrderBy { get; init; } = NodeList<OrderItem>.Empty;

    public Limit? Limit { get; init; }

    /// <summary>The separator as written, with its quotes taken off; null where the text has none.</summary>
    public string? Separator { get; init; }

    public OverClause? Over { get; init; }

    internal override Node MapChildren(Mapper mapper)
    {
        var arguments = mapper.List(Arguments);
        var orderBy = mapper.List(OrderBy);
        var limit = mapper.Optional(Limit);
        var over = mapper.Optional(Over);
        bool same = ReferenceEquals(arguments, Arguments)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(limit, Limit)
            && ReferenceEquals(over, Over);
        return same ? this : this with
        {
            Arguments = arguments,
            OrderBy = orderBy,
            Limit = limit,
            Over = over,
        };
    }
}

/// <summary>ROW_NUMBER, RANK, LAG, … : functions that exist only with OVER.</summary>
internal sealed record WindowFunctionExpr(Ident Name, NodeList<Expr> Arguments, OverClause Over) : Expr
{
    /// <summary>FROM FIRST / FROM LAST of NTH_VALUE, null when not written.</summary>
    public bool? FromLast { get; init; }

    /// <summary>IGNORE NULLS / RESPECT NULLS, null when not written.</summary>
    public bool? IgnoreNulls { get; init; }

    internal override Node MapChildren(Mapper mapper)
    {
        var arguments = mapper.List(Arguments);
        var over = mapper.Map(Over);
        return ReferenceEquals(arguments, Arguments) && ReferenceEquals(over, Over) ? this : this with { Arguments = arguments, Over = over };
    }
}

/// <summary><c>CAST(x AS type)</c> or <c>CONVERT(x, type)</c> (both print as cast/convert as written).</summary>
internal sealed record CastExpr(Expr Operand, ConvertType Type, bool IsConvert = false) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        var type = mapper.Map(Type);
        return ReferenceEquals(operand, Operand) && ReferenceEquals(type, Type) ? this : this with { Operand = operand, Type = type };
    }
}

internal sealed record ConvertType(string Name, Literal? Length = null, Literal? Scale = null, string? CharacterSet = null, bool Array = false, bool BinaryCharset = false) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var length = mapper.Optional(Length);
        var scale = mapper.Optional(Scale);
        return ReferenceEquals(length, Length) && ReferenceEquals(scale, Scale) ? this : this with { Length = length, Scale = scale };
    }
}

internal sealed record ConvertUsingExpr(Expr Operand, string CharacterSet) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

/// <summary><c>x + INTERVAL n unit</c>, <c>INTERVAL n unit + x</c>, DATE_ADD, DATE_SUB, ADDDATE, SUBDATE: <see cref="Form"/> tells which was written.</summary>
internal sealed record IntervalDateExpr(IntervalForm Form, Expr Date, Expr Interval, string Unit) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var date = mapper.Map(Date);
        var interval = mapper.Map(Interval);
        return ReferenceEquals(date, Date) && ReferenceEquals(interval, Interval) ? this : this with { Date = date, Interval = interval };
    }
}

internal enum IntervalForm { Plus, PlusLeft, Minus, DateAdd, DateSub, AddDate, SubDate }

/// <summary><c>TIMESTAMPADD(unit, a, b)</c> and <c>TIMESTAMPDIFF(unit, a, b)</c>.</summary>
internal sealed record TimestampArithmeticExpr(bool Difference, string Unit, Expr Left, Expr Right) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

internal sealed record ExtractExpr(string Unit, Expr Operand) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

/// <summary>NOW, CURRENT_TIMESTAMP, CURDATE, … : functions that may be written without parentheses.</summary>
internal sealed record CurrentTimeExpr(Ident Name, int? Precision) : Expr;

internal sealed record SubstringExpr(Expr Operand, Expr From, Expr? Length) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        var from = mapper.Map(From);
        var length = mapper.Optional(Length);
        bool same = ReferenceEquals(operand, Operand)
            && ReferenceEquals(from, From)
            && ReferenceEquals(length, Length);
        return same ? this : this with
        {
            Operand = operand,
            From = from,
            Length = length,
        };
    }
}

internal enum TrimSide { None, Leading, Trailing, Both }

internal sealed record TrimExpr(TrimSide Side, Expr? Remove, Expr Operand) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var remove = mapper.Optional(Remove);
        var operand = mapper.Map(Operand);
        return ReferenceEquals(remove, Remove) && ReferenceEquals(operand, Operand) ? this : this with { Remove = remove, Operand = operand };
    }
}

internal sealed record LocateExpr(Expr Needle, Expr Haystack, Expr? Position) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var needle = mapper.Map(Needle);
        var haystack = mapper.Map(Haystack);
        var position = mapper.Optional(Position);
        bool same = ReferenceEquals(needle, Needle)
            && ReferenceEquals(haystack, Haystack)
            && ReferenceEquals(position, Position);
        return same ? this : this with
        {
            Needle = needle,
            Haystack = haystack,
            Position = position,
        };
    }
}

internal sealed record CharExpr(NodeList<Expr> Arguments, string? CharacterSet) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var arguments = mapper.List(Arguments);
        return ReferenceEquals(arguments, Arguments) ? this : this with { Arguments = arguments };
    }
}

internal enum MatchMode { None, Boolean, NaturalLanguage, NaturalLanguageWithExpansion, WithExpansion }

internal sealed record MatchExpr(NodeList<ColumnName> Columns, Expr Against, MatchMode Mode) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var columns = mapper.List(Columns);
        var against = mapper.Map(Against);
        return ReferenceEquals(columns, Columns) && ReferenceEquals(against, Against) ? this : this with { Columns = columns, Against = against };
    }
}

/// <summary><c>VALUES(column)</c> of ON DUPLICATE KEY UPDATE.</summary>
internal sealed record ValuesFunctionExpr(ColumnName Column) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var column = mapper.Map(Column);
        return ReferenceEquals(column, Column) ? this : this with { Column = column };
    }
}

internal sealed record WeightStringExpr(Expr Operand, ConvertType? As) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        var @as = mapper.Optional(As);
        return ReferenceEquals(operand, Operand) && ReferenceEquals(@as, As) ? this : this with { Operand = operand, As = @as };
    }
}

/// <summary>GET_LOCK, IS_FREE_LOCK, IS_USED_LOCK, RELEASE_LOCK, RELEASE_ALL_LOCKS.</summary>
internal sealed record LockingFunctionExpr(string Name, Expr? LockName, Expr? Timeout) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var lockName = mapper.Optional(LockName);
        var timeout = mapper.Optional(Timeout);
        return ReferenceEquals(lockName, LockName) && ReferenceEquals(timeout, Timeout) ? this : this with { LockName = lockName, Timeout = timeout };
    }
}

/// <summary>A function whose arguments hold more than expressions (JSON_VALUE … RETURNING, JSON_OBJECT pairs, GET_FORMAT, …): its fixed words stand in <see cref="Words"/> around the arguments (one more word than arguments).</summary>
internal sealed record SpecialFunctionExpr(Ident Name, NodeList<Expr> Arguments, NodeList<string> Words) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var arguments = mapper.List(Arguments);
        return ReferenceEquals(arguments, Arguments) ? this : this with { Arguments = arguments };
    }
}
