namespace PocSharding.Sql.Ast;

internal abstract record TableExpr : Node;

/// <summary>A table or a derived table with its alias, partitions and hints.</summary>
internal sealed record AliasedTable(TableSource Source, string Alias) : TableExpr
{
    public NodeList<Ident> Columns { get; init; } = NodeList<Ident>.Empty;

    /// <summary>The number of this table within its statement, given by the planner's binder; -1 before that.</summary>
    public int Instance { get; init; } = -1;

    public NodeList<Ident> Partitions { get; init; } = NodeList<Ident>.Empty;

    public NodeList<IndexHint> Hints { get; init; } = NodeList<IndexHint>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var source = mapper.Map(Source);
        var hints = mapper.List(Hints);
        return ReferenceEquals(source, Source) && ReferenceEquals(hints, Hints) ? this : this with { Source = source, Hints = hints };
    }
}

internal abstract record TableSource : Node;

internal sealed record TableRef(TableName Name) : TableSource
{
    internal override Node MapChildren(Mapper mapper)
    {
        var name = mapper.Map(Name);
        return ReferenceEquals(name, Name) ? this : this with { Name = name };
    }
}

internal sealed record DerivedTable(SelectStatement Select, bool Lateral = false) : TableSource
{
    internal override Node MapChildren(Mapper mapper)
    {
        var select = mapper.Map(Select);
        return ReferenceEquals(select, Select) ? this : this with { Select = select };
    }
}

internal enum JoinKind { Inner /* JOIN, INNER JOIN, CROSS JOIN */, Straight, Left, Right, Natural, NaturalLeft, NaturalRight }

internal sealed record JoinTable(JoinKind Kind, TableExpr Left, TableExpr Right, Expr? On) : TableExpr
{
    public NodeList<Ident> Using { get; init; } = NodeList<Ident>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var left = mapper.Map(Left);
        var right = mapper.Map(Right);
        var on = mapper.Optional(On);
        bool same = ReferenceEquals(left, Left)
            && ReferenceEquals(right, Right)
            && ReferenceEquals(on, On);
        return same ? this : this with
        {
            Left = left,
            Right = right,
            On = on,
        };
    }
}

internal sealed record ParenthesizedTables(NodeList<TableExpr> Tables) : TableExpr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var tables = mapper.List(Tables);
        return ReferenceEquals(tables, Tables) ? this : this with { Tables = tables };
    }
}

/// <summary>JSON_TABLE(expr, path COLUMNS(…)) AS alias; <see cref="Columns"/> as Vitess prints them.</summary>
internal sealed record JsonTable(Expr Document, Expr Path, string Columns, string Alias) : TableExpr
{
    internal override Node MapChildren(Mapper mapper)
    {
        var document = mapper.Map(Document);
        var path = mapper.Map(Path);
        return ReferenceEquals(document, Document) && ReferenceEquals(path, Path) ? this : this with { Document = document, Path = path };
    }
}

internal enum IndexHintKind { Use, Ignore, Force, UseVindex, IgnoreVindex }

internal enum IndexHintFor { None, Join, OrderBy, GroupBy }

internal sealed record IndexHint(IndexHintKind Kind, IndexHintFor For, NodeList<Ident> Indexes) : Node;
