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
    private List<(TableSet Tables, List<Predicate> Predicates)> joins = [];
    private List<Predicate> free = [];

    /// <summary>The tables, in the order of the text.</summary>
    public List<QueryTable> Members => tables;

    /// <summary>Join predicates by the tables they touch.</summary>
    public IReadOnlyList<(TableSet Tables, List<Predicate> Predicates)> Joins => joins;

    /// <summary>Predicates that touch no table.</summary>
    public IReadOnlyList<Predicate> Free => free;

    public override ReadOnlySpan<Op> Inputs => [];

    public override TableSet Introduces
    {
        get
        {
            TableSet set = TableSet.Empty;
            foreach (QueryTable table in tables)
                set = set.Union(table.Instance.Set);
            return set;
        }
    }

    public override void SetInput(int index, Op input) => throw new InvalidOperationException("a query graph has no inputs");

    public override Op Clone() => new QueryGraphOp([.. tables.Select(t => t.Copy())])
    {
        joins = [.. joins.Select(j => (j.Tables, new List<Predicate>(j.Predicates)))],
        free = [.. free],
    };

    /// <summary>Takes in what another graph holds.</summary>
    public QueryGraphOp With(QueryGraphOp other)
    {
        tables.AddRange(other.Members);
        joins.AddRange(other.joins);
        free.AddRange(other.free);
        return this;
    }

    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        TableSet deps = Exprs.Deps(predicate.Expr);
        if (deps.IsEmpty)
            free.Add(predicate);
        else if (deps.IsSingle && Find(deps) is { } table)
            table.Predicates.Add(predicate);
        else
            AddJoin(deps, predicate);
        return this;
    }

    private QueryTable? Find(TableSet table)
    {
        foreach (QueryTable candidate in tables)
            if (table.IsSolvedBy(candidate.Instance.Set))
                return candidate;
        return null;
    }

    private void AddJoin(TableSet deps, Predicate predicate)
    {
        foreach ((TableSet set, List<Predicate> predicates) in joins)
            if (set == deps)
            {
                predicates.Add(predicate);
                return;
            }
        joins.Add((deps, [predicate]));
    }

    /// <summary>Predicates that join the two sides and need nothing else.</summary>
    public List<Predicate> Between(TableSet left, TableSet right)
    {
        TableSet both = left.Union(right);
        var between = new List<Predicate>();
        foreach ((TableSet set, List<Predicate> predicates) in joins)
            if (set.IsSolvedBy(both) && set.Overlaps(left) && set.Overlaps(right))
                between.AddRange(predicates);
        return between;
    }

    /// <summary>Predicates that need tables from outside.</summary>
    public List<Predicate> Unsolved()
    {
        TableSet own = Introduces;
        var unsolved = new List<Predicate>();
        foreach ((TableSet set, List<Predicate> predicates) in joins)
            if (!set.IsSolvedBy(own))
                unsolved.AddRange(predicates);
        return unsolved;
    }

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => throw new NotModelledException("columns of an unplanned join");

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => -1;

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];
}
