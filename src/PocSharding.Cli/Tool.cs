using System.CommandLine;
using System.CommandLine.Help;
using PocSharding.Cli.Commands;

namespace PocSharding.Cli;

/// <summary>The command line: the list of commands, and what an exception becomes.</summary>
internal static class Tool
{
    /// <summary>Every command that works, in the order and groups of the help page.</summary>
    public static IReadOnlyList<ToolCommand> Commands { get; } =
    [
        new DemoCommand(),
        new ProposeCommand(),
        new ExplainCommand(),
        new LintCommand(),
        new AlterCommand(),
        new KeyspaceIdCommand(),
        new ParseCommand(),
    ];

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        RootCommand root = Root();
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage)
            return Fail(error, ExitCode.Usage, string.Join(Environment.NewLine, parsed.Errors.Select(e => e.Message)) + $"{Environment.NewLine}Try: poc-sharding {CommandPath(parsed)}--help");
        try
        {
            return parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return Fail(error, ExitCode.Interrupted, "interrupted; nothing was written");
        }
        catch (PocShardingException e)
        {
            return Fail(error, e.Kind == FailureKind.Unusable ? ExitCode.Unusable : ExitCode.Usage, e.Message);
        }
        catch (Exception e)
        {
            return Fail(error, ExitCode.Bug, $"a bug in poc-sharding, please report it: {e}");
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("how a MySQL database shards on Vitess, proved before a row moves.") { TreatUnmatchedTokensAsErrors = true };
        foreach (ToolCommand command in Commands)
            root.Subcommands.Add(command.Build());
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            help.Action = new HelpPage();
        if (Commands.Count > 0)
            root.SetAction(parse => new HelpPage().Invoke(parse));
        return root;
    }

    private static string CommandPath(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    private static int Fail(TextWriter error, int code, string message)
    {
        error.WriteLine($"poc-sharding: {message}");
        return code;
    }
}
