using System.CommandLine;
using PocSharding.Vitess;

namespace PocSharding.Cli.Commands;

/// <summary><c>keyspace-id</c>: where a vindex sends a value.</summary>
internal sealed class KeyspaceIdCommand() : ToolCommand(CommandGroup.Check, "keyspace-id", "keyspace-id TYPE VALUE", "the keyspace id of a value, and its shard")
{
    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding keyspace-id xxhash 42 --shards -80,80-", "prints b942d776d0f5e66d and its shard, 80-"),
        ("poc-sharding keyspace-id multicol 1,255 --param column_count=2", "several columns, a parameter of the type"),
        ("poc-sharding keyspace-id --batch values.tsv", "adds the keyspace id in hex, none, error or a key range to each line: type, parameters, value type, value in hex"),
    ];

    protected override void Configure(Command command)
    {
        var type = new Argument<string?>("TYPE") { Arity = ArgumentArity.ZeroOrOne, Description = "vindex type: xxhash, unicode_loose_xxhash, hash, …" };
        var value = new Argument<string?>("VALUE") { Arity = ArgumentArity.ZeroOrOne, Description = "the value; a whole number counts as one" };
        var shards = new Option<string?>("--shards") { HelpName = "LIST", Description = "shards by their key ranges, such as -80,80-" };
        var parameters = new Option<string[]>("--param") { HelpName = "NAME=VALUE", Description = "a parameter of the vindex; may stand several times" };
        Option<string?> batch = BatchOptions.Batch("type, parameters, value type, value(s) in hex, separated by tabs"), output = BatchOptions.Output();
        command.Add(type);
        command.Add(value);
        foreach (Option option in (Option[])[shards, parameters, batch, output])
            command.Add(option);
        command.SetAction((parsed, cancel) =>
        {
            TextWriter console = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(batch) is { } file)
                BatchOptions.Run(file, parsed.GetValue(output), console, cancel, (line, _) => KeyspaceIds.BatchLine(line));
            else if (parsed.GetValue(type) is { } name && parsed.GetValue(value) is { } text)
                Print(KeyspaceIds.Of(name, text, Parameters(parsed.GetValue(parameters) ?? []), parsed.GetValue(shards)), console);
            else
                throw new PocShardingException(FailureKind.Usage, "expected TYPE and VALUE, or --batch FILE");
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static void Print(KeyspaceIdAnswer answer, TextWriter console) =>
        console.WriteLine(answer.Shards.Count == 0 ? answer.Text : $"{answer.Text}\t{string.Join(' ', answer.Shards)}");

    private static Dictionary<string, string> Parameters(string[] pairs)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new PocShardingException(FailureKind.Usage, $"'{pair}' is no NAME=VALUE", "--param");
            parameters[pair[..equals]] = pair[(equals + 1)..];
        }
        return parameters;
    }
}
