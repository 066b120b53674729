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
}

internal enum SetOperator { Union, Intersect, Except }

/// <summary><c>left UNION [ALL|DISTINCT] right</c>; ORDER BY, LIMIT and lock of the base are the whole union's.</summary>
internal sealed record Union(SelectStatement Left, SelectStatement Right, bool Distinct, SetOperator Operator = SetOperator.Union) : SelectStatement;

internal sealed record ValuesStatement(NodeList<TupleExpr> Rows) : SelectStatement;

internal abstract record SelectItem : Node;

internal sealed record StarItem(TableName Table) : SelectItem;

internal sealed record ExprItem(Expr Expr, Ident Alias) : SelectItem;

/// <summary><c>NEXT [n VALUES] / NEXT VALUE</c> from a sequence.</summary>
internal sealed record NextItem(Expr Count) : SelectItem;

internal sealed record OrderItem(Expr Expr, bool Descending) : Node;

internal sealed record Limit(Expr? Offset, Expr RowCount) : Node;

internal enum LockMode { Update, Share, ShareOld /* LOCK IN SHARE MODE */ }

internal sealed record LockClause(LockMode Mode, bool NoWait = false, bool SkipLocked = false) : Node
{
    /// <summary>FOR UPDATE OF a, b: parsed, and refused by Vitess's parser.</summary>
    public NodeList<TableName> Of { get; init; } = NodeList<TableName>.Empty;
}

internal sealed record IntoClause(string Text, bool IsVariables) : Node;

internal sealed record WithClause(bool Recursive, NodeList<CommonTableExpr> Tables) : Node;

internal sealed record CommonTableExpr(string Name, NodeList<Ident> Columns, SelectStatement Select) : Node;

// ---- FROM ----

internal abstract record TableExpr : Node;

/// <summary>A table or a derived table with its alias, partitions and hints.</summary>
internal sealed record AliasedTable(TableSource Source, string Alias) : TableExpr
{
    public NodeList<Ident> Columns { get; init; } = NodeList<Ident>.Empty;

    /// <summary>The number of this table within its statement, given by the planner's binder; -1 before that.</summary>
    public int Instance { get; init; } = -1;

    public NodeList<Ident> Partitions { get; init; } = NodeList<Ident>.Empty;

    public NodeList<IndexHint> Hints { get; init; } = NodeList<IndexHint>.Empty;
}

internal abstract record TableSource : Node;

internal sealed record TableRef(TableName Name) : TableSource;

internal sealed record DerivedTable(SelectStatement Select, bool Lateral = false) : TableSource;

internal enum JoinKind { Inner /* JOIN, INNER JOIN, CROSS JOIN */, Straight, Left, Right, Natural, NaturalLeft, NaturalRight }

internal sealed record JoinTable(JoinKind Kind, TableExpr Left, TableExpr Right, Expr? On) : TableExpr
{
    public NodeList<Ident> Using { get; init; } = NodeList<Ident>.Empty;
}

internal sealed record ParenthesizedTables(NodeList<TableExpr> Tables) : TableExpr;

/// <summary>JSON_TABLE(expr, path COLUMNS(…)) AS alias; <see cref="Columns"/> as Vitess prints them.</summary>
internal sealed record JsonTable(Expr Document, Expr Path, string Columns, string Alias) : TableExpr;

internal enum IndexHintKind { Use, Ignore, Force, UseVindex, IgnoreVindex }

internal enum IndexHintFor { None, Join, OrderBy, GroupBy }

internal sealed record IndexHint(IndexHintKind Kind, IndexHintFor For, NodeList<Ident> Indexes) : Node;
