namespace PocSharding.Sql.Ast;

internal abstract record Statement : Node
{
    /// <summary>Comments after the first keyword, as written (<c>/*vt+ … */</c> and optimizer hints among them).</summary>
    public NodeList<string> Comments { get; init; } = NodeList<string>.Empty;

    /// <summary>Why vtgate would refuse this statement though MySQL takes it (Vitess's error class and text); null when it would not.</summary>
    public string? RefusedByVitess { get; init; }
}

/// <summary>INSERT or REPLACE of rows or of a SELECT.</summary>
internal sealed record Insert(TableName Table) : Statement
{
    public WithClause? With { get; init; }

    public bool Replace { get; init; }

    public bool Ignore { get; init; }

    public NodeList<Ident> Partitions { get; init; } = NodeList<Ident>.Empty;

    public NodeList<Ident> Columns { get; init; } = NodeList<Ident>.Empty;

    /// <summary><c>INSERT INTO t() …</c>: a column list that is there and empty.</summary>
    public bool EmptyColumns { get; init; }

    /// <summary>Rows of VALUES (or of SET, turned into one row); empty when <see cref="Select"/> gives the rows.</summary>
    public NodeList<TupleExpr> Rows { get; init; } = NodeList<TupleExpr>.Empty;

    public SelectStatement? Select { get; init; }

    /// <summary>INSERT … VALUES … AS alias(columns).</summary>
    public string RowAlias { get; init; } = "";

    public NodeList<Ident> RowAliasColumns { get; init; } = NodeList<Ident>.Empty;

    public NodeList<Assignment> OnDuplicate { get; init; } = NodeList<Assignment>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var with = mapper.Optional(With);
        var table = mapper.Map(Table);
        var rows = mapper.List(Rows);
        var select = mapper.Optional(Select);
        var onDuplicate = mapper.List(OnDuplicate);
        bool same = ReferenceEquals(with, With)
            && ReferenceEquals(table, Table)
            && ReferenceEquals(rows, Rows)
            && ReferenceEquals(select, Select)
            && ReferenceEquals(onDuplicate, OnDuplicate);
        return same ? this : this with
        {
            With = with,
            Table = table,
            Rows = rows,
            Select = select,
            OnDuplicate = onDuplicate,
        };
    }
}

/// <summary><c>column = value</c>.</summary>
internal sealed record Assignment(ColumnName Column, Expr Value) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var column = mapper.Map(Column);
        var value = mapper.Map(Value);
        return ReferenceEquals(column, Column) && ReferenceEquals(value, Value) ? this : this with { Column = column, Value = value };
    }
}

internal sealed record Update(NodeList<TableExpr> Tables, NodeList<Assignment> Assignments) : Statement
{
    public WithClause? With { get; init; }

    public bool Ignore { get; init; }

    public Expr? Where { get; init; }

    public NodeList<OrderItem> OrderBy { get; init; } = NodeList<OrderItem>.Empty;

    public Limit? Limit { get; init; }

    internal override Node MapChildren(Mapper mapper)
    {
        var with = mapper.Optional(With);
        var tables = mapper.List(Tables);
        var assignments = mapper.List(Assignments);
        var where = mapper.Optional(Where);
        var orderBy = mapper.List(OrderBy);
        var limit = mapper.Optional(Limit);
        bool same = ReferenceEquals(with, With)
            && ReferenceEquals(tables, Tables)
            && ReferenceEquals(assignments, Assignments)
            && ReferenceEquals(where, Where)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(limit, Limit);
        return same ? this : this with
        {
            With = with,
            Tables = tables,
            Assignments = assignments,
            Where = where,
            OrderBy = orderBy,
            Limit = limit,
        };
    }
}

internal sealed record Delete(NodeList<TableExpr> Tables) : Statement
{
    public WithClause? With { get; init; }

    public bool Ignore { get; init; }

    /// <summary>Targets of a multi-table DELETE; empty for the single-table form.</summary>
    public NodeList<TableName> Targets { get; init; } = NodeList<TableName>.Empty;

    public NodeList<Ident> Partitions { get; init; } = NodeList<Ident>.Empty;

    public Expr? Where { get; init; }

    public NodeList<OrderItem> OrderBy { get; init; } = NodeList<OrderItem>.Empty;

    public Limit? Limit { get; init; }

    internal override Node MapChildren(Mapper mapper)
    {
        var with = mapper.Optional(With);
        var tables = mapper.List(Tables);
        var targets = mapper.List(Targets);
        var where = mapper.Optional(Where);
        var orderBy = mapper.List(OrderBy);
        var limit = mapper.Optional(Limit);
        bool same = ReferenceEquals(with, With)
            && ReferenceEquals(tables, Tables)
            && ReferenceEquals(targets, Targets)
            && ReferenceEquals(where, Where)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(limit, Limit);
        return same ? this : this with
        {
            With = with,
            Tables = tables,
            Targets = targets,
            Where = where,
            OrderBy = orderBy,
            Limit = limit,
        };
    }
}

// ---- transactions and session ----

internal enum TransactionVerb { Begin, Commit, Rollback, Savepoint, RollbackTo, Release }

internal sealed record TransactionStatement(TransactionVerb Verb) : Statement
{
    /// <summary>Savepoint name, or the characteristics of START TRANSACTION as Vitess prints them.</summary>
    public string Detail { get; init; } = "";

    /// <summary>START TRANSACTION rather than BEGIN.</summary>
    public bool Start { get; init; }
}

/// <summary>SET of variables; <c>SET TRANSACTION …</c> becomes the variables that Vitess reads it as.</summary>
internal sealed record SetStatement(NodeList<SetVariable> Variables) : Statement
{
    internal override Node MapChildren(Mapper mapper)
    {
        var variables = mapper.List(Variables);
        return ReferenceEquals(variables, Variables) ? this : this with { Variables = variables };
    }
}

internal sealed record SetVariable(VariableExpr Variable, Expr Value) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var variable = mapper.Map(Variable);
        var value = mapper.Map(Value);
        return ReferenceEquals(variable, Variable) && ReferenceEquals(value, Value) ? this : this with { Variable = variable, Value = value };
    }
}

internal sealed record UseStatement(string Database) : Statement;

/// <summary>SHOW, EXPLAIN, FLUSH, KILL, ANALYZE, CALL, …: planned by no vindex; <see cref="Kind"/> in Vitess's words, <see cref="Canonical"/> as it prints.</summary>
internal sealed record OtherStatement(string Kind, string Canonical) : Statement
{
    /// <summary>The tables that the statement names, as far as we read them.</summary>
    public NodeList<TableName> Tables { get; init; } = NodeList<TableName>.Empty;

    /// <summary>The statement that EXPLAIN or VEXPLAIN explains, as it was written.</summary>
    public Statement? Inner { get; init; }

    /// <summary>PREPARE: the text, or the variable that holds it; EXECUTE: the variables.</summary>
    public NodeList<Expr> Arguments { get; init; } = NodeList<Expr>.Empty;

    /// <summary>What VEXPLAIN or SHOW shows; the name of a prepared statement or database; the schema of a procedure that is called; FLUSH before its tables; the text of what Vitess does not print.</summary>
    public string Option { get; init; } = "";

    internal override Node MapChildren(Mapper mapper)
    {
        var tables = mapper.List(Tables);
        return ReferenceEquals(tables, Tables) ? this : this with { Tables = tables };
    }
}
