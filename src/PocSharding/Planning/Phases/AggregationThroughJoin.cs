using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>
/// Each side of a join aggregates its own rows, counts multiply. Vitess: aggregation_pushing_helper.go (planner-facts §11.3), after
/// Galindo-Legaria and Joshi, "Orthogonal Optimization of Subqueries and Aggregation".
/// </summary>
internal sealed class AggregationThroughJoin
{
    private readonly PlanContext context;
    private readonly AggregatorOp root;
    private readonly JoinOp join;
    private readonly Side left;
    private readonly Side right;
    private readonly ProjectionOp projection;
    private readonly List<(Expr Expr, bool Left)> columns = [];

    private AggregationThroughJoin(PlanContext context, AggregatorOp root, JoinOp join)
    {
        this.context = context;
        this.root = root;
        this.join = join;
        left = new Side(root, join.Left);
        right = new Side(root, join.Right);
        projection = new ProjectionOp(join) { FromAggregation = true };
    }

    /// <summary>Null when it cannot be split: raw rows are joined and aggregated above.</summary>
    public static Op? Push(PlanContext context, AggregatorOp root, JoinOp join) => new AggregationThroughJoin(context, root, join).Run();

    private Op? Run()
    {
        if (!SplitColumns() || !SplitGroupings())
            return null;
        if (join is ApplyJoinOp apply)
        {
            apply.Output = [.. columns.Select(c => c.Left ? new JoinColumn(c.Expr, [new JoinVariable("", c.Expr)], null) : new JoinColumn(c.Expr, [], c.Expr))];
            foreach (JoinVariable variable in apply.Predicates.SelectMany(p => p.Left))
                left.GroupByNeeded(variable.Expr);
        }
        else
        {
            ((HashJoinOp)join).Output.AddRange(columns.Select(c => c.Expr));
        }
        join.Left = left.Pushed;
        join.Right = right.Pushed;
        if (!root.IsOriginal)
            return projection;
        AggregationPushing.CombineAll(root);
        root.Source = projection;
        return root;
    }

    private bool SplitColumns()
    {
        DistinctArguments distinct = DistinctArguments.Of(context, root);
        if (!distinct.CanPush)
        {
            root.DistinctArgument = distinct.Single(null);
            return false;
        }
        for (int offset = 0; offset < root.Output.Count; offset++)
        {
            if (root.Aggregations.Find(a => a.Offset == offset) is not { } aggregation)
                projection.Known.Add(new ProjectedColumn(root.Output[offset], root.Output[offset].Expr));
            else if (!Split(aggregation))
                return false;
        }
        return true;
    }

    private bool Split(Aggregation aggregation)
    {
        switch (aggregation.Opcode)
        {
            case AggregateOpcode.CountStar:
                Multiply(aggregation, CountStar(left), CountStar(right), coalesce: true);
                return true;
            case AggregateOpcode.Count or AggregateOpcode.Sum:
                return WithMultiplier(aggregation);
            case AggregateOpcode.GroupConcat when aggregation.Function is { Distinct: true } or { OrderBy.Count: > 0 }:
                throw RefusedException.Unsupported("cannot evaluate group concat with distinct or order by");
            case AggregateOpcode.GroupConcat:
                return false;
            case AggregateOpcode.Unassigned:
                throw RefusedException.Unsupported($"in scatter query: aggregation function '{SqlPrinter.Print(aggregation.Original)}'");
            default:
                return WholeToOneSide(aggregation);
        }
    }

    private bool WholeToOneSide(Aggregation aggregation)
    {
        projection.Known.Add(new ProjectedColumn(aggregation.Original, aggregation.Original.Expr));
        if (SideOf(aggregation.Original.Expr) is not { } side)
            return false;
        side.Add(aggregation);
        columns.Add((aggregation.Original.Expr, side == left));
        return true;
    }

    private bool WithMultiplier(Aggregation aggregation)
    {
        if (SideOf(aggregation.Original.Expr) is not { } side)
            return false;
        side.Add(aggregation);
        columns.Add((aggregation.Original.Expr, side == left));
        if (side == left)
            Multiply(aggregation, aggregation.Original.Expr, CountStar(right), coalesce: !join.IsInner);
        else
            Multiply(aggregation, CountStar(left), aggregation.Original.Expr, coalesce: false);
        return true;
    }

    private Side? SideOf(Expr expr)
    {
        TableSet deps = Exprs.Deps(expr);
        return deps.IsSolvedBy(left.Tables) ? left : deps.IsSolvedBy(right.Tables) ? right : null;
    }

    private Expr CountStar(Side side)
    {
        if (side.Count is not null)
            return side.Count;
        Expr count = side.AddCount();
        columns.Add((count, side == left));
        return count;
    }

    private void Multiply(Aggregation aggregation, Expr leftPart, Expr rightPart, bool coalesce)
    {
        if (coalesce && !join.IsInner)
            rightPart = new FunctionExpr("", new Ident("coalesce"), new NodeList<Expr>([rightPart, Literal.Integer(1)]));
        var name = new ExprItem(aggregation.Original.Expr, new Ident(Exprs.NameOf(aggregation.Original)));
        projection.Known.Add(new ProjectedColumn(name, new BinaryExpr(BinaryOp.Multiply, leftPart, rightPart)));
    }

    private bool SplitGroupings()
    {
        if (join is HashJoinOp hash)
            foreach ((Expr l, Expr r) in hash.Comparisons)
            {
                Group(left, new Grouping(l));
                Group(right, new Grouping(r));
            }
        foreach (Grouping grouping in root.Groupings)
        {
            if (SideOf(grouping.Expr) is { } side)
            {
                Group(side, grouping);
                continue;
            }
            if (join is HashJoinOp)
                return false;
            JoinColumn both = JoinColumn.Split(context, grouping.Expr, left.Tables);
            foreach (JoinVariable variable in both.Left)
                left.AddGrouping(new Grouping(variable.Expr));
            right.AddGrouping(new Grouping(both.Right!));
        }
        return true;
    }

    private void Group(Side side, Grouping grouping)
    {
        side.AddGrouping(grouping);
        columns.Add((grouping.Expr, side == left));
    }

    /// <summary>The aggregation that one side of the join gets.</summary>
    private sealed class Side
    {
        private readonly AggregatorOp root;
        private readonly Dictionary<int, int> used = [];

        public Side(AggregatorOp root, Op source)
        {
            this.root = root;
            Pushed = new AggregatorOp(source, root.Query);
            Tables = source.Tables;
        }

        public AggregatorOp Pushed { get; }

        public TableSet Tables { get; }

        public Expr? Count { get; private set; }

        public void Add(Aggregation aggregation)
        {
            Pushed.Aggregations.Add(aggregation with { Offset = Pushed.Output.Count });
            Pushed.Output.Add(aggregation.Original);
        }

        public Expr AddCount()
        {
            var count = new AggregateExpr(AggregateKind.CountStar, false, NodeList<Expr>.Empty);
            Count = count;
            Add(new Aggregation(AggregateOpcode.CountStar, count, Op.Wrap(count)));
            return count;
        }

        public void AddGrouping(Grouping grouping)
        {
            int offset;
            if (grouping.Offset >= 0)
            {
                if (!used.TryGetValue(grouping.Offset, out offset))
                {
                    offset = Pushed.Output.Count;
                    used[grouping.Offset] = offset;
                    Pushed.Output.Add(root.Output[grouping.Offset]);
                }
            }
            else
            {
                offset = Pushed.Output.Count;
                Pushed.Output.Add(Op.Wrap(grouping.Expr));
            }
            Pushed.Groupings.Add(grouping with { Offset = offset });
        }

        public void GroupByNeeded(Expr expr)
        {
            int offset = Pushed.Output.FindIndex(c => c.Expr.Equals(expr));
            if (offset < 0)
            {
                offset = Pushed.Output.Count;
                Pushed.Output.Add(Op.Wrap(expr));
            }
            if (!Pushed.Groupings.Exists(g => g.Expr.Equals(expr)))
                Pushed.Groupings.Add(new Grouping(expr, offset));
        }
    }
}
