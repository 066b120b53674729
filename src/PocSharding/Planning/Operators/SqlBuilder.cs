using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Phases;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>The statement that a Route sends: its operators as a syntax tree again. Vitess: SQL_builder.go.</summary>
internal sealed class SqlBuilder
{
    private readonly PlanContext context;
    private readonly HashSet<Predicate> onClauses;
    private List<SelectItem>? items;
    private List<TableExpr> from = [];
    private Expr? where;
    private Expr? having;
    private NodeList<Expr> groupBy = NodeList<Expr>.Empty;
    private NodeList<OrderItem> orderBy = NodeList<OrderItem>.Empty;
    private NodeList<NamedWindow> windows = NodeList<NamedWindow>.Empty;
    private Limit? limit;
    private bool distinct;
    private bool rollup;
    private bool straight;
    private Select? template;
    private Union? union;
    private DmlOp? dml;

    private readonly List<CommonTableExpr> with;
    private bool inRecursion;

    private SqlBuilder(PlanContext context, HashSet<Predicate> onClauses, List<CommonTableExpr> with)
    {
        this.context = context;
        this.onClauses = onClauses;
        this.with = with;
    }

    private SqlBuilder Nested() => new(context, onClauses, with) { inRecursion = inRecursion };

    public static Statement Build(PlanContext context, RouteOp route)
    {
        var builder = new SqlBuilder(context, new HashSet<Predicate>(ReferenceEqualityComparer.Instance), []);
        builder.Visit(route.Source);
        Statement statement = builder.Statement();
        statement = statement switch
        {
            SelectStatement select when route.Lock is not null => select with { Lock = route.Lock, Comments = context.Statement.Comments },
            Update => statement with { Comments = ForeignKeySql.UpdateComments(context) },
            _ => statement with { Comments = context.Statement.Comments },
        };
        if (builder.with.Count > 0 && statement is SelectStatement query)
            statement = query with { With = new WithClause(true, new NodeList<CommonTableExpr>([.. builder.with])) };
        return SentSql.Of(context, route, statement);
    }

    /// <summary>The query that a Route holds, for use inside another.</summary>
    public static SelectStatement Query(PlanContext context, RouteOp route)
    {
        var builder = new SqlBuilder(context, new HashSet<Predicate>(ReferenceEqualityComparer.Instance), []);
        builder.Visit(route.Source);
        return builder.Query();
    }

    private Statement Statement()
    {
        if (dml is not null)
            return Changed(dml);
        if (union is not null)
            return union with { OrderBy = orderBy, Limit = limit };
        return Select();
    }

    private SelectStatement Query() => (SelectStatement)Statement();

    private Select Select() => (template ?? new Select(NodeList<SelectItem>.Empty)) with
    {
        Items = new NodeList<SelectItem>(items is { Count: > 0 } ? [.. items] : [new ExprItem(Literal.Integer(1), Ident.None)]),
        From = new NodeList<TableExpr>([.. from]),
        Where = where,
        GroupBy = groupBy,
        Having = having,
        OrderBy = orderBy,
        Limit = limit,
        Distinct = distinct,
        Rollup = rollup,
        StraightJoinHint = straight,
        Windows = windows,
        With = null,
        Lock = null,
        Comments = NodeList<string>.Empty,
        CalcFoundRows = false,
    };

    private void Visit(Op op)
    {
        switch (op)
        {
            case TableOp { Instance.Kind: TableKind.RecursiveCte } rows when !inRecursion:
                foreach (Predicate predicate in rows.Predicates)
                    Add(predicate);
                break;
            case RecurseOp recurse:
                Recurse(recurse);
                break;
            case TableOp table:
                from.Add(table.Syntax);
                foreach (Predicate predicate in table.Predicates)
                    Add(predicate);
                if (table.Columns(context).Count > 0)
                    items = [.. table.Columns(context)];
                break;
            case ApplyJoinOp join:
                Join(join);
                break;
            case FilterOp filter:
                Visit(filter.Source);
                Unfold(limit is not null);
                foreach (Predicate predicate in filter.Predicates)
                    Add(predicate);
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
            case OrderingOp ordering:
                Visit(ordering.Source);
                orderBy = new NodeList<OrderItem>([.. ordering.Order.Select(o => new OrderItem(o.Inner, o.Descending))]);
                break;
            case LimitOp limited:
                Visit(limited.Source);
                limit = limited.Limit;
                break;
            case DistinctOp unique:
                Visit(unique.Source);
                if (union is null)
                    distinct = true;
                else if (!union.Distinct)
                    union = union with { Distinct = true };
                break;
            case UnionOp unionOp:
                Union(unionOp);
                break;
            case WindowOp window:
                Visit(window.Source);
                break;
            case RouteOp route:
                Visit(route.Source);
                break;
            case DmlOp change:
                Visit(change.Source);
                dml = change;
                break;
            default:
                throw new NotModelledException($"the text of {op.GetType().Name}");
        }
    }

    private void Add(Predicate predicate)
    {
        if (onClauses.Contains(predicate))
            return;
        Expr expr = SubquerySettling.MergedExpr(context, predicate.Expr);
        if (Exprs.ContainsAggregate(expr))
            having = having is null ? expr : new AndExpr(having, expr);
        else if (where is null || !Exprs.SplitAnd(where).Contains(expr))
            where = where is null ? expr : new AndExpr(where, expr);
    }

    private void Join(ApplyJoinOp join)
    {
        foreach (JoinColumn column in join.Predicates)
            if (column.Pushed is not null)
                onClauses.Add(column.Pushed);
        Expr? on = Exprs.And(join.Predicates.Select(p => p.Original));
        Visit(join.Left);
        var right = Nested();
        right.Visit(join.Right);
        switch (join.Type)
        {
            case JoinType.Inner:
                from.AddRange(right.from);
                Where(right.where);
                Where(on);
                break;
            default:
                JoinKind kind = join.Type == JoinType.Left ? JoinKind.Left : JoinKind.Straight;
                TableExpr left = from.Count == 1 ? from[0] : new ParenthesizedTables(new NodeList<TableExpr>([.. from]));
                TableExpr other = right.from.Count == 1 ? right.from[0] : new ParenthesizedTables(new NodeList<TableExpr>([.. right.from]));
                Expr? condition = join.Type == JoinType.Left ? Exprs.And([.. Exprs.SplitAnd(on), .. Exprs.SplitAnd(right.where)]) : on;
                from = [new JoinTable(kind, left, other, condition)];
                if (join.Type == JoinType.Straight)
                    Where(right.where);
                break;
        }
    }

    private void Where(Expr? predicate)
    {
        if (predicate is not null)
            where = where is null ? predicate : new AndExpr(where, predicate);
    }

    private void Horizon(HorizonOp horizon)
    {
        Visit(horizon.Source);
        if (horizon.Query is Select select)
        {
            Unfold(union is not null);
            template = select;
            items = [.. select.Items];
            groupBy = select.GroupBy;
            if (select.Having is not null)
                having = having is null ? select.Having : new AndExpr(select.Having, having);
            orderBy = select.OrderBy;
            limit = select.Limit;
            distinct = select.Distinct;
            rollup = select.Rollup;
            straight = select.StraightJoinHint;
            windows = select.Windows;
        }
        else
        {
            orderBy = horizon.Query.OrderBy;
            limit = horizon.Query.Limit;
        }
        if (horizon.Derived is { } derived)
            Derive(derived);
    }

    private void Projection(ProjectionOp projection)
    {
        Visit(projection.Source);
        if (projection.WrapsUnion)
            Unfold(true);
        else
            Unfold(union is not null || (items is not null && (distinct || limit is not null || groupBy.Count > 0)));
        items = projection.Items is null
            ? [.. projection.Stars]
            : [.. projection.Items.Select(i => (SelectItem)Printed(i))];
        if (projection.Derived is { } derived)
            Derive(derived);
    }

    private ExprItem Printed(ProjectedColumn item)
    {
        Expr expr = SubquerySettling.MergedExpr(context, item.Eval);
        if (expr is ColumnName { Name: var name } && name.Equals(item.Original.Alias))
            return new ExprItem(expr, Ident.None);
        if (!item.Original.Alias.IsEmpty || item.SameInAndOut)
            return item.Original with { Expr = expr };
        if (item.Original.Expr is WeightStringExpr { Operand: SubqueryExpr })
            return new ExprItem(expr, Ident.None);
        return expr.Equals(item.Original.Expr) ? item.Original : new ExprItem(expr, new Ident(Exprs.NameOf(item.Original)));
    }

    private void Aggregator(AggregatorOp aggregator)
    {
        Visit(aggregator.Source);
        Unfold(union is not null || limit is not null || distinct || groupBy.Count > 0);
        items = [.. aggregator.Output.Select(c => (SelectItem)(c with { Expr = SubquerySettling.MergedExpr(context, c.Expr) }))];
        groupBy = new NodeList<Expr>([.. aggregator.Groupings.Select(g => g.Expr)]);
        rollup = aggregator.Rollup;
        if (aggregator.Derived is { } derived)
            Derive(derived);
    }

    private void Union(UnionOp op)
    {
        SelectStatement? result = null;
        for (int i = 0; i < op.Legs.Count; i++)
        {
            var leg = Nested();
            leg.Visit(op.Legs[i]);
            SelectStatement query = leg.Query();
            result = result is null ? query : new Union(result, query, op.Distinct);
        }
        union = result as Union;
        if (union is null && result is Select only)
            (template, items, from, where) = (only, [.. only.Items], [.. only.From], only.Where);
    }

    /// <summary>What is there already becomes a derived table of its own.</summary>
    private void Unfold(bool needed)
    {
        if (needed)
            Derive("dt", NodeList<Ident>.Empty);
    }

    private void Recurse(RecurseOp recurse)
    {
        SqlBuilder first = Nested(), second = Nested();
        first.Visit(recurse.Seed);
        second.inRecursion = true;
        second.Visit(new HorizonOp(recurse.Term, recurse.Recursion.Term!));
        with.Add(new CommonTableExpr(recurse.Recursion.Name, NodeList<Ident>.Empty, new Union(first.Query(), second.Query(), recurse.Recursion.Distinct)));
        from = [new AliasedTable(new TableRef(new TableName("", recurse.Recursion.Name)), "")];
    }

    private void Derive(DerivedAs derived)
    {
        if (derived.Instance.Recursive is not { } recursion)
        {
            Derive(derived.Alias, derived.ColumnNames);
            return;
        }
        with[^1] = with[^1] with { Columns = derived.ColumnNames };
        from = [new AliasedTable(new TableRef(new TableName("", recursion.Name)), derived.Alias == recursion.Name ? "" : derived.Alias)];
        items = null;
    }

    private void Derive(string alias, NodeList<Ident> columns)
    {
        var derived = new AliasedTable(new DerivedTable(Query()), alias) { Columns = columns };
        (items, from, where, having, limit, distinct, rollup, straight, template, union) = (null, [derived], null, null, null, false, false, false, null, null);
        groupBy = NodeList<Expr>.Empty;
        orderBy = NodeList<OrderItem>.Empty;
        windows = NodeList<NamedWindow>.Empty;
    }

    private Statement Changed(DmlOp change)
    {
        NodeList<TableExpr> tables = new([.. from]);
        if (change.Verb == DmlVerb.Update)
            return new Update(tables, new NodeList<Assignment>([.. change.Assignments.Select(a => a with { Column = Unqualified(a.Column), Value = SubquerySettling.MergedExpr(context, a.Value) })]))
            {
                Ignore = change.Ignore,
                Where = where,
                OrderBy = orderBy,
                Limit = limit,
            };
        bool named = tables.Count > 1 || tables[0] is not AliasedTable { Alias.Length: 0 };
        return new Delete(tables)
        {
            Ignore = change.Ignore,
            Targets = named ? new NodeList<TableName>([new TableName("", change.Target.Alias)]) : NodeList<TableName>.Empty,
            Where = where,
            OrderBy = orderBy,
            Limit = limit,
        };
    }

    private ColumnName Unqualified(ColumnName column) => from.Count == 1 && from[0] is AliasedTable && column.Qualifier.Qualifier.Length == 0 ? column : column with { Qualifier = new TableName("", column.Qualifier.Name) };
}
