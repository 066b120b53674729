using System.CommandLine;
using System.Text;
using PocSharding.Vitess;

namespace PocSharding.Cli.Commands;

/// <summary><c>lint</c>: faults of a VSchema, as Vitess judges it.</summary>
internal sealed class LintCommand() : ToolCommand(CommandGroup.Check, "lint", "lint VSCHEMA", "faults of a VSchema, as vtgate and ApplyVSchema find them")
{
    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding lint vschema/", "lists every fault and oddity; exit code 1 where there is one"),
        ("poc-sharding lint --batch documents.jsonl -o verdicts.jsonl", "answers each {\"vschema\"} with json_error, build_errors, apply_errors, unknown_params as they apply"),
    ];

    protected override void Configure(Command command)
    {
        var path = new Argument<string?>("VSCHEMA") { Arity = ArgumentArity.ZeroOrOne, Description = "a file, or a folder with one KEYSPACE.json for each keyspace" };
        Option<string?> batch = BatchOptions.Batch("{\"vschema\"}"), output = BatchOptions.Output();
        command.Add(path);
        command.Add(batch);
        command.Add(output);
        command.SetAction((parsed, cancel) =>
        {
            TextWriter console = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(path) is { } folder)
                return Task.FromResult(List(VSchema.Load(folder), console));
            if (parsed.GetValue(batch) is not { } file)
                throw new PocShardingException(FailureKind.Usage, "expected a VSchema, or --batch FILE");
            BatchOptions.Run(file, parsed.GetValue(output), console, cancel, (line, number) => LintBatch.Line(number, Encoding.UTF8.GetBytes(line)));
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static int List(VSchema vschema, TextWriter console)
    {
        IReadOnlyList<LintFinding> findings = VSchemaFindings.Of(vschema.Document);
        foreach (LintFinding finding in findings)
            console.WriteLine($"{(finding.Severity == LintSeverity.Error ? "error" : "warning")}: {finding.Place}: {finding.Message}");
        return findings.Count == 0 ? ExitCode.Done : ExitCode.Findings;
    }
}
