using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Phases;

/// <summary>Select lists go down to where the rows are. Vitess: projection_pushing.go.</summary>
internal static class ProjectionPushing
{
    public static Op? TryPush(PlanContext context, ProjectionOp projection)
    {
        switch (projection.Source)
        {
            case RouteOp route:
                return HorizonPushing.Swap(projection, route);
            case LimitOp limit:
                projection.Source = limit.Source;
                limit.Source = projection;
                return limit;
            case ApplyJoinOp join:
                if (projection.Items is not null && CompactWithJoin(context, projection, join))
                    return join;
                return projection.FromAggregation || !projection.CanPush(context) || projection.Items is null ? null : IntoJoin(context, projection, join);
            case HashJoinOp join when projection.CanPush(context) && projection.Items is not null:
                return IntoHashJoin(projection, join);
            case VindexFunctionOp function when projection.CanPush(context):
                foreach (ProjectedColumn item in projection.Known)
                    function.AddColumn(context, true, false, Op.Wrap(item.Eval));
                return function;
            case SubQueryContainerOp container when projection.CanPush(context) && projection.Items is not null:
                return Outward(projection, container);
            case SubQueryOp subquery when projection.Items is not null && context.Phase >= Phase.SettleSubqueries:
                return BelowSubqueries(projection, subquery);
            default:
                return null;
        }
    }

    /// <summary>Every column only passes through: the join gives them itself.</summary>
    private static bool CompactWithJoin(PlanContext context, ProjectionOp projection, ApplyJoinOp join)
    {
        if (projection.Derived is not null)
            return false;
        var output = new List<JoinColumn>();
        foreach (ProjectedColumn item in projection.Known)
        {
            int place = item.SameInAndOut && item.Subqueries.Count == 0 ? join.FindColumn(context, item.Outside, false) : -1;
            if (place < 0)
                return false;
            output.Add(join.Output[place]);
        }
        join.Output = output;
        return true;
    }

    private static HashJoinOp? IntoHashJoin(ProjectionOp projection, HashJoinOp join)
    {
        if (projection.Derived is not null || projection.Known.Exists(i => !i.SameInAndOut))
            return null;
        foreach (ProjectedColumn item in projection.Known)
            join.Output.Add(item.Outside);
        return join;
    }

    /// <summary>All columns need the outer side only.</summary>
    private static SubQueryContainerOp? Outward(ProjectionOp projection, SubQueryContainerOp container)
    {
        if (!Needed(projection).IsSolvedBy(container.Outer.Tables))
            return null;
        projection.Source = container.Outer;
        container.Outer = projection;
        return container;
    }

    /// <summary>The same, past all subqueries that run one after another.</summary>
    private static SubQueryOp? BelowSubqueries(ProjectionOp projection, SubQueryOp top)
    {
        if (top.LastOver(Needed(projection)) is not { } last)
            return null;
        projection.Source = last.Outer;
        last.Outer = projection;
        return top;
    }

    private static TableSet Needed(ProjectionOp projection) =>
        projection.Known.Aggregate(TableSet.Empty, static (set, i) => i.IsOffset ? set : set.Union(Exprs.Deps(i.Eval)));

    private static ApplyJoinOp? IntoJoin(PlanContext context, ProjectionOp projection, ApplyJoinOp join)
    {
        if (!join.IsInner && projection.Known.Exists(i => i.Original.Expr is not ColumnName))
            return null;
        var split = new Split(context, projection.Derived);
        List<JoinColumn> before = join.Output;
        ExprPlaces known = default;
        join.Output = [];
        foreach (ProjectedColumn item in projection.Known)
            join.Output.Add(known.Find(before, item.Outside, static c => c.Original) is >= 0 and int place ? before[place] : split.Column(join, item));
        if (projection.Derived is not null)
            split.Expose(join);
        join.Left = split.Around(join.Left, split.Left);
        join.Right = split.Around(join.Right, split.Right);
        return join;
    }

    /// <summary>Sends each column to the side that has it; an expression over both goes right, the left's columns by argument.</summary>
    private sealed class Split(PlanContext context, DerivedAs? derived)
    {
        public List<ProjectedColumn> Left { get; } = [];

        public List<ProjectedColumn> Right { get; } = [];

        public JoinColumn Column(ApplyJoinOp join, ProjectedColumn item)
        {
            JoinColumn column = join.ColumnFor(context, item.Original, item.Outside, false);
            if (column.IsPureLeft)
                Left.Add(item.Copy());
            else if (column.IsPureRight)
                Right.Add(item.Copy());
            else
                Mixed(column, item);
            return derived is null ? column : Renamed(column, item);
        }

        private void Mixed(JoinColumn column, ProjectedColumn item)
        {
            foreach (JoinVariable variable in column.Left)
                Left.Add(new ProjectedColumn(Op.Wrap(variable.Expr), variable.Expr));
            Right.Add(new ProjectedColumn(item.Original, column.Right!) { Outside = column.Right!, Subqueries = item.Subqueries });
        }

        /// <summary>Above a derived table only its own columns are seen.</summary>
        private JoinColumn Renamed(JoinColumn column, ProjectedColumn item)
        {
            ColumnName name = derived!.Column(item.Original with { Expr = item.Outside, Alias = new Ident(Exprs.NameOf(item.Original)) });
            if (column.IsPureLeft)
                return column with { Original = name, Left = [new JoinVariable(column.Left[0].Name, name)] };
            return column with { Original = name, Right = name };
        }

        /// <summary>Left values that the join reads must come through the derived table too.</summary>
        public void Expose(ApplyJoinOp join)
        {
            for (int i = 0; i < join.Predicates.Count; i++)
            {
                List<JoinVariable> left = join.Predicates[i].Left.ConvertAll(v => v with { Expr = Exposed(v.Expr) });
                join.Predicates[i] = join.Predicates[i] with { Left = left };
            }
        }

        private ColumnName Exposed(Expr expr)
        {
            ProjectedColumn? found = Left.Find(i => i.Outside.Equals(expr));
            if (found is null)
            {
                string name = expr is ColumnName column && !column.Qualifier.IsEmpty ? $"{column.Qualifier}.{column.Name}" : Sql.SqlPrinter.Print(expr);
                found = new ProjectedColumn(new ExprItem(expr, new Ident(name)), expr);
                Left.Add(found);
            }
            return derived!.Column(found.Original with { Expr = expr, Alias = new Ident(Exprs.NameOf(found.Original)) });
        }

        public Op Around(Op side, List<ProjectedColumn> items) =>
            items.Count == 0 ? side : new ProjectionOp(side) { Items = items, Derived = derived };
    }
}
