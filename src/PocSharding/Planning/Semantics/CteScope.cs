using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>The common table expressions that are visible, with those that were visible to each.</summary>
internal sealed class CteScope
{
    public static readonly CteScope None = new(null, null);

    private readonly CteScope? outer;
    private readonly CommonTableExpr? table;

    private CteScope(CteScope? outer, CommonTableExpr? table)
    {
        this.outer = outer;
        this.table = table;
    }

    /// <summary>The instance that a recursive term reads while it is being bound.</summary>
    public RecursiveCte? Recursion { get; private init; }

    public bool Recursive { get; private init; }

    public IReadOnlyList<DerivedColumn>? RecursionColumns { get; private init; }

    public CteScope With(WithClause? with)
    {
        CteScope scope = this;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (CommonTableExpr expr in with is null ? [] : with.Tables.ToArray())
        {
            if (!names.Add(expr.Name))
                throw new RefusedException("VT03013", $"not unique table/alias: '{expr.Name}'");
            scope = new CteScope(scope, expr) { Recursive = with!.Recursive };
        }
        return scope;
    }

    /// <summary>What the term of a recursive expression sees: the expression's own rows.</summary>
    public CteScope WithRecursion(CommonTableExpr expr, RecursiveCte recursion, IReadOnlyList<DerivedColumn> columns) =>
        new(this, expr) { Recursion = recursion, RecursionColumns = columns };

    /// <summary>The expression that an unqualified name stands for, and the scope that its own query sees.</summary>
    public (CommonTableExpr Table, CteScope Entry)? Find(TableName name)
    {
        if (name.Qualifier.Length > 0)
            return null;
        for (CteScope? at = this; at is not null; at = at.outer)
            if (at.table is { } found && found.Name == name.Name)
                return (found, at);
        return null;
    }

    public CteScope Outer => outer ?? None;
}
