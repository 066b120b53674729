using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Questions about bound expressions.</summary>
internal static class Exprs
{
    /// <summary>The conjuncts of a predicate, left to right.</summary>
    public static List<Expr> SplitAnd(Expr? predicate)
    {
        var conjuncts = new List<Expr>();
        Collect(predicate, conjuncts);
        return conjuncts;

        static void Collect(Expr? expr, List<Expr> into)
        {
            if (expr is AndExpr and)
            {
                Collect(and.Left, into);
                Collect(and.Right, into);
            }
            else if (expr is not null)
            {
                into.Add(expr);
            }
        }
    }

    /// <summary>The conjunction of the predicates, duplicates left out; null of none.</summary>
    public static Expr? And(IEnumerable<Expr> predicates)
    {
        Expr? result = null;
        var seen = new HashSet<Expr>();
        foreach (Expr predicate in predicates)
            if (seen.Add(predicate))
                result = result is null ? predicate : new AndExpr(result, predicate);
        return result;
    }

    /// <summary>The base tables that an expression needs, columns of derived tables followed to theirs.</summary>
    public static TableSet Deps(Node? expr) => expr switch
    {
        null or Literal or Argument or ListArgument or NullLiteral or BoolLiteral => TableSet.Empty,
        ColumnName column => Binding(column)?.Recursive ?? TableSet.Empty,
        ComparisonExpr { Escape: null } comparison => Deps(comparison.Left).Union(Deps(comparison.Right)),
        AndExpr and => Deps(and.Left).Union(Deps(and.Right)),
        OrExpr or => Deps(or.Left).Union(Deps(or.Right)),
        IsExpr test => Deps(test.Operand),
        _ => DepsOfAny(expr),
    };

    private static TableSet DepsOfAny(Node? expr)
    {
        TableSet set = TableSet.Empty;
        Visit(expr, binding => set = set.Union(binding.Recursive));
        return set;
    }

    /// <summary>The same with the tables of subqueries in it: they stand on one side of a join, merged.</summary>
    public static TableSet DepsWithin(Node? expr)
    {
        TableSet set = TableSet.Empty;
        Tree.Walk(expr, node =>
        {
            if (node is ColumnName { Binding: ColumnBinding binding })
                set = set.Union(binding.Recursive);
            return true;
        });
        return set;
    }

    /// <summary>The same for a select item: <c>count(*)</c> needs all tables of its FROM.</summary>
    public static TableSet OutputDeps(Expr expr, NodeList<TableExpr> from)
    {
        TableSet deps = Deps(expr);
        return Contains(expr, n => n is AggregateExpr { Kind: AggregateKind.CountStar })
            ? from.Aggregate(deps, (set, t) => set.Union(TablesOf(t)))
            : deps;
    }

    /// <summary>The table instances that the expression's columns name.</summary>
    public static TableSet DirectDeps(Node? expr)
    {
        if (expr is ColumnName { Binding: ColumnBinding column })
            return column.Direct;
        TableSet set = TableSet.Empty;
        Visit(expr, binding => set = set.Union(binding.Direct));
        return set;
    }

    public static bool IsBound(ColumnName column) => column.Binding is ColumnBinding;

    public static ColumnBinding? Binding(Expr expr) => (expr as ColumnName)?.Binding as ColumnBinding;

    /// <summary>An aggregate function outside subqueries and not used as a window function.</summary>
    public static bool ContainsAggregate(Node? node) => Contains(node, static n => n is AggregateExpr { Over: null });

    public static bool ContainsWindow(Node? node) => Contains(node, static n => n is WindowFunctionExpr or AggregateExpr { Over: not null });

    public static bool ContainsSubquery(Node? node) => Tree.Contains<SubqueryExpr>(node);

    /// <summary>Whether a node outside subqueries passes the test.</summary>
    public static bool Contains(Node? node, Func<Node, bool> test) => Tree.Any(node, test, static n => n is not SubqueryExpr);

    /// <summary>Whether the expression must come from the input: vtgate cannot compute it.</summary>
    public static bool MustFetch(Node node) => node is ColumnName or AggregateExpr;

    public static bool IsNull(Expr expr) => expr is NullLiteral;

    /// <summary>The name that a select item has outside: its alias, its column, or its text.</summary>
    public static string NameOf(ExprItem item) => item switch
    {
        { Alias.IsEmpty: false } => item.Alias.Text,
        { Expr: ColumnName column } => column.Name.Text,
        _ => Sql.SqlPrinter.Print(item.Expr),
    };

    /// <summary>A subquery needs what it reads from outside; its own tables do not count.</summary>
    private static void Visit(Node? expr, Action<ColumnBinding> found) => Tree.Walk(expr, node =>
    {
        switch (node)
        {
            case ColumnName { Binding: ColumnBinding binding }:
                found(binding);
                return true;
            case SubqueryExpr subquery:
                TableSet own = TablesOf(subquery.Select);
                Visit(subquery.Select, inner => found(inner with { Direct = inner.Direct.Without(own), Recursive = inner.Recursive.Without(own) }));
                return false;
            default:
                return true;
        }
    });

    /// <summary>The instances that a query names anywhere in its text.</summary>
    public static TableSet TablesOf(Node query)
    {
        TableSet set = TableSet.Empty;
        Tree.Walk(query, node =>
        {
            if (node is AliasedTable { Instance: >= 0 } table)
                set = set.Union(TableSet.Of(table.Instance));
            return true;
        });
        return set;
    }
}
