using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>
/// Joins the tables of a query graph two at a time: the first pair that merges, else the cheapest; pairs that no predicate joins come last. A pair is
/// tried once, and only those with the newest part are looked for. Vitess: route_planning.go greedySolve.
/// </summary>
internal sealed class JoinSearch(PlanContext context, QueryGraphOp graph)
{
    private readonly List<Part> parts = [];
    private bool crossJoins;

    /// <summary>Tables that are joined already, with the pairs whose left side they are, by age of the right side.</summary>
    private sealed class Part(Op op)
    {
        public Op Op => op;

        public TableSet Tables { get; } = op.Tables;

        public int Cost { get; } = CostOf(op);

        public List<Pair> Pairs { get; set; } = [];
    }

    private sealed class Pair(Part right, List<Predicate> predicates)
    {
        public Part Right => right;

        public List<Predicate> Predicates => predicates;

        /// <summary>Null until it is built.</summary>
        public Op? Plan { get; set; }

        /// <summary>Null until it is tried.</summary>
        public int? Cost { get; set; }
    }

    public Op Solve(List<Op> plans)
    {
        plans.ForEach(Add);
        while (parts.Count > 1)
        {
            if (Best() is not { } best)
            {
                AddCrossJoins();
                continue;
            }
            Remove(best.Left);
            Remove(best.Pair.Right);
            Add(best.Pair.Plan ?? Join(best.Left, best.Pair, isTrial: false));
        }
        return parts[0].Op;
    }

    private (Part Left, Pair Pair)? Best()
    {
        (Part Left, Pair Pair)? best = null;
        foreach (Part left in parts)
            foreach (Pair pair in left.Pairs)
            {
                Try(left, pair);
                if (pair.Plan is RouteOp)
                    return (left, pair);
                if (best is null || pair.Cost < best.Value.Pair.Cost)
                    best = (left, pair);
            }
        return best;
    }

    /// <summary>
    /// A trial must not change the right side, which other pairs have too; of the left nothing changes. Sides that cannot merge, joined by predicates
    /// that feed no vindex, cost what they cost apart: they are joined once they are chosen, but name their arguments now, as Vitess does.
    /// </summary>
    private void Try(Part left, Pair pair)
    {
        if (pair.Cost is not null)
            return;
        if (left.Op is RouteOp && pair.Right.Op is RouteOp || pair.Predicates.Exists(p => MayRoute(p.Expr)))
        {
            pair.Plan = Join(left, pair, isTrial: true);
            pair.Cost = CostOf(pair.Plan);
            return;
        }
        foreach (Predicate predicate in pair.Predicates)
            JoinColumn.Split(context, predicate.Expr, left.Tables);
        pair.Cost = left.Cost + pair.Right.Cost;
    }

    private Op Join(Part left, Pair pair, bool isTrial) => JoinPlanning.MergeOrJoin(context, left.Op, pair.Right.Op, pair.Predicates, JoinType.Inner, isTrial);

    /// <summary>Of comparisons of two columns it is known that only those of a vindex's column route.</summary>
    private bool MayRoute(Expr predicate) => predicate is not ComparisonExpr { Left: ColumnName left, Right: ColumnName right } || IsOfVindex(left) || IsOfVindex(right);

    private bool IsOfVindex(ColumnName column) =>
        Exprs.DirectDeps(column) is not { IsSingle: true } table || context.TableOf(table.First) is not { } known || known.ColumnVindexes.Exists(v => v.IndexOf(column.Name.Text) >= 0);

    private static int CostOf(Op op)
    {
        if (op is RouteOp route)
            return route.Routing.Cost;
        int cost = 0;
        foreach (Op input in op.Inputs)
            cost += CostOf(input);
        return cost;
    }

    private void Remove(Part part)
    {
        parts.Remove(part);
        foreach (Part other in parts)
            other.Pairs.RemoveAll(p => p.Right == part);
    }

    private void Add(Op op)
    {
        var added = new Part(op);
        Dictionary<Part, List<Predicate>> joined = JoinedWith(added.Tables);
        foreach (Part other in parts)
            if (joined.GetValueOrDefault(other) is { } predicates)
                Connect(other, added, predicates);
            else if (crossJoins)
                Connect(other, added, []);
        parts.Add(added);
    }

    private static void Connect(Part other, Part added, List<Predicate> predicates)
    {
        other.Pairs.Add(new Pair(added, predicates));
        added.Pairs.Add(new Pair(other, predicates));
    }

    /// <summary>The parts that predicates join to the tables, with these predicates.</summary>
    private Dictionary<Part, List<Predicate>> JoinedWith(TableSet tables)
    {
        var joined = new Dictionary<Part, List<Predicate>>();
        foreach ((TableSet set, List<Predicate> predicates) in graph.Joins)
        {
            if (!set.Overlaps(tables) || set.IsSolvedBy(tables) || Holding(set.Without(tables)) is not { } other)
                continue;
            if (!joined.TryAdd(other, predicates))
                joined[other] = [.. joined[other], .. predicates];
        }
        return joined;
    }

    private Part? Holding(TableSet tables)
    {
        foreach (Part part in parts)
            if (tables.IsSolvedBy(part.Tables))
                return part;
        return null;
    }

    /// <summary>From now on every part is paired with every other one.</summary>
    private void AddCrossJoins()
    {
        crossJoins = true;
        foreach (Part left in parts)
        {
            Dictionary<Part, Pair> known = left.Pairs.ToDictionary(p => p.Right);
            left.Pairs = [.. parts.Where(p => p != left).Select(p => known.GetValueOrDefault(p) ?? new Pair(p, []))];
        }
    }
}
