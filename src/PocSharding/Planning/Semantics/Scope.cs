using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>The tables that a column may come from; outer queries are further out.</summary>
internal sealed class Scope(Scope? parent)
{
    private int expression;

    public Scope? Parent { get; } = parent;

    /// <summary>The query reads no table.</summary>
    public bool OnlyDual { get; init; }

    public List<TableInstance> Tables { get; } = [];

    /// <summary>What the select list gives so far: subqueries further on may read it by name.</summary>
    public SelectedAliases Selected { get; } = new();

    /// <summary>Columns that JOIN … USING made one, by name: the instances that hold them, the first being the one that is read.</summary>
    public Dictionary<string, List<TableInstance>> Using { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last join whose USING could not be resolved.</summary>
    public JoinTable? Unresolved { get; set; }

    /// <summary>The tables so far of the item of FROM that is being bound.</summary>
    public List<TableInstance> InExpression => Tables[expression..];

    /// <summary>Another item of FROM begins.</summary>
    public void BeginExpression() => expression = Tables.Count;

    /// <summary>What ON sees: the tables of its own item of FROM, not those before a comma, and no column that USING made one. Vitess: scoper.go enterJoinScope.</summary>
    public Scope OfJoin()
    {
        var join = new Scope(Parent);
        join.Tables.AddRange(InExpression);
        return join;
    }
}

/// <summary>What makes phases worth running. Vitess: semantics.QuerySignature.</summary>
internal sealed class Signature
{
    public bool Aggregation { get; set; }

    public bool Distinct { get; set; }

    public bool Subqueries { get; set; }

    public bool Union { get; set; }

    public bool RecursiveCte { get; set; }

    public bool Window { get; set; }

    public bool Dml { get; set; }
}
