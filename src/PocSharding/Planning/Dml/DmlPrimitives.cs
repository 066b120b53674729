using PocSharding.Planning.LeafSql;
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
        if (dml.ChangesVindexOfAnyRows && route.All<LimitOp>().Count > 0)
            throw RefusedException.Unsupported("Vindex update should have ORDER BY clause when using LIMIT");
        bool maintains = route.Routing.Opcode != Opcode.None;
        return new Plan.Dml(dml.Verb, PrimitiveBuilder.RoutingOf(context, route.Routing), PrimitiveBuilder.TextOf(context, route))
        {
            Tables = PrimitiveBuilder.TablesOf(route),
            OwnedVindexes = maintains ? dml.Owned : [],
            OwnedVindexQuery = maintains && dml.OwnedQuery is { } owned ? Later.Of((context, route, owned), static q => SqlPrinter.Print(Owned(q.context, q.route, q.owned))) : null,
            TableNames = [dml.Table.Name],
            Reasons = Later.List(route.Routing, RoutingReasons.Of),
        };
    }

    private static Select Owned(PlanContext context, RouteOp route, Select query) => SqlBuilder.Build(context, route) switch
    {
        Update update => query with { From = update.Tables, Where = update.Where, OrderBy = update.OrderBy, Limit = update.Limit },
        Delete delete => query with { From = delete.Tables, Where = delete.Where, OrderBy = delete.OrderBy, Limit = delete.Limit },
        _ => query,
    };
}
