using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;

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

        public List<Pair> Pairs { get; set; } = [];
    }

    private sealed class Pair(Part right, List<Predicate> predicates)
    {
        public Part Right => right;

        public List<Predicate> Predicates => predicates;

        /// <summary>Null until it is tried.</summary>
        public Op? Plan { get; set; }

        public int Cost { get; set; }
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
            Add(best.Pair.Plan!);
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

    /// <summary>A trial must not change the right side, which other pairs have too; of the left nothing changes.</summary>
    private void Try(Part left, Pair pair)
    {
        if (pair.Plan is not null)
            return;
        pair.Plan = JoinPlanning.MergeOrJoin(context, left.Op, pair.Right.Op, pair.Predicates, JoinType.Inner, isTrial: true);
        pair.Cost = Cost(pair.Plan);
    }

    private static int Cost(Op op)
    {
        if (op is RouteOp route)
            return route.Routing.Cost;
        int cost = 0;
        foreach (Op input in op.Inputs)
            cost += Cost(input);
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
