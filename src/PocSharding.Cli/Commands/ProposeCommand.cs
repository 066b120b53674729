using System.CommandLine;

namespace PocSharding.Cli.Commands;

/// <summary><c>propose</c>: schema and queries in, a VSchema with its reasons out.</summary>
internal sealed class ProposeCommand() : ToolCommand(CommandGroup.Decide, "propose", "propose -s SCHEMA -q LOG...", "schema + queries -> VSchema, report")
{
    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding propose -s schema.sql -q slow.log -o out", "designs for 8 shards and writes out/vschema/*.json, out/proposal.json, out/report.md"),
        ("poc-sharding propose -s schema.sql -q slow.log.1.zst slow.log --stats table_stats.tsv --shards 16 --scale 20", "two parts of one log in order; production has twenty times the key values and bytes"),
        ("zcat slow.log.gz | poc-sharding propose -s schema.sql -q - --json | jq .cost", "reads the log from a pipe, prints JSON"),
    ];

    protected override void Configure(Command command)
    {
        var schema = new Option<string>("--schema", "-s") { HelpName = "FILE|DIR", Required = true, Description = "mysqldump --no-data, or other CREATE TABLE statements" };
        var queries = new Option<string[]>("--queries", "-q") { HelpName = "FILE...", Required = true, AllowMultipleArgumentsPerToken = true, Description = "slow query log, parts in order; .gz and .zst are unpacked, - is standard input" };
        var statistics = new Option<string?>("--stats") { HelpName = "FILE", Description = "information_schema.tables as tab-separated text: rows and bytes" };
        var design = new DesignOptions();
        command.Add(schema);
        command.Add(queries);
        command.Add(statistics);
        design.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, design, parsed.GetValue(schema)!, parsed.GetValue(queries)!, parsed.GetValue(statistics), cancel)));
    }

    /// <summary>The whole job; also of <c>demo</c>.</summary>
    public static int Run(ParseResult parsed, DesignOptions design, string schemaPath, string[] logs, string? statistics, CancellationToken cancel)
    {
        using var progress = ProgressLine.For(parsed.InvocationConfiguration.Error, design.Quiet(parsed));
        DatabaseSchema schema = DatabaseSchema.Load(schemaPath, statistics);
        WorkloadProfile workload = WorkloadProfile.Load(logs, progress, cancel);
        Proposal proposal = ShardingAdvisor.Propose(schema, workload, design.Read(parsed), progress, cancel);
        progress?.Clear();
        cancel.ThrowIfCancellationRequested();
        design.Deliver(parsed, proposal);
        return IsPartial(schema, proposal) ? ExitCode.Partial : ExitCode.Done;
    }

    private static bool IsPartial(DatabaseSchema schema, Proposal proposal)
    {
        StatementShares s = proposal.Statements;
        long skipped = s.NotUnderstood + proposal.Skipped.Sum(k => k.Count), all = s.Planned + s.Refused + s.Unplanned + s.NotModelled + skipped;
        return schema.Skipped.Count > 0 || skipped > 0.005 * all;
    }
}
