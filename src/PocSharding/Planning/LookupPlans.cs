using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>How vtgate reads the backing table of a lookup vindex. Vitess: planbuilder/route.go, vindexes/lookup_internal.go (planner-facts §5.7).</summary>
internal static class LookupPlans
{
    // A backing table may be found by another lookup, but not without end.
    private const int DeepestLookup = 8;

    private static readonly ConditionalWeakTable<VSchemaModel, ConcurrentDictionary<LookupVindex, Primitive>> Known = new();

    /// <summary>The same for every query, so it is worked out once for a VSchema.</summary>
    public static Primitive Read(PlanContext context, LookupVindex lookup) =>
        Known.GetOrCreateValue(context.Resolver.Model).GetOrAdd(lookup, l => Plan(context, l));

    private static Primitive Plan(PlanContext context, LookupVindex lookup)
    {
        if (context.Resolver.LookupDepth == DeepestLookup)
            throw new NotModelledException($"the backing table of {lookup} is found by lookups that go in a circle");
        if (lookup.Table.Length == 0)
            throw new RefusedException("", "syntax error at position 9");
        string from = lookup.From[0];
        TableName table = lookup.Table.Split('.') is [var qualifier, var name] ? new TableName(Unquoted(qualifier), Unquoted(name)) : new TableName("", Unquoted(lookup.Table));
        var column = new ColumnName(from);
        var select = new Select(new NodeList<SelectItem>([new ExprItem(column, Ident.None), new ExprItem(new ColumnName(lookup.To), Ident.None)]))
        {
            From = new NodeList<TableExpr>([new AliasedTable(new TableRef(table), "")]),
            Where = new ComparisonExpr(ComparisonOp.In, column, new ListArgument(from)),
        };
        var resolver = new TableResolver(context.Resolver.Model, null) { LookupDepth = context.Resolver.LookupDepth + 1 };
        Analysis analysis = Planner.Analyze(select, TableCatalog.From(resolver.Model), PlanningMode.Literal);
        PlanResult result = StatementPlanner.Plan(analysis, resolver);
        return result is Planned { Root: { } root } ? root : throw new RefusedException("", $"failed to plan the lookup query: [{SqlPrinter.Print(select)}]");
    }

    private static string Unquoted(string name) => name is ['`', .., '`'] ? name[1..^1].Replace("``", "`", StringComparison.Ordinal) : name;
}
