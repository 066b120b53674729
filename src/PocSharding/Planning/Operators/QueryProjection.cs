using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>Select list, grouping and order of one query, as its expansion needs them. Vitess: operators/queryprojection.go.</summary>
internal sealed class QueryProjection
{
    private bool aligned;

    public List<SelectItem> Items { get; private init; } = [];

    public List<Expr> GroupBy { get; private set; } = [];

    public List<OrderBy> Order { get; } = [];

    public bool HasAggregate { get; private set; }

    public bool Distinct { get; private set; }

    public bool Rollup { get; private init; }

    public bool HasWindow { get; private init; }

    public bool NeedsAggregation => HasAggregate || GroupBy.Count > 0;

    /// <summary>One row needs no DISTINCT.</summary>
    public bool NeedsDistinct => Distinct && !(GroupBy.Count == 0 && HasAggregate);

    public static QueryProjection Of(PlanContext context, SelectStatement query) => query switch
    {
        Select select => OfSelect(context.Analysis.Signature, select),
        Union union => OfUnion(union),
        _ => throw new System.Diagnostics.UnreachableException("VALUES is refused when names are bound"),
    };

    private static QueryProjection OfSelect(Signature signature, Select select)
    {
        var projection = new QueryProjection
        {
            Items = [.. select.Items],
            Distinct = select.Distinct,
            Rollup = select.Rollup,
            HasWindow = signature.Window && (select.Items.Any(Exprs.ContainsWindow) || select.OrderBy.Any(Exprs.ContainsWindow)),
            HasAggregate = signature.Aggregation && select.Items.Any(Exprs.ContainsAggregate),
        };
        projection.AddGroupBy(select.GroupBy);
        projection.AddOrder(select.OrderBy);
        projection.HasAggregate |= signature.Aggregation && (Exprs.ContainsAggregate(select.Having) || projection.Order.Exists(o => Exprs.ContainsAggregate(o.Simplified)));
        projection.SettleDistinct();
        return projection;
    }

    private static QueryProjection OfUnion(Union union)
    {
        var projection = new QueryProjection { Items = [.. Binder.FirstSelect(union).Items] };
        projection.AddOrder(union.OrderBy);
        return projection;
    }

    private void AddGroupBy(NodeList<Expr> groupBy)
    {
        foreach (Expr expr in groupBy)
        {
            if (GroupBy.Contains(expr))
                continue;
            if (Exprs.ContainsAggregate(expr))
                throw new RefusedException("VT03005", $"cannot group on '{Sql.SqlPrinter.Print(expr)}'");
            if (Exprs.ContainsSubquery(expr))
                throw RefusedException.Unsupported("subqueries in GROUP BY");
            GroupBy.Add(expr);
        }
    }

    private void AddOrder(NodeList<OrderItem> orderBy)
    {
        foreach (OrderItem item in orderBy)
            if (!IsConstant(item.Expr) && !Order.Exists(o => o.Simplified.Equals(item.Expr)))
                Order.Add(new OrderBy(item.Expr, item.Descending));
    }

    /// <summary>Constants and uncorrelated subqueries order nothing.</summary>
    private static bool IsConstant(Expr expr) =>
        expr is Literal or Argument or NullLiteral or BoolLiteral || (expr is SubqueryExpr subquery && Exprs.Deps(subquery).IsEmpty);

    /// <summary>DISTINCT with an ORDER BY on selected columns becomes GROUP BY; DISTINCT over all groups is none.</summary>
    private void SettleDistinct()
    {
        if (!Distinct)
            return;
        if (!HasAggregate)
        {
            if (HasWindow || !OrderOverlapsItems() || !Items.TrueForAll(i => i is ExprItem))
            {
                GroupBy = [];
                return;
            }
            Distinct = false;
            foreach (ExprItem item in Items.Cast<ExprItem>())
                if (!GroupBy.Contains(item.Expr))
                    GroupBy.Add(item.Expr);
        }
        else if (GroupBy.Count > 0 && GroupBy.TrueForAll(g => Items.Exists(i => i is ExprItem item && item.Expr.Equals(g))))
        {
            Distinct = false;
        }
    }

    private bool OrderOverlapsItems() => Order.Exists(o => Items.Exists(i => i is ExprItem item && item.Expr.Equals(o.Simplified)));

    /// <summary>The aggregations of the select list; what is ordered by must be selected too. Complex: an expression over aggregates stands in the list.</summary>
    public (List<Aggregation> Aggregations, bool Complex) Aggregations()
    {
        foreach (OrderBy order in Order)
            if (!Items.Exists(i => i is ExprItem item && item.Expr.Equals(order.Simplified)))
                Items.Add(new ExprItem(order.Simplified, Ident.None));
        var found = new List<Aggregation>();
        bool complex = false;
        foreach (SelectItem item in Items)
            Collect(item as ExprItem ?? throw RefusedException.NeedsColumns(), found, ref complex);
        return (found, complex);
    }

    private void Collect(ExprItem item, List<Aggregation> found, ref bool complex)
    {
        if (!Exprs.ContainsAggregate(item.Expr))
        {
            if (!GroupBy.Contains(item.Expr))
                found.Add(new Aggregation(AggregateOpcode.AnyValue, null, item));
            return;
        }
        bool mixed = false;
        Tree.Walk(item.Expr, node =>
        {
            if (node is not Expr part)
                return true;
            if (part is AggregateExpr { Over: null })
            {
                found.Add(Aggregation.Of(ReferenceEquals(part, item.Expr) ? item : Op.Wrap(part)));
                return false;
            }
            if (Exprs.ContainsAggregate(part))
            {
                mixed = true;
                return true;
            }
            if (!GroupBy.Contains(part))
                found.Add(new Aggregation(AggregateOpcode.AnyValue, null, Op.Wrap(part)));
            return false;
        });
        complex |= mixed;
    }

    /// <summary>
    /// Brings grouping and order into the same sequence where every order item is grouped by. A query without order takes any, but only when it is
    /// asked the first time (as Vitess does).
    /// </summary>
    public bool AlignGroupingAndOrder()
    {
        if (Order.Count == 0)
            return !aligned && (aligned = true);
        if (!Order.TrueForAll(o => GroupBy.Contains(o.Simplified)))
            return false;
        List<Expr> sequence = [.. Order.Select(o => o.Simplified).Where(GroupBy.Contains), .. GroupBy.Where(g => !Order.Exists(o => o.Simplified.Equals(g)))];
        foreach (Expr missing in sequence.Skip(Order.Count).ToArray())
            Order.Add(new OrderBy(missing));
        GroupBy = sequence;
        return true;
    }
}
