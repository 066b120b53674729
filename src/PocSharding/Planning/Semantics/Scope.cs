namespace PocSharding.Planning.Semantics;

/// <summary>The tables that a column may come from; outer queries are further out.</summary>
internal sealed class Scope(Scope? parent)
{
    public Scope? Parent { get; } = parent;

    public List<TableInstance> Tables { get; } = [];

    /// <summary>What the select list gives so far: subqueries further on may read it by name.</summary>
    public Dictionary<string, TableSet> Selected { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns that JOIN … USING made one, by name: the instances that hold them, the first being the one that is read.</summary>
    public Dictionary<string, List<TableInstance>> Using { get; } = new(StringComparer.OrdinalIgnoreCase);
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
