using PocSharding.Planning.Plan;
using PocSharding.Planning.Queries;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>Which literals the planner sees as values. Vitess: sqlparser/normalizer.go (planner-facts §22).</summary>
internal enum PlanningMode
{
    /// <summary>Text protocol: literals become bind variables first. What a customer's cluster does.</summary>
    Parameterized,

    /// <summary>Prepare and Execute: only <c>?</c> are bind variables.</summary>
    Prepared,

    /// <summary>As Vitess's test cases.</summary>
    Literal,
}

/// <summary>The two steps of planning: a statement is analyzed once, then routed over any number of VSchemas.</summary>
internal static class Planner
{
    // Rules recurse over trees with a few frames at each level: a statement deeper than this is planned on a stack of its own.
    private const int DeepLevels = 200;

    /// <summary>Normalizes the statement and binds its names.</summary>
    public static Analysis Analyze(Statement statement, TableCatalog catalog, PlanningMode mode)
    {
        statement = new SessionRewrites(catalog).Run(statement);
        (List<string> arguments, bool deep) = ArgumentsOf(statement);
        return deep ? DeeplyUnderstood(statement, catalog, mode, arguments) : Understand(statement, catalog, mode, arguments, deep: false);
    }

    private static Analysis DeeplyUnderstood(Statement statement, TableCatalog catalog, PlanningMode mode, List<string> arguments) =>
        DeepStack.Continue(() => Understand(statement, catalog, mode, arguments, deep: true));

    private static Analysis Understand(Statement statement, TableCatalog catalog, PlanningMode mode, List<string> arguments, bool deep)
    {
        var names = new ReservedNames(arguments);
        Normalizer? normalizer = mode == PlanningMode.Parameterized && statement is (SelectStatement or Insert or Update or Delete) ? new Normalizer(names) : null;
        Statement normalized = AstRewrites.Run(AstRewrites.Values(statement));
        normalized = DualSubqueries.Run(normalizer?.Run(normalized) ?? normalized);
        (normalized, Refused? early) = Early(normalized);
        var binder = new Binder(catalog);
        Statement sent = normalized;
        if (normalized is Select { CalcFoundRows: true } flagged)
            normalized = flagged with { CalcFoundRows = false };
        (Statement bound, Refused? error, string? notModelled) = Bind(binder, normalized);
        return new Analysis
        {
            Normalized = normalized,
            Bound = bound,
            Tables = binder.Instances,
            NamedTables = TableNames.Of(statement),
            Errors = binder.Errors,
            Signature = binder.Signature,
            Names = names,
            Catalog = catalog,
            Mode = mode,
            IsDeep = deep,
            Error = early ?? error,
            RefusedEverywhere = early is not null,
            NotModelled = notModelled,
            FoundRows = statement is Select { CalcFoundRows: true, Limit: not null }
                ? (Analyze(normalized, catalog, PlanningMode.Prepared).Sending(sent), Analyze(FoundRowsQuery.Of((Select)normalized), catalog, PlanningMode.Prepared))
                : null,
            ArgumentOffsets = normalizer?.Offsets ?? new Dictionary<string, List<int>>(),
        };
    }

    /// <summary>Binds a statement that planning itself made; its literals are as they are.</summary>
    public static Analysis AnalyzeAgain(Analysis origin, Statement statement, ReservedNames names)
    {
        var binder = new Binder(origin.Catalog);
        (Statement bound, Refused? error, string? notModelled) = Bind(binder, statement);
        return new Analysis
        {
            Normalized = statement,
            Bound = bound,
            Tables = binder.Instances,
            NamedTables = [],
            Errors = binder.Errors,
            Signature = binder.Signature,
            Names = names,
            Catalog = origin.Catalog,
            Mode = origin.Mode,
            Error = error,
            NotModelled = notModelled,
        };
    }

    /// <summary>Plans an analyzed statement over a VSchema, with or without a selected keyspace. Safe to call from several threads.</summary>
    public static PlanResult Route(Analysis analysis, VSchemaModel vschema, string? database = null) => Route(analysis, new TableResolver(vschema, database));

    /// <summary>The same for a session: what it targets and has prepared, which keyspace serves <c>dual</c>.</summary>
    public static PlanResult Route(Analysis analysis, TableResolver resolver) => analysis.IsDeep ? DeeplyRouted(analysis, resolver) : Routed(analysis, resolver);

    private static PlanResult DeeplyRouted(Analysis analysis, TableResolver resolver) => DeepStack.Continue(() => Routed(analysis, resolver));

    private static PlanResult Routed(Analysis analysis, TableResolver resolver)
    {
        try
        {
            return StatementPlanner.Plan(analysis, resolver);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
        catch (Exception failure)
        {
            return new NotModelled(Why(failure));
        }
    }

    private static (Statement Bound, Refused? Error, string? NotModelled) Bind(Binder binder, Statement normalized)
    {
        try
        {
            return (binder.Bind(normalized), null, null);
        }
        catch (RefusedException refused)
        {
            return (normalized, refused.Refusal, null);
        }
        catch (Exception failure)
        {
            return (normalized, null, Why(failure));
        }
    }

    /// <summary>What Vitess refuses before it looks at any table.</summary>
    private static (Statement Normalized, Refused? Error) Early(Statement statement)
    {
        if (statement is Update { With: not null } or Delete { With: not null })
            return (statement, RefusedException.Unsupported($"WITH expression in {StatementPlanner.QueryType(statement)} statement").Refusal);
        if (Tree.Contains<AssignmentExpr>(statement))
            return (statement, RefusedException.Unsupported("Assignment expression").Refusal);
        try
        {
            SessionFunctions.Check(statement);
            return (SingleTargetDelete.Run(statement), null);
        }
        catch (RefusedException refused)
        {
            return (statement, refused.Refusal);
        }
    }

    /// <summary>A fault of ours says so: it must not end the work on all other queries.</summary>
    private static string Why(Exception failure) => failure is NotModelledException or MisplacedNodeException
        ? failure.Message
        : $"the planner failed: {failure.GetType().Name} {failure.Message} {failure.StackTrace?.Split('\n')[0].Trim()}";

    /// <summary>The names of arguments in the text, and whether the text is deeply nested.</summary>
    private static (List<string> Names, bool Deep) ArgumentsOf(Statement statement)
    {
        var names = new List<string>();
        int levels = Tree.Walk(statement, node =>
        {
            if (node is Argument argument)
                names.Add(argument.Name);
            else if (node is ListArgument list)
                names.Add(list.Name);
            return true;
        });
        return (names, levels > DeepLevels);
    }
}
