using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>A table that is not routed yet, with the predicates that need it alone.</summary>
internal sealed record QueryTable(TableInstance Instance, AliasedTable Syntax)
{
    public List<Predicate> Predicates { get; init; } = [];

    public QueryTable Copy() => this with { Predicates = [.. Predicates] };
}

/// <summary>Tables joined by inner joins, in any order. Vitess: operators/querygraph.go.</summary>
internal sealed class QueryGraphOp(List<QueryTable> tables) : Op
{
    public List<QueryTable> Tables_ => tables;

    /// <summary>Join predicates by the tables they touch.</summary>
    public List<(TableSet Tables, List<Predicate> Predicates)> Joins { get; init; } = [];

    /// <summary>Predicates that touch no table.</summary>
    public List<Predicate> Free { get; init; } = [];

    public override ReadOnlySpan<Op> Inputs => [];

    public override TableSet Introduces => tables.Aggregate(TableSet.Empty, (set, t) => set.Union(t.Instance.Set));

    public override void SetInput(int index, Op input) => throw new InvalidOperationException("a query graph has no inputs");

    public override Op Clone() => new QueryGraphOp([.. tables.Select(t => t.Copy())])
    {
        Joins = [.. Joins.Select(j => (j.Tables, new List<Predicate>(j.Predicates)))],
        Free = [.. Free],
    };

    public static QueryGraphOp Merge(QueryGraphOp left, QueryGraphOp right)
    {
        var merged = new QueryGraphOp([.. left.Tables_, .. right.Tables_]) { Free = [.. left.Free, .. right.Free] };
        foreach ((TableSet set, List<Predicate> predicates) in left.Joins.Concat(right.Joins))
            merged.Joins.Add((set, [.. predicates]));
        return merged;
    }

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        TableSet deps = Exprs.Deps(predicate.Expr);
        if (deps.IsEmpty)
            Free.Add(predicate);
        else if (deps.IsSingle && tables.Find(t => deps.IsSolvedBy(t.Instance.Set)) is { } table)
            table.Predicates.Add(predicate);
        else
            AddJoin(deps, predicate);
        return this;
    }

    private void AddJoin(TableSet deps, Predicate predicate)
    {
        int index = Joins.FindIndex(j => j.Tables == deps);
        if (index >= 0)
            Joins[index].Predicates.Add(predicate);
        else
            Joins.Add((deps, [predicate]));
    }

    /// <summary>Predicates that join the two sides and need nothing else.</summary>
    public List<Predicate> Between(TableSet left, TableSet right)
    {
        TableSet both = left.Union(right);
        return [.. Joins.Where(j => j.Tables.IsSolvedBy(both) && j.Tables.Overlaps(left) && j.Tables.Overlaps(right)).SelectMany(j => j.Predicates)];
    }

    /// <summary>Predicates that need tables from outside.</summary>
    public List<Predicate> Unsolved()
    {
        TableSet own = Introduces;
        return [.. Joins.Where(j => !j.Tables.IsSolvedBy(own)).SelectMany(j => j.Predicates)];
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => throw new NotModelledException("columns of an unplanned join");

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => -1;

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];
}
