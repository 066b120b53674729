using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>Syntax tree to operators: FROM and WHERE become query graphs and joins, the rest a horizon on top. Vitess: ast_to_op.go (planner-facts §4).</summary>
internal static class OpBuilder
{
    public static Op Query(PlanContext context, SelectStatement query, DerivedAs? derived = null) => query switch
    {
        Select select => new HorizonOp(Where(context, From(context, select.From), select.Where), select) { Derived = derived },
        Union union => new HorizonOp(Legs(context, union), union) { Derived = derived },
        _ => throw new System.Diagnostics.UnreachableException("VALUES is refused when names are bound"),
    };

    private static UnionOp Legs(PlanContext context, Union union)
    {
        if (union.Right is Union)
            throw RefusedException.Unsupported("nesting of UNIONs on the right-hand side");
        Op left = Leg(context, union.Left), right = Leg(context, union.Right);
        NodeList<SelectItem> leftItems = left is UnionOp nested ? nested.Items[0] : Binder.FirstSelect(union.Left).Items;
        return new UnionOp([left, right], [leftItems, Binder.FirstSelect(union.Right).Items], union.Distinct);
    }

    /// <summary>A leg that is a plain union without ORDER BY and LIMIT is flattened later: it needs no horizon of its own.</summary>
    private static Op Leg(PlanContext context, SelectStatement leg) =>
        leg is Union { OrderBy.Count: 0, Limit: null } union ? Legs(context, union) : Query(context, leg);

    public static Op From(PlanContext context, NodeList<TableExpr> tables)
    {
        Op? result = null;
        foreach (TableExpr table in tables)
        {
            Op op = Table(context, table);
            result = result is null ? op : Inner(result, op);
        }
        return result ?? throw new System.Diagnostics.UnreachableException("a query without FROM reads dual");
    }

    private static Op Inner(Op left, Op right) => left is QueryGraphOp l && right is QueryGraphOp r
        ? l.With(r)
        : new LogicalJoinOp(left, right, JoinType.Inner);

    private static Op Table(PlanContext context, TableExpr table) => table switch
    {
        AliasedTable { Source: TableRef } reference => Reference(context, reference),
        AliasedTable { Source: DerivedTable derived } aliased => Derived(context, aliased, derived),
        ParenthesizedTables tables => From(context, tables.Tables),
        JoinTable join => Join(context, join),
        _ => throw new NotModelledException($"a table expression of kind {table.GetType().Name}"),
    };

    private static Op Reference(PlanContext context, AliasedTable table)
    {
        TableInstance instance = context.Instance(table.Instance);
        if (context.Tables[table.Instance].Vindex is { } vindex)
            return new VindexFunctionOp(instance, vindex);
        return new QueryGraphOp([new QueryTable(instance, table)]);
    }

    private static Op Derived(PlanContext context, AliasedTable table, DerivedTable derived)
    {
        TableInstance instance = context.Instance(table.Instance);
        var identity = new DerivedAs(instance, table.Alias, table.Columns);
        return instance.Recursive is { } recursion ? RecurseOp.Build(context, recursion, identity) : Query(context, derived.Select, identity);
    }

    private static Op Join(PlanContext context, JoinTable join)
    {
        if (join.Kind is JoinKind.Natural or JoinKind.NaturalLeft or JoinKind.NaturalRight)
            throw new RefusedException("VT13001", "[BUG] unsupported: natural join");
        Op left = Table(context, join.Left), right = Table(context, join.Right);
        if (join.Kind == JoinKind.Left)
        {
            if (Exprs.ContainsSubquery(join.On))
                throw RefusedException.Unsupported("subquery in outer join predicate");
            return new LogicalJoinOp(left, right, JoinType.Left) { Predicates = [.. Exprs.SplitAnd(join.On).Select(context.PredicateOf)] };
        }
        Op op = join.Kind == JoinKind.Straight ? new LogicalJoinOp(left, right, JoinType.Straight) : Inner(left, right);
        var subqueries = new SubqueryExtraction(context);
        foreach (Expr predicate in Exprs.SplitAnd(join.On))
            if (!subqueries.Take(predicate, op))
                op = op.AddPredicate(context, context.PredicateOf(predicate));
        return subqueries.Around(op);
    }

    /// <summary>Adds the conjuncts of WHERE, constants folded, subqueries taken out.</summary>
    public static Op Where(PlanContext context, Op op, Expr? where)
    {
        var subqueries = new SubqueryExtraction(context);
        return subqueries.Around(Where(context, op, where, subqueries));
    }

    /// <summary>The same, with the subqueries left to the caller.</summary>
    public static Op Where(PlanContext context, Op op, Expr? where, SubqueryExtraction subqueries)
    {
        foreach (Expr conjunct in Exprs.SplitAnd(where))
        {
            if (Constants.Simplify(conjunct) is not { } predicate)
                continue;
            if (subqueries.Take(predicate, op))
                continue;
            op = op.AddPredicate(context, context.PredicateOf(predicate));
            context.Equalities.Add(predicate);
        }
        return op;
    }
}
