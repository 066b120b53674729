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

internal enum IsTest { Null, NotNull, True, NotTrue, False, NotFalse }

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

    /// <summary>Byte offset of a <c>?</c> in the text that was parsed, -1 otherwise; not part of equality.</summary>
    public int Offset { get; init; } = -1;

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

internal enum UnaryOp { Minus, Tilde, Bang }

internal sealed record UnaryExpr(UnaryOp Op, Expr Operand) : Expr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var operand = mapper.Map(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

internal enum BinaryOp { BitAnd, BitOr, BitXor, Plus, Minus, Multiply, Divide, IntegerDivide, Modulo, ShiftLeft, ShiftRight }

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
