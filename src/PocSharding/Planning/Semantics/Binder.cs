using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// Binds every column of a statement to its table, expands stars, inlines common table expressions and resolves ordinals and
/// aliases. Gives a new tree; the input is not touched. Vitess: semantics/analyzer.go, scoper.go, early_rewriter.go.
/// </summary>
internal sealed partial class Binder
{
    private readonly TableCatalog catalog;
    private readonly List<TableInstance> instances = [];
    private readonly ColumnResolver columns;

    public Binder(TableCatalog catalog)
    {
        this.catalog = catalog;
        columns = new ColumnResolver(Errors, instances);
    }

    public IReadOnlyList<TableInstance> Instances => instances;

    public DeferredErrors Errors { get; } = new();

    public Signature Signature { get; } = new();

    public Statement Bind(Statement statement) => statement switch
    {
        SelectStatement select => BindTop(select),
        Insert insert => BindInsert(insert),
        Update update => BindUpdate(update),
        Delete delete => BindDelete(delete),
        _ => statement,
    };

    private SelectStatement BindTop(SelectStatement select)
    {
        Placement.CheckTop(select);
        return BindSelect(select, null, CteScope.None);
    }

    private SelectStatement BindSelect(SelectStatement select, Scope? outer, CteScope ctes)
    {
        LimitRules.Check(select.Limit);
        return select switch
        {
            Select simple => BindSimple(simple, outer, ctes.With(simple.With)),
            Union union => BindUnion(union, outer, ctes.With(union.With)),
            _ => throw new RefusedException("VT13001", "[BUG] unexpected statement type: *sqlparser.ValuesStatement"),
        };
    }

    private Select BindSimple(Select select, Scope? outer, CteScope ctes)
    {
        if (select.Into is not null)
            Errors.NotUnsharded = new Refused("VT12001", "unsupported: INTO on sharded keyspace");
        var scope = new Scope(outer) { OnlyDual = DualSubqueries.IsOnlyDual(select) };
        var from = new List<TableExpr>();
        foreach (TableExpr table in select.From.Count == 0 ? [new AliasedTable(new TableRef(new TableName("", "dual")), "")] : select.From.ToArray())
        {
            scope.BeginExpression();
            from.Add(BindTable(table, scope, ctes));
            CheckUsing(select, table, scope);
        }
        Signature.Distinct |= select.Distinct;
        var items = new List<SelectItem>();
        foreach (SelectItem item in StarExpansion.Expand(select.Items, scope))
        {
            items.Add(BindItem(item, scope, ctes));
            if (items[^1] is ExprItem { Alias.IsEmpty: false } named)
                scope.Selected.Add(named);
        }
        Expr? where = BindExpr(select.Where, scope, ctes);
        if (Exprs.ContainsAggregate(where))
            throw new RefusedException("", "Invalid use of group function");
        var aliases = new AliasMap(items);
        var groupBy = select.GroupBy.Select(g => Grouping(g, BindExpr(aliases.GroupBy(g, scope), scope, ctes)!, scope)).ToArray();
        HavingRules.Check(select.Having, aliases, items, groupBy, scope);
        Expr? having = BindExpr(aliases.Having(select.Having, scope), scope, ctes);
        var orderBy = select.OrderBy.Select(o => o with { Expr = BindExpr(aliases.OrderBy(o.Expr, scope), scope, ctes)! }).ToArray();
        if (groupBy.Length > 0 || items.Exists(Exprs.ContainsAggregate) || Exprs.ContainsAggregate(having) || Array.Exists(orderBy, Exprs.ContainsAggregate))
            Signature.Aggregation = true;
        Signature.Window |= items.Exists(Exprs.ContainsWindow) || Array.Exists(orderBy, Exprs.ContainsWindow);
        (where, having) = HavingToWhere(where, having);
        WindowRules.Check(select);
        return select with
        {
            With = null,
            From = new NodeList<TableExpr>([.. from]),
            Items = new NodeList<SelectItem>([.. items]),
            Where = where,
            GroupBy = new NodeList<Expr>(groupBy),
            Having = having,
            OrderBy = new NodeList<OrderItem>(orderBy),
            Windows = new NodeList<NamedWindow>([.. select.Windows.Select(w => BindNode(w, scope, ctes))]),
        };
    }

    /// <summary>Vitess loses count of its scopes where the USING of a whole item of FROM fails. Vitess: analyzer.go analyzeUp, scoper.go.</summary>
    private static void CheckUsing(Select select, TableExpr table, Scope scope)
    {
        if (scope.Unresolved is { } join && ReferenceEquals(join, table) && (select.GroupBy.Count > 0 || select.Having is not null || select.OrderBy.Count > 0))
            throw new RefusedException("", "BUG: scope counts did not match");
    }

    /// <summary>An alias of an aggregate is named as it is written where no table could have such a column.</summary>
    private static Expr Grouping(Expr written, Expr bound, Scope scope)
    {
        if (!Exprs.ContainsAggregate(bound))
            return bound;
        Expr named = written is ColumnName column && !ColumnResolver.IsOnTable(column, scope).Found ? written : bound;
        throw new RefusedException("VT03005", $"cannot group on '{Sql.SqlPrinter.Print(named)}'");
    }

    /// <summary>Conjuncts of HAVING that aggregate nothing are WHERE predicates. Vitess: planbuilder/rewrite.go.</summary>
    private static (Expr? Where, Expr? Having) HavingToWhere(Expr? where, Expr? having)
    {
        if (having is null)
            return (where, null);
        List<Expr> conjuncts = Exprs.SplitAnd(having);
        var move = conjuncts.Where(c => !Exprs.ContainsAggregate(c)).ToList();
        if (move.Count == 0)
            return (where, having);
        return (Exprs.And([.. Exprs.SplitAnd(where), .. move]), Exprs.And(conjuncts.Where(Exprs.ContainsAggregate)));
    }

    private Union BindUnion(Union union, Scope? outer, CteScope ctes)
    {
        if (union.Operator != SetOperator.Union)
            throw new NotModelledException("INTERSECT and EXCEPT");
        if (union.Left is not Union)
            _ = FirstSelect(union.Left);
        _ = FirstSelect(union.Right);
        Signature.Union = true;
        Signature.Distinct |= union.Distinct;
        SelectStatement left = BindSelect(union.Left, outer, ctes), right = BindSelect(union.Right, outer, ctes);
        CheckWidths(left, right);
        return union with
        {
            With = null,
            Left = left,
            Right = right,
            OrderBy = new NodeList<OrderItem>([.. union.OrderBy.Select(o => o with { Expr = BindUnionOrder(o.Expr, left, right, outer, ctes) })]),
        };
    }

    private static void CheckWidths(SelectStatement left, SelectStatement right)
    {
        NodeList<SelectItem> a = FirstSelect(left).Items, b = FirstSelect(right).Items;
        if (a.Concat(b).Any(i => i is not ExprItem) || a.Count == b.Count)
            return;
        throw new RefusedException("", $"The used SELECT statements have a different number of columns: {a.Count}, {b.Count}");
    }

    /// <summary>ORDER BY of a union names columns of the first leg; stars that are left give none. Vitess: scoper.go createSpecialScopePostProjection.</summary>
    private Expr BindUnionOrder(Expr expr, SelectStatement left, SelectStatement right, Scope? outer, CteScope ctes)
    {
        var union = new Union(left, right, false);
        CheckLegs(union);
        IReadOnlyList<DerivedColumn>? output = OutputOf(union);
        if (AliasMap.OfOrdinal(expr, FirstSelect(left).Items, "order clause") is { } item)
            return item;
        return Tree.Map(expr, node =>
        {
            if (node is SubqueryExpr subquery)
                return BindExpr(subquery, outer, ctes);
            if (node is not ColumnName column)
                return null;
            if (!column.Qualifier.IsEmpty)
                throw new RefusedException("", $"Table `{column.Qualifier.Name}` from one of the SELECTs cannot be used in global ORDER clause");
            List<DerivedColumn> found = output?.Where(c => c.Name.Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase)).ToList() ?? [];
            if (found.Count == 0)
            {
                Errors.NotUnsharded = new Refused("", $"column '{column.Name}' not found");
                return column;
            }
            if (found.Exists(c => c.Recursive != found[0].Recursive))
                throw new RefusedException("", $"Column '{column.Name}' in field list is ambiguous");
            return column with { Binding = new ColumnBinding(null, found[0].Recursive, found[0].Recursive) };
        });
    }

    private static void CheckLegs(SelectStatement query)
    {
        var widths = new HashSet<int>();
        Tree.Walk(query, node =>
        {
            if (node is Select leg)
                widths.Add(leg.Items.Count(i => i is ExprItem));
            return node is Union;
        });
        if (widths.Count > 1)
            throw new RefusedException("", "The used SELECT statements have a different number of columns");
    }

    public static Select FirstSelect(SelectStatement select)
    {
        while (select is Union union)
            select = union.Left;
        return select as Select ?? throw RefusedException.Unsupported("first table_reference as VALUES");
    }

    /// <summary>The columns that a query gives; null when one is a star.</summary>
    internal static IReadOnlyList<DerivedColumn>? OutputOf(SelectStatement select)
    {
        if (select is Union union)
        {
            IReadOnlyList<DerivedColumn>? left = OutputOf(union.Left), right = OutputOf(union.Right);
            if (left is null || right is null || left.Count != right.Count)
                return null;
            return [.. left.Zip(right, (l, r) => l with { Recursive = l.Recursive.Union(r.Recursive) })];
        }
        var simple = (Select)select;
        if (simple.Items.Any(i => i is not ExprItem))
            return null;
        return [.. simple.Items.Cast<ExprItem>().Select(i => new DerivedColumn(Exprs.NameOf(i), i.Expr, Exprs.OutputDeps(i.Expr, simple.From)))];
    }

    private static bool IsBound(SelectStatement select) => !Exprs.TablesOf(select).IsEmpty;

    private SelectItem BindItem(SelectItem item, Scope scope, CteScope ctes)
    {
        if (item is not ExprItem { Expr: var expr } exprItem)
            return item;
        Expr bound = BindExpr(expr, scope, ctes)!;
        return ReferenceEquals(bound, expr) ? item : exprItem with { Expr = bound };
    }

    private Expr? BindExpr(Expr? expr, Scope? scope, CteScope ctes) => expr is null ? null : BindNode(expr, scope, ctes);

    private T BindNode<T>(T node, Scope? scope, CteScope ctes) where T : Node => Tree.Map(node, inner =>
    {
        switch (inner)
        {
            case ColumnName column:
                return columns.Bind(column, scope);
            case SubqueryExpr { Select: var select } when IsBound(select):
                return inner;
            case SubqueryExpr subquery:
                Signature.Subqueries = true;
                return subquery with { Select = BindSelect(subquery.Select, scope, ctes) };
            case ComparisonExpr { Modifier: not ComparisonModifier.None }:
                Errors.NotSingleRoute = new Refused("VT12001", "unsupported: ANY/ALL/SOME comparison operator");
                return null;
            case ComparisonExpr compared when SubqueryWidth.Differs(compared) is { } width:
                throw new RefusedException("", $"Operand should contain {width} column(s)");
            case ComparisonExpr { Op: ComparisonOp.Equal, Left: TupleExpr left, Right: TupleExpr right } rows when left.Items.Count == right.Items.Count && left.Items.Count > 0:
                return BindNode(Exprs.And(left.Items.Zip(right.Items, (l, r) => (Expr)(rows with { Left = l, Right = r })))!, scope, ctes);
            case LockingFunctionExpr locking:
                throw new RefusedException("", $"{Sql.SqlPrinter.Print(locking)} allowed only with dual");
            default:
                return null;
        }
    });
}
