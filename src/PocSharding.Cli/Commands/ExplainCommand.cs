using System.CommandLine;
using System.Text;
using PocSharding.Planning;
using PocSharding.Vitess;
using Script = PocSharding.Sql.StatementSplitter;

namespace PocSharding.Cli.Commands;

/// <summary><c>explain</c>: what vtgate does with one query, or with a file of them.</summary>
internal sealed class ExplainCommand() : ToolCommand(CommandGroup.Decide, "explain", "explain \"SQL\" --vschema V", "what vtgate does with one query, step by step")
{
    private readonly Argument<string?> sql = new("SQL") { Arity = ArgumentArity.ZeroOrOne, Description = "the query, or several with ; between them; - reads them from standard input" };
    private readonly Option<string> vschema = new("--vschema") { HelpName = "FILE|DIR", Required = true, Description = "a VSchema: one file, or a folder with one KEYSPACE.json for each keyspace" };
    private readonly Option<string?> queries = new("--queries", "-q") { HelpName = "FILE", Description = "a script of queries with ; between them (- is standard input; .zst and .gz are unpacked)" };
    private readonly Option<bool> tree = new("--tree") { Description = "a readable tree with the reason of each step, instead of Vitess's EXPLAIN JSON" };
    private readonly SchemaOptions schema = new();
    private readonly Option<string> mode = new("--mode") { HelpName = "MODE", DefaultValueFactory = _ => "parameterized", Description = "parameterized (text protocol, the default), prepared or literal" };
    private readonly Option<string?> database = new("--database") { HelpName = "KEYSPACE", Description = "the keyspace that the connection selected (default: none)" };
    private readonly Option<string?> batch = BatchOptions.Batch("{\"query\"}");
    private readonly Option<string?> output = BatchOptions.Output();

    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding explain \"select * from orders where user_id = 7\" --vschema out/vschema", "prints the plan as Vitess's EXPLAIN JSON"),
        ("poc-sharding explain \"select * from orders where user_id = 7\" --vschema out/vschema -s schema.sql --tree", "prints it as a tree: shards, which predicate chose the vindex, what did not merge and why"),
        ("poc-sharding explain -q queries.sql --vschema out/vschema --tree", "explains each query of a script"),
        ("poc-sharding explain --batch queries.jsonl --vschema vschema.json --primary-keys pk.tsv -o plans.jsonl", "plans each {\"query\"}: {\"q\", \"type\", \"plan\"}, {\"q\", \"error\"} or {\"q\", \"not_modelled\"}"),
    ];

    protected override void Configure(Command command)
    {
        command.Add(sql);
        foreach (Option option in (Option[])[vschema, queries, tree, .. schema.All, mode, database, batch, output])
            command.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        string? text = parsed.GetValue(sql), file = parsed.GetValue(queries), lines = parsed.GetValue(batch);
        if (new[] { text, file, lines }.Count(given => given is not null) != 1)
            throw new PocShardingException(FailureKind.Usage, "expected one of: a query, --queries FILE, --batch FILE");
        BatchExplain planner = Planner(parsed);
        TextWriter console = parsed.InvocationConfiguration.Output;
        if (lines is not null)
        {
            BatchOptions.Run(lines, parsed.GetValue(output), console, cancel, (line, number) => planner.Line(number, BatchJson.Text(number, line, "query")));
            return ExitCode.Done;
        }
        string script = file is not null ? InputLines.All(file) : text == "-" ? InputLines.All("-") : text!;
        int understood = 0;
        OutputFile.Write(parsed.GetValue(output), console, writer => understood = Explain(script, planner, parsed.GetValue(tree), writer, cancel));
        return understood > 0 ? ExitCode.Done : ExitCode.Unusable;
    }

    /// <summary>Explains each statement of a script; how many of them are statements that we can read.</summary>
    private static int Explain(string script, BatchExplain planner, bool asTree, TextWriter writer, CancellationToken cancel)
    {
        var statements = Script.Split(Encoding.UTF8.GetBytes(script)).ToList();
        if (statements.Count == 0)
            throw new PocShardingException(FailureKind.Unusable, "there is no statement in the text");
        int understood = 0;
        foreach (var statement in statements)
        {
            cancel.ThrowIfCancellationRequested();
            QueryPlan plan = planner.Explain(Encoding.UTF8.GetString(statement.Text.Span));
            if (statements.Count > 1 && asTree)
                writer.WriteLine($"-- line {statement.Line}: {plan.Sql}");
            writer.WriteLine(asTree ? plan.ToTree() : plan.ToJson());
            understood += plan.IsRead ? 1 : 0;
        }
        return understood;
    }

    private BatchExplain Planner(ParseResult parsed)
    {
        VSchemaModel model = VSchema.Load(parsed.GetValue(vschema)!).Model;
        foreach (Keyspace faulty in model.Keyspaces.Values.Where(k => k.Error is not null))
            parsed.InvocationConfiguration.Error.WriteLine($"poc-sharding: vtgate would not serve keyspace {faulty.Name}: {faulty.Error}");
        schema.Apply(parsed, model);
        string? keyspace = parsed.GetValue(database);
        return new BatchExplain(model, keyspace, SchemaOptions.Known<PlanningMode>(parsed.GetValue(mode)!, "--mode"));
    }
}
