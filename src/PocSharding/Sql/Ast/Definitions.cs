namespace PocSharding.Sql.Ast;

/// <summary>CREATE TABLE, with columns, keys and options (or LIKE another, or AS a SELECT).</summary>
internal sealed record CreateTable(TableName Table) : Statement
{
    public bool IfNotExists { get; init; }

    public bool Temporary { get; init; }

    public NodeList<ColumnDefinition> Columns { get; init; } = NodeList<ColumnDefinition>.Empty;

    public NodeList<IndexDefinition> Indexes { get; init; } = NodeList<IndexDefinition>.Empty;

    public NodeList<ConstraintDefinition> Constraints { get; init; } = NodeList<ConstraintDefinition>.Empty;

    public NodeList<TableOption> Options { get; init; } = NodeList<TableOption>.Empty;

    /// <summary>PARTITION BY … as Vitess prints it; null for none.</summary>
    public string? PartitionBy { get; init; }

    public TableName? Like { get; init; }

    public SelectStatement? As { get; init; }

    /// <summary>IGNORE or REPLACE before AS SELECT; empty for neither.</summary>
    public string AsModifier { get; init; } = "";

    internal override Node MapChildren(Mapper mapper)
    {
        var table = mapper.Map(Table);
        var columns = mapper.List(Columns);
        var indexes = mapper.List(Indexes);
        var constraints = mapper.List(Constraints);
        var options = mapper.List(Options);
        var like = mapper.Optional(Like);
        var @as = mapper.Optional(As);
        bool same = ReferenceEquals(table, Table)
            && ReferenceEquals(columns, Columns)
            && ReferenceEquals(indexes, Indexes)
            && ReferenceEquals(constraints, Constraints)
            && ReferenceEquals(options, Options)
            && ReferenceEquals(like, Like)
            && ReferenceEquals(@as, As);
        return same ? this : this with
        {
            Table = table,
            Columns = columns,
            Indexes = indexes,
            Constraints = constraints,
            Options = options,
            Like = like,
            As = @as,
        };
    }
}

/// <summary>A column type as written: <c>varchar(20) character set latin1 collate latin1_bin</c>, <c>enum('a','b')</c>, <c>int unsigned zerofill</c>.</summary>
internal sealed record ColumnType(string Name) : Node
{
    public int? Length { get; init; }

    public int? Scale { get; init; }

    public bool Unsigned { get; init; }

    public bool Zerofill { get; init; }

    public string? CharacterSet { get; init; }

    public string? Collation { get; init; }

    /// <summary>The BINARY attribute of a text type: the character set's _bin collation.</summary>
    public bool Binary { get; init; }

    /// <summary>Members of ENUM and SET, quotes taken off.</summary>
    public NodeList<string> Members { get; init; } = NodeList<string>.Empty;
}

internal sealed record ColumnDefinition(Ident Name, ColumnType Type) : Node
{
    /// <summary>NULL (true), NOT NULL (false) or not written (null).</summary>
    public bool? Nullable { get; init; }

    public Expr? Default { get; init; }

    /// <summary>DEFAULT (expression), with parentheses.</summary>
    public bool DefaultIsExpression { get; init; }

    public Expr? OnUpdate { get; init; }

    public bool AutoIncrement { get; init; }

    public bool PrimaryKey { get; init; }

    public bool Unique { get; init; }

    /// <summary>The key as written: <c>primary key</c>, <c>key</c>, <c>unique</c>, <c>unique key</c>, …; null for none.</summary>
    public string? KeyWords { get; init; }

    public Expr? Generated { get; init; }

    /// <summary>STORED rather than VIRTUAL.</summary>
    public bool Stored { get; init; }

    public bool Invisible { get; init; }

    public string? Comment { get; init; }

    /// <summary>An inline REFERENCES; MySQL parses and ignores it.</summary>
    public ForeignKeyDefinition? References { get; init; }

    /// <summary>Other attributes (VISIBLE, COLUMN_FORMAT, ENGINE_ATTRIBUTE, SRID, …) as Vitess prints them, in order.</summary>
    public NodeList<string> Attributes { get; init; } = NodeList<string>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var type = mapper.Map(Type);
        var @default = mapper.Optional(Default);
        var onUpdate = mapper.Optional(OnUpdate);
        var generated = mapper.Optional(Generated);
        var references = mapper.Optional(References);
        bool same = ReferenceEquals(type, Type)
            && ReferenceEquals(@default, Default)
            && ReferenceEquals(onUpdate, OnUpdate)
            && ReferenceEquals(generated, Generated)
            && ReferenceEquals(references, References);
        return same ? this : this with
        {
            Type = type,
            Default = @default,
            OnUpdate = onUpdate,
            Generated = generated,
            References = references,
        };
    }
}

internal enum IndexKind { Primary, Unique, Plain, Fulltext, Spatial }

internal sealed record IndexDefinition(IndexKind Kind, Ident Name, NodeList<IndexPart> Parts) : Node
{
    /// <summary>CONSTRAINT name before PRIMARY KEY or UNIQUE.</summary>
    public Ident Constraint { get; init; } = Ident.None;

    /// <summary>USING, COMMENT, VISIBLE, KEY_BLOCK_SIZE, WITH PARSER … as Vitess prints them.</summary>
    public NodeList<string> Options { get; init; } = NodeList<string>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var parts = mapper.List(Parts);
        return ReferenceEquals(parts, Parts) ? this : this with { Parts = parts };
    }
}

/// <summary>A column with an optional prefix length, or an expression.</summary>
internal sealed record IndexPart(Ident Column, int? Length, Expr? Expression, bool Descending) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var expression = mapper.Optional(Expression);
        return ReferenceEquals(expression, Expression) ? this : this with { Expression = expression };
    }
}

internal sealed record ConstraintDefinition(Ident Name, ForeignKeyDefinition? ForeignKey, Expr? Check, bool Enforced = true) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var foreignKey = mapper.Optional(ForeignKey);
        var check = mapper.Optional(Check);
        return ReferenceEquals(foreignKey, ForeignKey) && ReferenceEquals(check, Check) ? this : this with { ForeignKey = foreignKey, Check = check };
    }
}

internal enum ReferenceAction { None, Restrict, Cascade, NoAction, SetNull, SetDefault }

internal sealed record ForeignKeyDefinition(Ident IndexName, NodeList<Ident> Columns, TableName Parent, NodeList<Ident> ParentColumns) : Node
{
    public ReferenceAction OnDelete { get; init; }

    public ReferenceAction OnUpdate { get; init; }

    public string? Match { get; init; }

    internal override Node MapChildren(Mapper mapper)
    {
        var parent = mapper.Map(Parent);
        return ReferenceEquals(parent, Parent) ? this : this with { Parent = parent };
    }
}

/// <summary>A table option, <c>Name=Value</c>; the value as written, quotes taken off for strings.</summary>
internal sealed record TableOption(string Name, string Value, bool IsString = false) : Node;

internal sealed record DropTable(NodeList<TableName> Tables, bool IfExists, bool Temporary) : Statement
{
    internal override Node MapChildren(Mapper mapper)
    {
        var tables = mapper.List(Tables);
        return ReferenceEquals(tables, Tables) ? this : this with { Tables = tables };
    }
}

internal sealed record RenameTable(NodeList<TableRename> Renames) : Statement
{
    internal override Node MapChildren(Mapper mapper)
    {
        var renames = mapper.List(Renames);
        return ReferenceEquals(renames, Renames) ? this : this with { Renames = renames };
    }
}

internal sealed record TableRename(TableName From, TableName To) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var from = mapper.Map(From);
        var to = mapper.Map(To);
        return ReferenceEquals(from, From) && ReferenceEquals(to, To) ? this : this with { From = from, To = to };
    }
}

internal sealed record CreateIndex(TableName Table, IndexDefinition Index) : Statement
{
    /// <summary>ALGORITHM and LOCK as Vitess prints them.</summary>
    public NodeList<string> Options { get; init; } = NodeList<string>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var table = mapper.Map(Table);
        var index = mapper.Map(Index);
        return ReferenceEquals(table, Table) && ReferenceEquals(index, Index) ? this : this with { Table = table, Index = index };
    }
}

internal sealed record DropIndex(TableName Table, Ident Name) : Statement
{
    /// <summary>ALGORITHM and LOCK as Vitess prints them.</summary>
    public NodeList<string> Options { get; init; } = NodeList<string>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var table = mapper.Map(Table);
        return ReferenceEquals(table, Table) ? this : this with { Table = table };
    }
}

internal sealed record CreateView(TableName View, NodeList<Ident> Columns, SelectStatement Select) : Statement
{
    public bool OrReplace { get; init; }

    /// <summary>ALGORITHM, DEFINER, SQL SECURITY and CHECK OPTION as Vitess prints them, around the view.</summary>
    public string Prefix { get; init; } = "";

    public string CheckOption { get; init; } = "";

    /// <summary>ALTER VIEW rather than CREATE VIEW.</summary>
    public bool Alter { get; init; }

    internal override Node MapChildren(Mapper mapper)
    {
        var view = mapper.Map(View);
        var select = mapper.Map(Select);
        return ReferenceEquals(view, View) && ReferenceEquals(select, Select) ? this : this with { View = view, Select = select };
    }
}

/// <summary>A trigger, procedure, function or event: a named block with the tables its body mentions.</summary>
internal sealed record CreateRoutine(string Kind, TableName Name, NodeList<TableName> Mentions) : Statement
{
    /// <summary>The whole statement as written.</summary>
    public string Text { get; init; } = "";

    internal override Node MapChildren(Mapper mapper)
    {
        var name = mapper.Map(Name);
        var mentions = mapper.List(Mentions);
        return ReferenceEquals(name, Name) && ReferenceEquals(mentions, Mentions) ? this : this with { Name = name, Mentions = mentions };
    }
}

internal sealed record CreateDatabase(string Name, bool IfNotExists, NodeList<TableOption> Options) : Statement
{
    internal override Node MapChildren(Mapper mapper)
    {
        var options = mapper.List(Options);
        return ReferenceEquals(options, Options) ? this : this with { Options = options };
    }
}

internal sealed record DropDatabase(string Name, bool IfExists) : Statement;
