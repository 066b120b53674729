using System.Globalization;
using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Phases;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.LeafSql;

/// <summary>The statement that a Route sends: its operators as a syntax tree again. Vitess: op_to_ast.go.</summary>
internal sealed class SqlBuilder
{
    private readonly PlanContext context;
    private readonly HashSet<Predicate> inJoins;
    private readonly List<CommonTableExpr> with;
    private readonly QueryText text = new();
    private DmlOp? dml;
    private bool inRecursion;

    private SqlBuilder(PlanContext context, HashSet<Predicate> inJoins, List<CommonTableExpr> with)
    {
        this.context = context;
        this.inJoins = inJoins;
        this.with = with;
    }

    /// <summary>A part that is put together by itself: the other side of a join, a leg of a UNION.</summary>
    private QueryText Part(Op op, bool recursive = false)
    {
        var part = new SqlBuilder(context, inJoins, with) { inRecursion = inRecursion || recursive };
        part.Visit(op);
        return part.text;
    }

    public static Statement Build(PlanContext context, RouteOp route)
    {
        var builder = new SqlBuilder(context, new HashSet<Predicate>(ReferenceEqualityComparer.Instance), []);
        builder.Visit(route.Source);
        Statement statement = builder.dml is null ? builder.text.Query() : DmlText.Of(context, builder.dml, builder.text);
        statement = statement switch
        {
            SelectStatement select when route.Lock is not null => select with { Lock = route.Lock, Comments = context.Statement.Comments },
            Update => statement with { Comments = ForeignKeySql.UpdateComments(context) },
            _ => statement with { Comments = context.Statement.Comments },
        };
        if (builder.with.Count > 0 && statement is SelectStatement query)
            statement = query with { With = new WithClause(true, new NodeList<CommonTableExpr>([.. builder.with])) };
        return SentSql.Of(context, route, TableOrder.Restore(statement));
    }

    /// <summary>The query that a Route holds, for use inside another.</summary>
    public static SelectStatement Query(PlanContext context, RouteOp route) =>
        new SqlBuilder(context, new HashSet<Predicate>(ReferenceEqualityComparer.Instance), []).Part(route.Source).Query();

    private void Visit(Op op)
    {
        switch (op)
        {
            case TableOp table:
                Table(table);
                break;
            case RecurseOp recurse:
                Recurse(recurse);
                break;
            case ApplyJoinOp join:
                Join(join);
                break;
            case HorizonOp horizon:
                Horizon(horizon);
                break;
            case ProjectionOp projection:
                Projection(projection);
                break;
            case AggregatorOp aggregator:
                Aggregator(aggregator);
                break;
            case UnionOp union:
                Union(union);
                break;
            case OneInputOp simple:
                Visit(simple.Source);
                Simple(simple);
                break;
            default:
                throw new NotModelledException($"the text of {op.GetType().Name}");
        }
    }

    /// <summary>Operators that add a clause to what is below.</summary>
    private void Simple(OneInputOp op)
    {
        switch (op)
        {
            case FilterOp filter:
                filter.Predicates.ForEach(Add);
                break;
            case OrderingOp ordering:
                text.OrderBy = new NodeList<OrderItem>([.. text.OrderBy, .. ordering.Order.Select(o => new OrderItem(o.Inner, o.Descending))]);
                break;
            case LimitOp limited:
                text.Limit = limited.Limit;
                break;
            case DistinctOp:
                text.MakeDistinct();
                break;
            case DmlOp change:
                dml = change;
                break;
            case WindowOp or RouteOp:
                break;
            default:
                throw new NotModelledException($"the text of {op.GetType().Name}");
        }
    }

    private void Add(Predicate predicate)
    {
        if (!inJoins.Contains(predicate.Root))
            text.Add(SubquerySettling.MergedExpr(context, (predicate.SentAs ?? predicate).Expr));
    }

    /// <summary>The rows so far of a recursion stand in the text only inside it.</summary>
    private void Table(TableOp table)
    {
        if (inRecursion || table.Instance.Kind != TableKind.RecursiveCte)
            text.From.Add(table.Syntax);
        foreach (Predicate predicate in table.Filters)
            Add(predicate);
        text.Items.AddRange(table.Columns(context));
    }

    private void Join(ApplyJoinOp join)
    {
        foreach (JoinColumn column in join.Predicates)
            if (column.Pushed is not null)
                inJoins.Add(column.Pushed.Root);
        Expr? on = Exprs.And(join.Predicates.Select(p => p.Original));
        Visit(join.Left);
        JoinKind? kind = join.Type switch
        {
            JoinType.Left => JoinKind.Left,
            JoinType.Straight => JoinKind.Straight,
            _ => null,
        };
        text.Join(Part(join.Right), on, kind);
    }

    private void Horizon(HorizonOp horizon)
    {
        Visit(horizon.Source);
        if (horizon.Query is Select select)
        {
            text.TakeClauses(select);
        }
        else
        {
            text.OrderBy = horizon.Query.OrderBy;
            text.Limit = horizon.Query.Limit;
        }
        if (horizon.Derived is { } derived)
            Derive(derived);
    }

    private void Projection(ProjectionOp projection)
    {
        Visit(projection.Source);
        if (projection.OverDerived)
            text.Derive("dt", new NodeList<Ident>([.. projection.Source.Columns(context).Select((_, i) => new Ident(string.Create(CultureInfo.InvariantCulture, $"c{i}")))]));
        bool ofUnion = text.Union is not null;
        if (!ofUnion)
            text.Items = [.. SelectList(projection)];
        if (projection.Derived is { } derived)
            Derive(derived);
        if (ofUnion)
            SelectOfUnion(projection);
    }

    /// <summary>Columns of a UNION are there by their names; anything else is selected from the UNION as a derived table.</summary>
    private void SelectOfUnion(ProjectionOp projection)
    {
        if (text.Union is null)
        {
            text.Items = [.. SelectList(projection)];
            return;
        }
        foreach (SelectItem item in SelectList(projection))
        {
            if (text.Union is not null && item is ExprItem { Expr: ColumnName })
                continue;
            if (text.Union is { } union)
            {
                IEnumerable<SelectItem> names = Binder.FirstSelect(union).Items.Select(i => i is ExprItem named ? new ExprItem(new ColumnName(new Ident(Exprs.NameOf(named)), TableName.None), Ident.None) : i);
                text.Derive("dt", NodeList<Ident>.Empty);
                text.Items = [.. names];
            }
            text.Items.Add(item);
        }
    }

    private IEnumerable<SelectItem> SelectList(ProjectionOp projection) => projection.Items is null ? projection.Stars : projection.Items.Select(Printed);

    /// <summary>The alias is the user's, or the name that the column had before it was computed.</summary>
    private ExprItem Printed(ProjectedColumn item)
    {
        Expr expr = SubquerySettling.MergedExpr(context, item.Eval);
        if (!item.Original.Alias.IsEmpty)
            return item.Original with { Expr = expr };
        return item.SameInAndOut || expr.Equals(item.Original.Expr) ? new ExprItem(expr, Ident.None) : new ExprItem(expr, new Ident(Exprs.NameOf(item.Original)));
    }

    private void Aggregator(AggregatorOp aggregator)
    {
        Visit(aggregator.Source);
        text.Items = [.. aggregator.SentColumns(context).Select(c => c with { Expr = SubquerySettling.MergedExpr(context, c.Expr) })];
        foreach (Grouping grouping in aggregator.Groupings)
        {
            text.AddGroup(grouping.Expr);
            if (grouping.WeightOffset >= 0)
                text.AddGroup(PlanContext.WeightString(grouping.Expr));
        }
        text.Rollup |= aggregator.Rollup;
        if (aggregator.Derived is { } derived)
            Derive(derived);
    }

    private void Union(UnionOp union)
    {
        Visit(union.Legs[0]);
        foreach (Op leg in union.Legs.Skip(1))
            text.UnionWith(Part(leg), union.Distinct);
    }

    private void Recurse(RecurseOp recurse)
    {
        QueryText first = Part(recurse.Seed), second = Part(new HorizonOp(recurse.Term, recurse.Recursion.Term!), recursive: true);
        with.Add(new CommonTableExpr(recurse.Recursion.Name, NodeList<Ident>.Empty, new Union(first.Query(), second.Query(), recurse.Recursion.Distinct)));
        text.Wrap(new AliasedTable(new TableRef(new TableName("", recurse.Recursion.Name)), ""));
    }

    private void Derive(DerivedAs derived)
    {
        if (derived.Instance.Recursive is not { } recursion)
        {
            text.Derive(derived.Alias, derived.ColumnNames);
            return;
        }
        with[^1] = with[^1] with { Columns = derived.ColumnNames };
        text.Wrap(new AliasedTable(new TableRef(new TableName("", recursion.Name)), derived.Alias == recursion.Name ? "" : derived.Alias));
    }
}
