using PocSharding.Planning.Operators;
using PocSharding.Planning.Phases;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Queries;

/// <summary>SELECT and UNION. Vitess: planbuilder/select.go.</summary>
internal static class SelectPlanner
{
    public static Primitive Plan(PlanContext context, SelectStatement query)
    {
        if (query is Select select)
        {
            if (DualSelect.TryPlan(context, select) is { } dual)
                return dual;
            if (context.Analysis.Error is { } error)
                throw new RefusedException(error);
            CheckNext(context, select);
        }
        return PlanOps(context, query);
    }

    private static void CheckNext(PlanContext context, Select select)
    {
        if (select.Items is not [NextItem] || select.From is not [AliasedTable { Source: TableRef name } table])
            return;
        if (context.TableOf(table.Instance) is not { Type: VTableType.Sequence })
            throw new RefusedException("", $"NEXT used on a non-sequence table `{name.Name.Name}`");
    }

    public static Primitive PlanOps(PlanContext context, SelectStatement query)
    {
        Op root = QueryPlanning.Plan(context, OpBuilder.Query(context, query), Binder.FirstSelect(query).Items);
        LockAll(root, query);
        Primitive primitive = PrimitiveBuilder.Build(context, root);
        if (context.NotSingleRoute is { } error && Routes(root) > 1)
            throw new RefusedException(error);
        return primitive;
    }

    private static int Routes(Op root) => root.All<RouteOp>().Count;

    /// <summary>FOR UPDATE and the like go to every Route.</summary>
    private static void LockAll(Op root, SelectStatement query)
    {
        if (query.Lock is null)
            return;
        foreach (RouteOp route in root.All<RouteOp>())
            route.Lock = query.Lock;
    }
}
