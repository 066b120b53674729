using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Dml;

/// <summary>UPDATE and DELETE over one Route as primitives.</summary>
internal static class DmlPrimitives
{
    public static Primitive Build(PlanContext context, RouteOp route, DmlOp dml)
    {
        if (dml.ChangesVindex && route.All<LimitOp>().Count > 0)
            throw RefusedException.Unsupported($"Vindex update should have ORDER BY clause when using LIMIT");
        bool maintains = route.Routing.Opcode != Opcode.None;
        Func<string> text = () => SqlPrinter.Print(SqlBuilder.Build(context, route));
        return new Plan.Dml(dml.Verb, PrimitiveBuilder.RoutingOf(context, route.Routing), text)
        {
            Tables = [.. PrimitiveBuilder.TablesOf(route)],
            OwnedVindexes = maintains ? dml.Owned : [],
            OwnedVindexQuery = maintains && dml.OwnedQuery is { } owned ? () => SqlPrinter.Print(Owned(context, route, owned)) : null,
            TableNames = [dml.Table.Name],
            Reasons = new LaterList<Reason>(() => RoutingReasons.Of(route.Routing)),
        };
    }

    private static Select Owned(PlanContext context, RouteOp route, Select query) => SqlBuilder.Build(context, route) switch
    {
        Update update => query with { From = update.Tables, Where = update.Where, OrderBy = update.OrderBy, Limit = update.Limit },
        Delete delete => query with { From = delete.Tables, Where = delete.Where, OrderBy = delete.OrderBy, Limit = delete.Limit },
        _ => query,
    };
}
