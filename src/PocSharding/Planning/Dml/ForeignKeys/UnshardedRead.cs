using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>
/// A SELECT of a foreign key whose tables are all in one unsharded keyspace goes there as it is: it is not looked into, so a condition that never
/// holds does not make it None. Vitess: semantics/analyzer.go canShortCut.
/// </summary>
internal static class UnshardedRead
{
    public static Route? TryPlan(PlanContext context, Select select)
    {
        IReadOnlyList<TableName> names = TableNames.Of(select);
        ResolvedTable[] tables = StatementPlanner.Resolve(names, context.Resolver);
        if (UnshardedShortcut.CommonKeyspace(names, tables) is not { } keyspace)
            return null;
        VTable[] used = [.. tables.Select(t => t.Table!).Where(t => !TableResolver.IsDual(t))];
        return new Route(new Routing(Opcode.Unsharded, keyspace), StatementPlanner.TextOf(Flat(select))) { Tables = used };
    }

    /// <summary>Inner joins are printed as lists, their conditions first.</summary>
    private static Select Flat(Select select)
    {
        var from = new List<TableExpr>();
        var on = new List<Expr>();
        foreach (TableExpr table in select.From)
            Add(table, from, on);
        Expr[] where = [.. on, .. Exprs.SplitAnd(select.Where)];
        return select with { From = new NodeList<TableExpr>([.. from]), Where = Exprs.And(where) };
    }

    private static void Add(TableExpr table, List<TableExpr> from, List<Expr> on)
    {
        if (table is not JoinTable { Kind: JoinKind.Inner } join)
        {
            from.Add(table);
            return;
        }
        Add(join.Left, from, on);
        Add(join.Right, from, on);
        on.AddRange(Exprs.SplitAnd(join.On));
    }
}
