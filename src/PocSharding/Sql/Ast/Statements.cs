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

    /// <summary>Rows of VALUES (or of SET, turned into one row); empty when <see cref="Select"/> gives the rows.</summary>
    public NodeList<TupleExpr> Rows { get; init; } = NodeList<TupleExpr>.Empty;

    public SelectStatement? Select { get; init; }

    /// <summary>INSERT … VALUES … AS alias(columns).</summary>
    public string RowAlias { get; init; } = "";

    public NodeList<Ident> RowAliasColumns { get; init; } = NodeList<Ident>.Empty;

    public NodeList<Assignment> OnDuplicate { get; init; } = NodeList<Assignment>.Empty;
}

/// <summary><c>column = value</c>.</summary>
internal sealed record Assignment(ColumnName Column, Expr Value) : Node;

internal sealed record Update(NodeList<TableExpr> Tables, NodeList<Assignment> Assignments) : Statement
{
    public WithClause? With { get; init; }

    public bool Ignore { get; init; }

    public Expr? Where { get; init; }

    public NodeList<OrderItem> OrderBy { get; init; } = NodeList<OrderItem>.Empty;

    public Limit? Limit { get; init; }
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
internal sealed record SetStatement(NodeList<SetVariable> Variables) : Statement;

internal sealed record SetVariable(VariableExpr Variable, Expr Value) : Node;

internal sealed record UseStatement(string Database) : Statement;

/// <summary>SHOW, EXPLAIN, FLUSH, KILL, ANALYZE, CALL, …: planned by no vindex; <see cref="Kind"/> in Vitess's words, <see cref="Canonical"/> as it prints.</summary>
internal sealed record OtherStatement(string Kind, string Canonical) : Statement
{
    /// <summary>The tables that the statement names, as far as we read them.</summary>
    public NodeList<TableName> Tables { get; init; } = NodeList<TableName>.Empty;
}
