using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Admin;

/// <summary>
/// PREPARE, EXECUTE and DEALLOCATE as statements: vtgate keeps the texts, and runs the plan of a text with its own literals. Vitess: planbuilder/builder.go
/// buildPreparePlan, buildExecuteStmtPlan, buildDeallocateStmtPlan.
/// </summary>
internal static class PreparedStatements
{
    public static PlanResult Prepare(OtherStatement prepare, TableResolver resolver)
    {
        if (prepare.Arguments[0] is not Literal text)
            return new Refused("VT03024", $"'{((VariableExpr)prepare.Arguments[0]).Name.Text}' user defined variable does not exists");
        ParseResult parsed = SqlParser.Parse(text.Text);
        if (parsed.Error is { } error)
            return new Refused("", error.InVitessWords(text.Bytes.Length));
        IEnumerable<Vitess.VTable> tables = StatementPlanner.Resolve(TableNames.Of(parsed.Statement!), resolver).Select(t => t.Table).OfType<Vitess.VTable>();
        return Destinations.Plan("PREPARE", Destinations.Rows, TablesUsed.Sorted(tables, resolver.AnyKeyspace));
    }

    public static PlanResult Execute(OtherStatement execute, TableResolver resolver)
    {
        if (!resolver.Prepared.TryGetValue(execute.Option, out string? text) || SqlParser.Parse(text).Statement is not { } statement)
            return Unknown(execute, "EXECUTE");
        if (Parameters(statement) != execute.Arguments.Count)
            return new Refused("VT03025", "Incorrect arguments to EXECUTE");
        PlanResult result = Planner.Route(Planner.Analyze(statement, TableCatalog.From(resolver), PlanningMode.Prepared), resolver);
        if (result is not Planned { Root: { } root } planned)
            return result;
        return Destinations.Plan("EXECUTE", new NamedPrimitive("EXECUTE", "", [root]), planned.TablesUsed);
    }

    public static PlanResult Deallocate(OtherStatement deallocate, TableResolver resolver) =>
        resolver.Prepared.ContainsKey(deallocate.Option) ? Destinations.Plan("DEALLOCATE_PREPARE", Destinations.Rows) : Unknown(deallocate, "DEALLOCATE PREPARE");

    private static Refused Unknown(OtherStatement statement, string verb) => new("VT09011", $"Unknown prepared statement handler ({statement.Option}) given to {verb}");

    private static int Parameters(Statement statement)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Tree.Walk(statement, node =>
        {
            if (node is Argument argument)
                names.Add(argument.Name);
            return true;
        });
        return names.Count;
    }
}
