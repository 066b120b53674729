using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>Plans one query text after another over one VSchema: <c>explain --batch</c>.</summary>
internal sealed class BatchExplain(TableResolver resolver, PlanningMode mode)
{
    private readonly TableCatalog catalog = TableCatalog.From(resolver);

    public BatchExplain(VSchemaModel model, string? database, PlanningMode mode)
        : this(new TableResolver(model, database), mode)
    {
    }

    /// <summary>The line for a query, JSON without line break.</summary>
    public string Line(int number, string query) => PlanJson.Line(number, Plan(query));

    public PlanResult Plan(string query) => Explain(query).Result;

    /// <summary>The plan with all that can be read off it.</summary>
    public QueryPlan Explain(string query)
    {
        ParseResult parsed = SqlParser.Parse(query);
        if (parsed.Error is { } error)
            return new QueryPlan(query, new Refused("", error.InVitessWords(System.Text.Encoding.UTF8.GetByteCount(query)))) { IsRead = false };
        if (parsed.Statement is null)
            return new QueryPlan(query, new NotModelled("a text without a statement")) { IsRead = false };
        Analysis analysis = Planner.Analyze(parsed.Statement, catalog, mode);
        return new QueryPlan(query, Planner.Route(analysis, resolver), analysis.ArgumentOffsets);
    }
}
