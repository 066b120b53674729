using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Queries;

/// <summary>A SELECT that reads no table: vtgate computes it, or takes a lock. Vitess: select.go handleDualSelects (planner-facts §3.5).</summary>
internal static class DualSelect
{
    /// <summary>Vitess plans such a SELECT before it looks for errors.</summary>
    public static bool IsVtgatesOwn(Statement statement) => statement is Select select && IsPlain(select) && select.Items.Any(i => i is ExprItem { Expr: LockingFunctionExpr });

    public static Primitive? TryPlan(PlanContext context, Select select)
    {
        if (!IsPlain(select))
            return null;
        bool locks = false;
        foreach (SelectItem item in select.Items)
        {
            if (item is ExprItem { Expr: LockingFunctionExpr function })
            {
                Evaluable.Require(function.LockName);
                locks = true;
                continue;
            }
            if (locks)
                throw RefusedException.Unsupported($"LOCK function and other expression: [{SqlPrinter.Print(item)}] in same select query");
            if (item is not ExprItem { Expr: not ListArgument } value || !Evaluable.IsValue(value.Expr))
                return null;
        }
        return locks
            ? new NamedPrimitive("Lock", "", []) { Keyspace = context.Resolver.Model.FirstKeyspace }
            : new RowOperator(RowOperatorKind.Projection, new NamedPrimitive("SingleRow", "", [])) { Detail = Later.Of(select.Items, static list => string.Join(", ", list.Select(i => SqlPrinter.Print(i)))) };
    }

    private static bool IsPlain(Select select) =>
        DualSubqueries.IsOnlyDual(select)
        && select is { Where: null, GroupBy.Count: 0, Having: null, OrderBy.Count: 0, Distinct: false, Lock: null }
        && IsHarmless(select.Limit);

    private static bool IsHarmless(Limit? limit) => limit is null or { Offset: null, RowCount: Literal { Text: not "0" } };
}
