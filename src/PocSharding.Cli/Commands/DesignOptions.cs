using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using PocSharding.Output;

namespace PocSharding.Cli.Commands;

/// <summary>The options of the commands that design: what for, where to, how long.</summary>
internal sealed class DesignOptions
{
    private readonly Option<int> shards = new("--shards") { HelpName = "N", DefaultValueFactory = _ => new AdvisorOptions().Shards, Description = "shards of the sharded keyspace (default: 8)" };
    private readonly Option<double> scale = new("--scale") { HelpName = "K", DefaultValueFactory = _ => 1, Description = "production has K times the key values, rows and bytes (default: 1)" };
    private readonly Option<string?> database = new("--database") { HelpName = "KEYSPACE", Description = "the keyspace that the application selects (default: none, names resolve over all keyspaces)" };
    private readonly Option<(string, string)?> keyspaces = new("--keyspaces") { HelpName = "SHARDED,UNSHARDED", CustomParser = Keyspaces, Description = "names of the two keyspaces (default: the dump's database, and main)" };
    private readonly Option<TimeSpan> timeLimit = new("--time-limit") { HelpName = "TIME", CustomParser = TimeSpanText.Parse, DefaultValueFactory = _ => new AdvisorOptions().TimeLimit, Description = "best design found within it, with its proven gap (default: 30s)" };
    private readonly Option<string?> output = new("--out", "-o") { HelpName = "DIR", Description = "write vschema/KEYSPACE.json, proposal.json and report.md there: all of them or none" };
    private readonly Option<bool> force = new("--force") { Description = "write even where DIR holds something that is not ours" };
    private readonly Option<bool> json = new("--json") { Description = "print proposal.json instead of the one-screen answer" };
    private readonly Option<bool> quiet = new("--quiet") { Description = "print nothing but errors" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[shards, scale, database, keyspaces, timeLimit, output, force, json, quiet])
            command.Add(option);
    }

    public bool Quiet(ParseResult parsed) => parsed.GetValue(quiet);

    public AdvisorOptions Read(ParseResult parsed) => new()
    {
        Shards = parsed.GetValue(shards),
        Scale = parsed.GetValue(scale),
        Database = parsed.GetValue(database),
        Keyspaces = parsed.GetValue(keyspaces),
        TimeLimit = parsed.GetValue(timeLimit),
    };

    /// <summary>Saves and prints a proposal.</summary>
    public void Deliver(ParseResult parsed, Proposal proposal)
    {
        string? folder = parsed.GetValue(output);
        if (folder is not null)
            proposal.Save(folder, parsed.GetValue(force));
        if (Quiet(parsed))
            return;
        TextWriter console = parsed.InvocationConfiguration.Output;
        console.WriteLine(parsed.GetValue(json) ? Encoding.UTF8.GetString(ProposalJson.Write(proposal)) : proposal.ToString());
        if (folder is not null && !parsed.GetValue(json))
            console.WriteLine($"Written to {folder}: vschema/*.json, proposal.json, report.md");
    }

    private static (string, string)? Keyspaces(ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && result.Tokens[0].Value.Split(',') is [{ Length: > 0 } sharded, { Length: > 0 } unsharded] && sharded != unsharded)
            return (sharded, unsharded);
        result.AddError("--keyspaces expects two different names, SHARDED,UNSHARDED");
        return null;
    }
}
