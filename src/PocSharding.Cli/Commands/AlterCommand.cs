using System.CommandLine;
using System.Text;
using PocSharding.Vitess;

namespace PocSharding.Cli.Commands;

/// <summary><c>alter</c>: ALTER VSCHEMA statements applied to a VSchema.</summary>
internal sealed class AlterCommand() : ToolCommand(CommandGroup.Check, "alter", "alter VSCHEMA STATEMENT...", "ALTER VSCHEMA statements applied to one keyspace's VSchema")
{
    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding alter app.json \"alter vschema on orders add vindex xxhash(user_id)\" -o changed.json", "writes the changed keyspace, or says why Vitess refuses"),
        ("poc-sharding alter --batch runs.jsonl -o results.jsonl", "answers each {\"start\", \"statements\"} with {\"q\", \"results\"}"),
    ];

    protected override void Configure(Command command)
    {
        var path = new Argument<string?>("VSCHEMA") { Arity = ArgumentArity.ZeroOrOne, Description = "the file of one keyspace" };
        var statements = new Argument<string[]>("STATEMENT...") { Arity = ArgumentArity.ZeroOrMore, Description = "ALTER VSCHEMA statements, applied in order" };
        Option<string?> batch = BatchOptions.Batch("{\"start\", \"statements\"}"), output = BatchOptions.Output();
        command.Add(path);
        command.Add(statements);
        command.Add(batch);
        command.Add(output);
        command.SetAction((parsed, cancel) =>
        {
            TextWriter console = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(batch) is { } file)
                BatchOptions.Run(file, parsed.GetValue(output), console, cancel, (line, number) => AlterBatch.Line(number, Encoding.UTF8.GetBytes(line)));
            else if (parsed.GetValue(path) is { } vschema)
                Apply(vschema, parsed.GetValue(statements)!, parsed.GetValue(output), console);
            else
                throw new PocShardingException(FailureKind.Usage, "expected a VSchema and statements, or --batch FILE");
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static void Apply(string path, string[] statements, string? output, TextWriter console)
    {
        VSchemaDocument document = VSchema.Load(path).Document;
        if (document.Keyspaces.Count != 1)
            throw new PocShardingException(FailureKind.Usage, $"holds {document.Keyspaces.Count} keyspaces; ALTER VSCHEMA changes one", path);
        (string name, KeyspaceDocument keyspace) = document.Keyspaces.Single();
        foreach (string statement in statements)
        {
            AlterResult result = AlterBatch.Apply(name, keyspace, statement);
            keyspace = result.Keyspace ?? throw new PocShardingException(FailureKind.Unusable, result.Error ?? result.ParseError!, statement);
        }
        OutputFile.Write(output, console, writer => writer.WriteLine(Encoding.UTF8.GetString(VSchemaDocument.ToJson(keyspace))));
    }
}
