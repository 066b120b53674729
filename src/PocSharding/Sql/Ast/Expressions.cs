namespace PocSharding.Sql.Ast;

internal abstract record Expr : Node;

// ---- logic ----

internal sealed record AndExpr(Expr Left, Expr Right) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

internal sealed record OrExpr(Expr Left, Expr Right) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

internal sealed record XorExpr(Expr Left, Expr Right) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

internal sealed record NotExpr(Expr Operand) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

internal enum ComparisonOp { Equal, NullSafeEqual, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, In, NotIn, Like, NotLike, Regexp, NotRegexp }

internal enum ComparisonModifier { None, Any, All }

/// <summary><c>left op right</c>; <c>right</c> of IN is a <see cref="TupleExpr"/>, a <see cref="SubqueryExpr"/> or a <see cref="ListArgument"/>.</summary>
internal sealed record ComparisonExpr(ComparisonOp Op, Expr Left, Expr Right, Expr? Escape = null, ComparisonModifier Modifier = ComparisonModifier.None) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        var escape = mapper.Optional(Escape);
        bool same = ReferenceEquals(left, Left)
            && ReferenceEquals(right, Right)
            && ReferenceEquals(escape, Escape);
        return same ? this : this with
        {
            Left = left,
            Right = right,
            Escape = escape,
        };
    }
}

/// <summary><c>left [NOT] BETWEEN from AND to</c>.</summary>
internal sealed record BetweenExpr(bool Negated, Expr Left, Expr From, Expr To) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var from = mapper.Map(From);
        var to = mapper.Map(To);
        return ReferenceEquals(left, Left) && ReferenceEquals(from, From) && ReferenceEquals(to, To) ? this : this with { Left = left, From = from, To = to };
    }
}

internal enum IsTest { Null, NotNull, True, NotTrue, False, NotFalse, Unknown, NotUnknown }

internal sealed record IsExpr(Expr Operand, IsTest Test) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

internal sealed record ExistsExpr(SubqueryExpr Subquery) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var subquery = mapper.Map(Subquery);
        return ReferenceEquals(subquery, Subquery) ? this : this with { Subquery = subquery };
    }
}

// ---- values ----

internal enum LiteralKind { String, Integer, Decimal, Float, HexNumber /* 0x1f */, HexString /* x'1f' */, BitNumber /* b'01' or 0b01 */, Date, Time, Timestamp, NationalString }

/// <summary>A literal. <see cref="Bytes"/> is the value: unescaped text for strings, the digits as written for numbers, the hex or bit digits for those.</summary>
internal sealed record Literal(LiteralKind Kind, ReadOnlyMemory<byte> Bytes) : Expr
{
    /// <summary>Byte offset of the literal in the text that was parsed, -1 if it was made; not part of equality. It ties a literal to its slot in the digest.</summary>
    public int Offset { get; init; } = -1;

    public static Literal Integer(long value) => new(LiteralKind.Integer, System.Text.Encoding.ASCII.GetBytes(value.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static Literal String(string value) => new(LiteralKind.String, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>A number that the parser gave its minus sign.</summary>
    public bool IsNegative => Bytes.Length > 0 && Bytes.Span[0] == (byte)'-' && Kind is (LiteralKind.Integer or LiteralKind.Decimal or LiteralKind.Float);

    /// <summary>The value as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);

    public bool Equals(Literal? other) => other is not null && Kind == other.Kind && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Kind);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}

internal sealed record NullLiteral : Expr
{
    public static readonly NullLiteral Instance = new();
}

internal sealed record BoolLiteral(bool Value) : Expr;

/// <summary>A bind variable <c>:name</c>, or <c>?</c> (named <c>v1</c>, <c>v2</c>, … in order of appearance, as Vitess does). The kind of the literal that it replaced, if known, types it.</summary>
internal sealed record Argument(string Name, LiteralKind? Type = null) : Expr
{
    /// <summary>The type in Vitess's words, printed behind the name as a comment; null when unknown.</summary>
    public string? TypeName { get; init; }

    public bool Equals(Argument? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A list bind variable <c>::name</c>.</summary>
internal sealed record ListArgument(string Name) : Expr;

/// <summary>What a column was bound to; two bound columns are equal when their names and their bindings are.</summary>
internal interface IColumnBinding : IEquatable<IColumnBinding>;

/// <summary>A column; equality ignores the name's case, and the qualifier once both sides are bound.</summary>
internal sealed record ColumnName(Ident Name, TableName Qualifier) : Expr
{
    public ColumnName(string name) : this(new Ident(name), TableName.None) { }

    /// <summary>The table that the planner found the column in; null before that.</summary>
    public IColumnBinding? Binding { get; init; }

    public bool Equals(ColumnName? other) =>
        other is not null && Name.Equals(other.Name)
        && (Binding is null || other.Binding is null ? Qualifier.Equals(other.Qualifier) : Binding.Equals(other.Binding));

    public override int GetHashCode() => Name.GetHashCode();
}

internal sealed record TupleExpr(NodeList<Expr> Items) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var items = mapper.List(Items);
        return ReferenceEquals(items, Items) ? this : this with { Items = items };
    }
}

internal sealed record SubqueryExpr(SelectStatement Select) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var select = mapper.Map(Select);
        return ReferenceEquals(select, Select) ? this : this with { Select = select };
    }
}

internal sealed record DefaultExpr(Ident Column) : Expr;

/// <summary><c>@name</c> (scope User), <c>@@name</c> and <c>@@session.name</c> (None: the session), <c>name</c> left of = in SET (Bare), <c>@@global.name</c>, …; Session only where Vitess tells it from None (transaction_isolation, transaction_read_only).</summary>
internal enum VariableScope { User, None, Bare, Session, Global, Local, Persist, PersistOnly, VitessMetadata }

internal sealed record VariableExpr(VariableScope Scope, Ident Name) : Expr;

/// <summary><c>@x := value</c>.</summary>
internal sealed record AssignmentExpr(Expr Left, Expr Right) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

// ---- operators ----

internal enum UnaryOp { Minus, Plus, Tilde, Bang }

internal sealed record UnaryExpr(UnaryOp Op, Expr Operand) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

internal enum BinaryOp { BitAnd, BitOr, BitXor, Plus, Minus, Multiply, Divide, IntegerDivide, Modulo, ShiftLeft, ShiftRight, JsonExtract, JsonUnquoteExtract }

internal sealed record BinaryExpr(BinaryOp Op, Expr Left, Expr Right) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

internal sealed record CollateExpr(Expr Operand, string Collation) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

/// <summary><c>_utf8mb4'text'</c>.</summary>
internal sealed record IntroducerExpr(string CharacterSet, Expr Operand) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

internal sealed record WhenClause(Expr Condition, Expr Value) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var condition = mapper.Map(Condition);
        var value = mapper.Map(Value);
        return ReferenceEquals(condition, Condition) && ReferenceEquals(value, Value) ? this : this with { Condition = condition, Value = value };
    }
}

internal sealed record CaseExpr(Expr? Operand, NodeList<WhenClause> Whens, Expr? Else) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Optional(Operand);
        var whens = mapper.List(Whens);
        var @else = mapper.Optional(Else);
        bool same = ReferenceEquals(operand, Operand)
            && ReferenceEquals(whens, Whens)
            && ReferenceEquals(@else, Else);
        return same ? this : this with
        {
            Operand = operand,
            Whens = whens,
            Else = @else,
        };
    }
}

internal sealed record MemberOfExpr(Expr Value, Expr Array) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var value = mapper.Map(Value);
        var array = mapper.Map(Array);
        return ReferenceEquals(value, Value) && ReferenceEquals(array, Array) ? this : this with { Value = value, Array = array };
    }
}

// ---- functions ----

/// <summary>A function called with a plain argument list: built in, or the user's (then perhaps qualified). Name as written; built-in names print in lower case.</summary>
internal sealed record FunctionExpr(string Qualifier, Ident Name, NodeList<Expr> Arguments) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var arguments = mapper.List(Arguments);
        return ReferenceEquals(arguments, Arguments) ? this : this with { Arguments = arguments };
    }
}

internal enum AggregateKind { CountStar, Count, Sum, Min, Max, Avg, BitAnd, BitOr, BitXor, Std, StdDev, StdDevPop, StdDevSample, VarPop, VarSample, Variance, GroupConcat, AnyValue, JsonArrayAgg, JsonObjectAgg }

/// <summary>An aggregate function; with <see cref="Over"/> it is a window function. ORDER BY, LIMIT and SEPARATOR belong to GROUP_CONCAT.</summary>
internal sealed record AggregateExpr(AggregateKind Kind, bool Distinct, NodeList<Expr> Arguments) : Expr
{
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

// ---- windows ----

internal sealed record OverClause(Ident WindowName, WindowSpecification? Specification) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var specification = mapper.Optional(Specification);
        return ReferenceEquals(specification, Specification) ? this : this with { Specification = specification };
    }
}

internal sealed record WindowSpecification(Ident Name, NodeList<Expr> PartitionBy, NodeList<OrderItem> OrderBy, WindowFrame? Frame) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var partitionBy = mapper.List(PartitionBy);
        var orderBy = mapper.List(OrderBy);
        var frame = mapper.Optional(Frame);
        bool same = ReferenceEquals(partitionBy, PartitionBy)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(frame, Frame);
        return same ? this : this with
        {
            PartitionBy = partitionBy,
            OrderBy = orderBy,
            Frame = frame,
        };
    }
}

internal sealed record NamedWindow(Ident Name, WindowSpecification Specification) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var specification = mapper.Map(Specification);
        return ReferenceEquals(specification, Specification) ? this : this with { Specification = specification };
    }
}

internal enum FramePointKind { CurrentRow, UnboundedPreceding, UnboundedFollowing, Preceding, Following }

/// <summary>A frame bound; <c>INTERVAL n unit PRECEDING</c> has a unit.</summary>
internal sealed record FramePoint(FramePointKind Kind, Expr? Offset, string? IntervalUnit = null) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var offset = mapper.Optional(Offset);
        return ReferenceEquals(offset, Offset) ? this : this with { Offset = offset };
    }
}

internal sealed record WindowFrame(bool Range, FramePoint Start, FramePoint? End) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var start = mapper.Map(Start);
        var end = mapper.Optional(End);
        return ReferenceEquals(start, Start) && ReferenceEquals(end, End) ? this : this with { Start = start, End = end };
    }
}

