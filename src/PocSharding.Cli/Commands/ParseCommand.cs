using System.CommandLine;
using PocSharding.Sql;
using PocSharding.Vitess;

namespace PocSharding.Cli.Commands;

/// <summary><c>parse</c>: what Vitess's parser makes of a statement.</summary>
internal sealed class ParseCommand() : ToolCommand(CommandGroup.Check, "parse", "parse \"SQL\"", "Vitess's canonical form of a statement, or why it does not parse")
{
    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding parse \"SELECT * FROM t WHERE a=1\"", "prints: select * from t where a = 1"),
        ("poc-sharding parse --batch statements.jsonl -o parsed.jsonl", "answers each {\"query\"} with {\"q\", \"statement\", \"canonical\"} or {\"q\", \"error\"}"),
    ];

    protected override void Configure(Command command)
    {
        var sql = new Argument<string?>("SQL") { Arity = ArgumentArity.ZeroOrOne, Description = "the statement" };
        Option<string?> batch = BatchOptions.Batch("{\"query\"}"), output = BatchOptions.Output();
        command.Add(sql);
        command.Add(batch);
        command.Add(output);
        command.SetAction((parsed, cancel) =>
        {
            TextWriter console = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(batch) is { } file)
                BatchOptions.Run(file, parsed.GetValue(output), console, cancel, Answer);
            else if (parsed.GetValue(sql) is { } text)
                return Task.FromResult(Print(text, console));
            else
                throw new PocShardingException(FailureKind.Usage, "expected a statement, or --batch FILE");
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static int Print(string sql, TextWriter console)
    {
        ParseReport report = ParseReport.Of(sql);
        console.WriteLine(report.Canonical ?? report.Error);
        return report.Error is null ? ExitCode.Done : ExitCode.Unusable;
    }

    private static string Answer(string line, int number) => BatchJson.Line(number, ParseReport.Of(BatchJson.Text(number, line, "query")), static (json, report) =>
    {
        if (report.Statement is { } kind)
            json.WriteString("statement", kind);
        if (report.Canonical is { } canonical)
            json.WriteString("canonical", canonical);
        if (report.Error is { } error)
            json.WriteString("error", error);
        if (report.StrictError is { } strict)
            json.WriteString("strict_error", strict);
    });
}
