using PocSharding.Planning;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Vitess;

namespace PocSharding;

public sealed partial class VSchema
{
    private TrackedSchema? tracked;

    /// <summary>
    /// Plans one query as vtgate would. Where a schema is given, the tables that the VSchema lists have its columns and keys, as with vtgate's schema
    /// tracking; else what the VSchema says.
    /// </summary>
    /// <param name="sql">The query's text.</param>
    /// <param name="schema">The tables; without it an unlisted column is unknown, and so are primary and foreign keys.</param>
    /// <param name="database">The keyspace that the application selects; null for none.</param>
    /// <exception cref="PocShardingException">The text is no statement that our parser reads; the place is line and column.</exception>
    public QueryPlan Plan(string sql, DatabaseSchema? schema = null, string? database = null)
    {
        ParseResult parsed = SqlParser.Parse(sql);
        if (parsed.Error is { } error)
            throw new PocShardingException(FailureKind.Unusable, error.ToString(), "query");
        if (parsed.Statement is null)
            throw new PocShardingException(FailureKind.Unusable, "there is no statement in the text", "query");
        VSchemaModel model = schema is null ? Model : Tracked(schema);
        Analysis analysis = Planner.Analyze(parsed.Statement, TableCatalog.From(model, database), PlanningMode.Parameterized);
        return new QueryPlan(sql, Planner.Route(analysis, model, database), analysis.ArgumentOffsets);
    }

    /// <summary>The model with what schema tracking knows; kept for the next query over the same schema.</summary>
    private VSchemaModel Tracked(DatabaseSchema schema)
    {
        if (tracked is { } known && ReferenceEquals(known.Schema, schema))
            return known.Model;
        VSchemaModel model = VSchemaBuilder.Build(Document);
        SchemaFacts.Apply(model, schema);
        tracked = new TrackedSchema(schema, model);
        return model;
    }

    private sealed record TrackedSchema(DatabaseSchema Schema, VSchemaModel Model);
}
