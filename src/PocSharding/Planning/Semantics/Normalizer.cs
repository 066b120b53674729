using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// Turns literals into bind variables, as vtgate does before it plans. Vitess: sqlparser/normalizer.go (planner-facts §22).
/// The map from argument to literals ties a vindex value to its place in the text.
/// </summary>
internal sealed class Normalizer
{
    private const int LongestShared = 256;

    private readonly ReservedNames names;
    private readonly Dictionary<Literal, string> shared = [];
    private readonly Dictionary<NodeList<Expr>, string> sharedLists = [];
    private readonly Dictionary<string, List<int>> offsets = new(StringComparer.Ordinal);
    private int selectDepth;

    public Normalizer(ReservedNames names) => this.names = names;

    /// <summary>Byte offsets of the literals that each argument replaced.</summary>
    public IReadOnlyDictionary<string, List<int>> Offsets => offsets;

    public Statement Run(Statement statement) => statement switch
    {
        Union union => RunUnion(union, top: true),
        Insert insert => RunInsert(insert),
        Update update => RunUpdate(update),
        Delete delete => RunDelete(delete),
        _ => Visit(statement),
    };

    private T Visit<T>(T node) where T : Node => Tree.Map(node, Replace);

    private Node? Replace(Node node) => node switch
    {
        Select select => RunSelect(select, derived: false),
        Union union => RunUnion(union, top: false),
        DerivedTable derived => derived with { Select = RunDerived(derived.Select) },
        Literal literal => ReferenceEquals(literal, AstRewrites.AnyValue) ? literal : ToArgument(literal, null),
        ComparisonExpr comparison => RunComparison(comparison),
        Limit limit => RunLimit(limit),
        ConvertType or FramePoint => node,
        OrderItem { Expr: Literal } => node,
        WindowSpecification window => window with
        {
            PartitionBy = Keep(window.PartitionBy),
            OrderBy = new NodeList<OrderItem>([.. window.OrderBy.Select(Visit)]),
        },
        _ => null,
    };

    private Select RunSelect(Select select, bool derived)
    {
        selectDepth++;
        Select result = select with { From = new NodeList<TableExpr>([.. select.From.Select(Visit)]) };
        result = result with
        {
            With = select.With is null ? null : Visit(select.With),
            Items = new NodeList<SelectItem>([.. select.Items.Select(i => derived && i is ExprItem { Alias.IsEmpty: true } ? i : Visit(i))]),
        };
        result = result with { Where = VisitOrNull(select.Where) };
        result = result with { GroupBy = Keep(select.GroupBy) };
        result = result with { Having = VisitOrNull(select.Having) };
        result = result with { Windows = new NodeList<NamedWindow>([.. select.Windows.Select(Visit)]) };
        result = result with { OrderBy = new NodeList<OrderItem>([.. select.OrderBy.Select(Visit)]) };
        result = result with { Limit = select.Limit is null ? null : RunLimit(select.Limit) };
        selectDepth--;
        return result;
    }

    private SelectStatement RunDerived(SelectStatement select) => select switch
    {
        Select simple => RunSelect(simple, derived: true),
        Union union => RunDerivedUnion(union),
        _ => Visit(select),
    };

    private Union RunDerivedUnion(Union union)
    {
        SelectStatement left = RunDerived(union.Left), right = RunDerived(union.Right);
        return Tail(union with { Left = left, Right = right }, top: false);
    }

    private Union RunUnion(Union union, bool top)
    {
        WithClause? with = union.With is null ? null : Visit(union.With);
        SelectStatement left = Visit(union.Left), right = Visit(union.Right);
        return Tail(union with { With = with, Left = left, Right = right }, top);
    }

    /// <summary>Ordinals of a top-level union are replaced: a trap of production.</summary>
    private Union Tail(Union union, bool top)
    {
        selectDepth++;
        Union result = union with
        {
            OrderBy = new NodeList<OrderItem>([.. union.OrderBy.Select(o => top && o.Expr is Literal literal ? o with { Expr = ToArgument(literal, null) } : Visit(o))]),
        };
        result = result with { Limit = union.Limit is null ? null : RunLimit(union.Limit) };
        selectDepth--;
        return result;
    }

    private Insert RunInsert(Insert insert)
    {
        Insert result = insert with { Rows = new NodeList<TupleExpr>([.. insert.Rows.Select(Visit)]) };
        if (insert.Select is not null)
            result = result with { Select = insert.Select is Union union ? RunUnion(union, top: true) : Visit(insert.Select) };
        return result with { OnDuplicate = new NodeList<Assignment>([.. insert.OnDuplicate.Select(RunAssignment)]) };
    }

    private Update RunUpdate(Update update)
    {
        Update result = update with { Tables = new NodeList<TableExpr>([.. update.Tables.Select(Visit)]) };
        result = result with { Assignments = new NodeList<Assignment>([.. update.Assignments.Select(RunAssignment)]) };
        result = result with { Where = VisitOrNull(update.Where) };
        result = result with { OrderBy = DmlOrder(update.OrderBy) };
        return result with { Limit = update.Limit is null ? null : RunLimit(update.Limit) };
    }

    private Delete RunDelete(Delete delete)
    {
        Delete result = delete with { Tables = new NodeList<TableExpr>([.. delete.Tables.Select(Visit)]) };
        result = result with { Where = VisitOrNull(delete.Where) };
        result = result with { OrderBy = DmlOrder(delete.OrderBy) };
        return result with { Limit = delete.Limit is null ? null : RunLimit(delete.Limit) };
    }

    private NodeList<OrderItem> DmlOrder(NodeList<OrderItem> order) =>
        new([.. order.Select(o => o.Expr is Literal literal ? o with { Expr = ToArgument(literal, null) } : Visit(o))]);

    private Assignment RunAssignment(Assignment assignment) =>
        assignment.Value is Literal literal ? assignment with { Value = ToArgument(literal, assignment.Column) } : assignment with { Value = Visit(assignment.Value) };

    private Expr? VisitOrNull(Expr? expr) => expr is null ? null : Visit(expr);

    /// <summary>Direct literals of GROUP BY stay: ordinals keep working.</summary>
    private NodeList<Expr> Keep(NodeList<Expr> list) => new([.. list.Select(e => e is Literal ? e : Visit(e))]);

    private Limit RunLimit(Limit limit)
    {
        Expr? offset = limit.Offset is Literal start ? Fresh(start) : VisitOrNull(limit.Offset);
        return new Limit(offset, limit.RowCount is Literal count ? Fresh(count) : Visit(limit.RowCount));
    }

    private ComparisonExpr RunComparison(ComparisonExpr comparison)
    {
        if (comparison is { Op: ComparisonOp.In or ComparisonOp.NotIn, Right: TupleExpr tuple } && tuple.Items.All(IsConvertible))
        {
            ListArgument list = ToList(tuple);
            return comparison with { Left = Visit(comparison.Left), Right = list };
        }
        if (comparison is { Left: ColumnName column, Right: Literal literal } && IsConvertible(literal))
            return comparison with { Right = ToArgument(literal, column), Escape = VisitOrNull(comparison.Escape) };
        Expr left = Visit(comparison.Left);
        return comparison with { Left = left, Right = Visit(comparison.Right), Escape = VisitOrNull(comparison.Escape) };
    }

    private ListArgument ToList(TupleExpr tuple)
    {
        if (selectDepth > 0 && sharedLists.TryGetValue(tuple.Items, out string? name))
        {
            Record(name, tuple.Items);
            return new ListArgument(name);
        }
        name = names.ForLiteral();
        if (selectDepth > 0)
            sharedLists[tuple.Items] = name;
        Record(name, tuple.Items);
        return new ListArgument(name);
    }

    private void Record(string name, NodeList<Expr> items)
    {
        foreach (Expr item in items)
            Record(name, (Literal)item);
    }

    private void Record(string name, Literal literal)
    {
        if (!offsets.TryGetValue(name, out List<int>? list))
            offsets[name] = list = [];
        if (literal.Offset >= 0)
            list.Add(literal.Offset);
    }

    /// <summary>Integers beyond int64 stay in the text.</summary>
    private static bool IsConvertible(Expr expr) =>
        expr is Literal { IsNegative: false } literal && (literal.Kind != LiteralKind.Integer || long.TryParse(literal.Text, System.Globalization.CultureInfo.InvariantCulture, out _));

    private Expr ToArgument(Literal literal, ColumnName? column)
    {
        if (literal.IsNegative)
            return new UnaryExpr(UnaryOp.Minus, ToArgument(literal with { Bytes = literal.Bytes[1..] }, null));
        if (!IsConvertible(literal))
            return literal;
        bool shares = (selectDepth > 0 || column is not null) && literal.Bytes.Length <= LongestShared;
        if (shares && shared.TryGetValue(literal, out string? name))
        {
            Record(name, literal);
            return Typed(name, literal);
        }
        name = column is null ? names.ForLiteral() : names.ForColumn(column);
        if (literal.Bytes.Length <= LongestShared && (selectDepth > 0 || column is not null))
            shared[literal] = name;
        Record(name, literal);
        return Typed(name, literal);
    }

    private static Argument Typed(string name, Literal literal) => new(name, literal.Kind)
    {
        TypeName = literal.Kind switch
        {
            LiteralKind.Integer => "INT64",
            LiteralKind.String or LiteralKind.NationalString => "VARCHAR",
            LiteralKind.Decimal => DecimalType(literal.Text),
            LiteralKind.Float => "FLOAT64",
            LiteralKind.Date => "DATE",
            LiteralKind.Time => "TIME",
            LiteralKind.Timestamp => "DATETIME",
            LiteralKind.HexNumber => "HEXNUM",
            LiteralKind.HexString => "HEXVAL",
            _ => "BITNUM",
        },
    };

    /// <summary>DECIMAL(digits, digits behind the point), as written. Vitess: decimal.SizeAndScaleFromString.</summary>
    private static string DecimalType(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        (int digits, int scale) = point < 0 ? (text.Length, 0) : (text.Length - 1, text.Length - point - 1);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"DECIMAL({digits},{scale})");
    }

    /// <summary>Every number of a LIMIT is an argument of its own.</summary>
    private Expr Fresh(Literal literal)
    {
        if (literal.IsNegative || !IsConvertible(literal))
            return ToArgument(literal, null);
        string name = names.ForLiteral();
        Record(name, literal);
        return Typed(name, literal);
    }
}
