using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>
/// Statements that no vindex plans: what vtgate refuses of them by itself, and the few that it answers alone. Vitess: planbuilder/ddl.go, set.go,
/// show.go, vexplain.go, locktables.go (planner-facts §18).
/// </summary>
internal static class OtherStatements
{
    public static PlanResult Plan(Statement statement, TableResolver resolver) => statement switch
    {
        CreateView view => View(view, resolver) ?? NotPlanned,
        DropTable drop => SameDestination(drop.Tables, resolver),
        RenameTable rename => SameDestination(rename.Renames.Select(r => r.From), resolver),
        CreateRoutine { Kind: "CreateProcedure", Name: var name } when KeyspaceOf(name, resolver) is { Sharded: true } =>
            Unsupported("CREATE PROCEDURE is not supported on sharded keyspaces"),
        SetStatement set when set.Variables.FirstOrDefault(v => v.Value is DefaultExpr && v.Variable.Scope != VariableScope.User) is { } variable =>
            Unsupported($"DEFAULT for @@{variable.Variable.Name.Text}"),
        OtherStatement other => Other(other, resolver),
        _ => NotPlanned,
    };

    private static NotModelled NotPlanned => new("a statement that no vindex plans");

    private static Refused Unsupported(string what) => RefusedException.Unsupported(what).Refusal;

    private static PlanResult Other(OtherStatement statement, TableResolver resolver) => statement.Kind switch
    {
        "DropView" => SameDestination(statement.Tables, resolver),
        "ExplainStmt" when statement.Inner is { } inner && TableNames.Of(inner).Select(n => KeyspaceOf(n, resolver)).Distinct().Count() > 1 =>
            new Refused("VT03031", "EXPLAIN is only supported for single keyspace"),
        "VExplainStmt" when statement.Inner is { } inner => VExplain(statement, inner, resolver),
        "PrepareStmt" => PreparedStatements.Prepare(statement, resolver),
        "ExecuteStmt" => PreparedStatements.Execute(statement, resolver),
        "DeallocateStmt" => PreparedStatements.Deallocate(statement, resolver),
        "LockTables" => Alone("Rows", statement),
        "UnlockTables" => Alone("UnlockTables", statement),
        _ => NotPlanned,
    };

    private static Planned Alone(string primitive, Statement statement)
    {
        var root = new NamedPrimitive(primitive, "", []);
        return new Planned(PlanTypes.Of(root), StatementPlanner.QueryType(statement), root, []);
    }

    private static PlanResult SameDestination(IEnumerable<TableName> tables, TableResolver resolver) =>
        tables.Select(t => KeyspaceOf(t, resolver)).Where(k => k is not null).Distinct().Count() > 1
            ? Unsupported("Tables or Views specified in the query do not belong to the same destination")
            : NotPlanned;

    private static Keyspace? KeyspaceOf(TableName name, TableResolver resolver) =>
        resolver.Resolve(name).Table?.Keyspace
        ?? resolver.Model.Keyspaces.GetValueOrDefault(name.Qualifier.Length > 0 ? name.Qualifier : resolver.Database ?? "");

    private static PlanResult Inner(Statement statement, TableResolver resolver) =>
        Planner.Route(Planner.Analyze(statement, TableCatalog.From(resolver), PlanningMode.Literal), resolver);

    /// <summary>A view's query goes to one place in the view's keyspace, as it stands. Null: vtgate takes it.</summary>
    private static PlanResult? View(CreateView view, TableResolver resolver)
    {
        PlanResult result = Inner(view.Select, resolver);
        if (result is not Planned { Root: { } root } || KeyspaceOf(view.View, resolver) is not { } keyspace)
            return result is Planned ? null : result;
        if (Keyspaces(root).Any(k => !ReferenceEquals(k, keyspace)))
            return Unsupported("Select query does not belong to the same keyspace as the view statement");
        bool simple = root is Route { Routing.Opcode: Opcode.Unsharded or Opcode.EqualUnique or Opcode.Scatter };
        return simple ? null : Unsupported("Complex select queries are not supported in create or alter view statements");
    }

    private static IEnumerable<Keyspace?> Keyspaces(Primitive primitive) =>
        primitive is Route route ? [route.Routing.Keyspace] : primitive.Inputs.SelectMany(Keyspaces);

    private static PlanResult VExplain(OtherStatement statement, Statement inner, TableResolver resolver)
    {
        if (statement.Option is not ("queries" or "all" or "trace"))
            return Alone("Rows", statement);
        bool allowed = statement.Canonical.Contains("EXECUTE_DML_QUERIES", StringComparison.OrdinalIgnoreCase);
        if (inner is Insert or Update or Delete && !allowed)
            return new Refused("VT09008", "vexplain queries/all will actually run queries");
        if (Inner(inner, resolver) is not Planned { Root: { } root } planned)
            return Inner(inner, resolver);
        var explain = new NamedPrimitive("VEXPLAIN", "", [root]);
        return new Planned(PlanTypes.Of(explain), "EXPLAIN", explain, planned.TablesUsed);
    }
}
