using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;

namespace PocSharding;

public sealed partial class VSchema
{
    /// <summary>Plans one query as vtgate would. Columns are taken from the schema where one is given, else from the VSchema.</summary>
    /// <param name="sql">The query's text.</param>
    /// <param name="schema">The tables; without it an unlisted column is unknown.</param>
    /// <param name="database">The keyspace that the application selects; null for none.</param>
    /// <exception cref="PocShardingException">The text is no statement that our parser reads; the place is line and column.</exception>
    public QueryPlan Plan(string sql, DatabaseSchema? schema = null, string? database = null)
    {
        ParseResult parsed = SqlParser.Parse(sql);
        if (parsed.Error is { } error)
            throw new PocShardingException(FailureKind.Unusable, error.ToString(), "query");
        if (parsed.Statement is null)
            throw new PocShardingException(FailureKind.Unusable, "there is no statement in the text", "query");
        TableCatalog catalog = schema is null ? TableCatalog.From(Model, database) : TableCatalog.From(schema);
        PlanResult result = Planner.Route(Planner.Analyze(parsed.Statement, catalog, PlanningMode.Parameterized), Model, database);
        return new QueryPlan(sql, result);
    }
}
