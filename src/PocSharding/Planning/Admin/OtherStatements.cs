using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Admin;

/// <summary>Statements that no vindex plans, by their kind. Vitess: planbuilder/builder.go createInstructionFor (planner-facts §18).</summary>
internal static class OtherStatements
{
    public static PlanResult Plan(Statement statement, PlanningMode mode, TableResolver resolver) => statement switch
    {
        { RefusedByVitess: { } refused } => new Refused("", refused),
        SetStatement set => SetPlanner.Plan(set, resolver),
        UseStatement => Destinations.Plan("USE", new NamedPrimitive("UpdateTarget", "", [])),
        OtherStatement other when Other(other, mode, resolver) is { } result => result,
        _ => DefinitionPlanner.TryPlan(statement, resolver) ?? new NotModelled("a statement that no vindex plans"),
    };

    private static PlanResult? Other(OtherStatement statement, PlanningMode mode, TableResolver resolver) => statement.Kind switch
    {
        "Show" => ShowPlanner.Plan(statement, resolver),
        "VExplainStmt" when statement.Inner is { } inner => VExplain(statement, inner, mode, resolver),
        "PrepareStmt" => PreparedStatements.Prepare(statement, resolver),
        "ExecuteStmt" => PreparedStatements.Execute(statement, resolver),
        "DeallocateStmt" => PreparedStatements.Deallocate(statement, resolver),
        "LockTables" => Alone(Destinations.Rows, statement),
        "UnlockTables" => Alone(new NamedPrimitive("UnlockTables", "", []), statement),
        _ => SentStatements.TryPlan(statement, resolver),
    };

    private static Planned Alone(Primitive primitive, Statement statement) => Destinations.Plan(StatementPlanner.QueryType(statement), primitive);

    private static PlanResult VExplain(OtherStatement statement, Statement inner, PlanningMode mode, TableResolver resolver)
    {
        if (statement.Option is not ("queries" or "all" or "trace"))
            return Alone(Destinations.Rows, statement);
        bool allowed = statement.Comments.Any(c => c.Contains("EXECUTE_DML_QUERIES", StringComparison.OrdinalIgnoreCase));
        if (inner is Insert or Update or Delete && !allowed)
            return new Refused("VT09008", "vexplain queries/all will actually run queries");
        PlanResult result = Planner.Route(Planner.Analyze(inner, TableCatalog.From(resolver), mode), resolver);
        if (result is not Planned { Root: { } root } planned)
            return result;
        return Destinations.Plan("EXPLAIN", new NamedPrimitive("VEXPLAIN", "", [root]), planned.TablesUsed);
    }
}
