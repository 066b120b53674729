using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning;

/// <summary>A SELECT that reads no table: vtgate computes it, or takes a lock. Vitess: select.go handleDualSelects (planner-facts §3.5).</summary>
internal static class DualSelect
{
    public static Primitive? TryPlan(PlanContext context, Select select)
    {
        bool onlyDual = select.From is [AliasedTable { Source: TableRef { Name: { Qualifier.Length: 0, Name: "dual" } } }];
        if (Locks(select) is { } locks)
            return Lock(context, select, locks, onlyDual);
        if (!onlyDual || select.Where is not null || select.GroupBy.Count > 0 || select.Having is not null || select.OrderBy.Count > 0 || select.Distinct)
            return null;
        if (select.Lock is not null || !IsHarmless(select.Limit) || !select.Items.All(i => i is ExprItem item && Evaluable.IsValue(item.Expr) && item.Expr is not ListArgument))
            return null;
        return new RowOperator(RowOperatorKind.Projection, new NamedPrimitive("SingleRow", "", [])) { Detail = new Later(() => string.Join(", ", select.Items.Select(i => SqlPrinter.Print(i)))) };
    }

    private static bool IsHarmless(Limit? limit) => limit is null or { Offset: null, RowCount: Literal { Text: not "0" } };

    private static List<LockingFunctionExpr>? Locks(Select select)
    {
        List<LockingFunctionExpr> locks = [];
        foreach (SelectItem item in select.Items)
            Tree.Walk(item, node =>
            {
                if (node is LockingFunctionExpr function)
                    locks.Add(function);
                return node is not SubqueryExpr;
            });
        return locks.Count == 0 ? null : locks;
    }

    private static NamedPrimitive Lock(PlanContext context, Select select, List<LockingFunctionExpr> locks, bool onlyDual)
    {
        if (!onlyDual)
            throw new RefusedException("", $"{SqlPrinter.Print(locks[0])} allowed only with dual");
        foreach (SelectItem item in select.Items)
            if (item is not ExprItem { Expr: LockingFunctionExpr })
                throw RefusedException.Unsupported($"LOCK function and other expression: [{SqlPrinter.Print(item)}] in same select query");
        return new NamedPrimitive("Lock", "", [])
        {
            Keyspace = context.Resolver.Model.FirstKeyspace,
        };
    }
}
