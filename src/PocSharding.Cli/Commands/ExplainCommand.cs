using System.CommandLine;
using PocSharding.Planning;
using PocSharding.Vitess;

namespace PocSharding.Cli.Commands;

/// <summary><c>explain</c>: what vtgate does with one query, or with a file of them.</summary>
internal sealed class ExplainCommand() : ToolCommand(CommandGroup.Decide, "explain", "explain \"SQL\" --vschema V", "what vtgate does with one query, step by step")
{
    private readonly Argument<string?> sql = new("SQL") { Arity = ArgumentArity.ZeroOrOne, Description = "the query" };
    private readonly Option<string> vschema = new("--vschema") { HelpName = "FILE|DIR", Required = true, Description = "a VSchema: one file, or a folder with one KEYSPACE.json for each keyspace" };
    private readonly Option<bool> tree = new("--tree") { Description = "a readable tree with the reason of each step, instead of Vitess's EXPLAIN JSON" };
    private readonly Option<string> mode = new("--mode") { HelpName = "MODE", DefaultValueFactory = _ => "parameterized", Description = "parameterized (text protocol, the default), prepared or literal" };
    private readonly Option<string?> database = new("--database") { HelpName = "KEYSPACE", Description = "the keyspace that the connection selected (default: none)" };
    private readonly Option<string?> primaryKeys = new("--primary-keys") { HelpName = "FILE", Description = "tab-separated: table, columns" };
    private readonly Option<string?> uniqueKeys = new("--unique-keys") { HelpName = "FILE", Description = "tab-separated: table, columns" };
    private readonly Option<string?> foreignKeys = new("--foreign-keys") { HelpName = "FILE", Description = "tab-separated: child, columns, parent, columns, ON DELETE, ON UPDATE" };
    private readonly Option<string?> foreignKeyMode = new("--foreign-key-mode") { HelpName = "MODE", Description = "managed: vtgate keeps the foreign keys of every keyspace" };
    private readonly Option<string?> batch = BatchOptions.Batch("{\"query\"}");
    private readonly Option<string?> output = BatchOptions.Output();

    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding explain \"select * from orders where user_id = 7\" --vschema out/vschema", "prints the plan as Vitess's EXPLAIN JSON"),
        ("poc-sharding explain \"select * from orders where user_id = 7\" --vschema out/vschema --tree", "prints it as a tree: which predicate chose the vindex, what did not merge and why"),
        ("poc-sharding explain --batch queries.jsonl --vschema vschema.json --primary-keys pk.tsv -o plans.jsonl", "plans each {\"query\"}: {\"q\", \"type\", \"plan\"}, {\"q\", \"error\"} or {\"q\", \"not_modelled\"}"),
    ];

    protected override void Configure(Command command)
    {
        command.Add(sql);
        foreach (Option option in (Option[])[vschema, tree, mode, database, primaryKeys, uniqueKeys, foreignKeys, foreignKeyMode, batch, output])
            command.Add(option);
        command.SetAction((parsed, cancel) =>
        {
            BatchExplain planner = Planner(parsed);
            TextWriter console = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(batch) is { } file)
                BatchOptions.Run(file, parsed.GetValue(output), console, cancel, (line, number) => planner.Line(number, JsonLine.Member(line, number, "query")));
            else if (parsed.GetValue(sql) is { } query)
                console.WriteLine(Explain(new QueryPlan(query, planner.Plan(query)), parsed.GetValue(tree)));
            else
                throw new PocShardingException(FailureKind.Usage, "expected a query, or --batch FILE");
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static string Explain(QueryPlan plan, bool asTree) => asTree ? plan.ToTree() : plan.ToJson();

    private BatchExplain Planner(ParseResult parsed)
    {
        VSchemaModel model = VSchema.Load(parsed.GetValue(vschema)!).Model;
        SchemaFacts.Apply(model, Read(parsed.GetValue(primaryKeys)), Read(parsed.GetValue(uniqueKeys)), Read(parsed.GetValue(foreignKeys)));
        if (parsed.GetValue(foreignKeyMode) is { } keys)
            foreach (Keyspace keyspace in model.Keyspaces.Values)
                keyspace.ForeignKeyMode = Known<ForeignKeyMode>(keys, "--foreign-key-mode");
        return new BatchExplain(model, parsed.GetValue(database), Known<PlanningMode>(parsed.GetValue(mode)!, "--mode"));
    }

    private static string? Read(string? path)
    {
        try
        {
            return path is null ? null : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PocShardingException(FailureKind.Unusable, $"cannot be read: {e.Message}", path);
        }
    }

    private static T Known<T>(string text, string option) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) ? value
        : throw new PocShardingException(FailureKind.Usage, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}", option);
}
