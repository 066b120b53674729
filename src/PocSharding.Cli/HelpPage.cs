using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using PocSharding.Cli.Commands;

namespace PocSharding.Cli;

/// <summary><c>--help</c>: of the tool, a table of commands; of a command, its options and examples.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand)
            WriteTool(output);
        else
            WriteCommand(output, parseResult.CommandResult.Command, Tool.Commands.First(c => c.Name == parseResult.CommandResult.Command.Name));
        return ExitCode.Done;
    }

    private static void WriteTool(TextWriter output)
    {
        output.WriteLine("poc-sharding: how a MySQL database shards on Vitess, proved before a row moves.");
        output.WriteLine();
        output.WriteLine("Usage: poc-sharding COMMAND [options]      poc-sharding COMMAND --help");
        foreach (var group in Tool.Commands.GroupBy(c => c.Group).OrderBy(g => g.Key))
        {
            output.WriteLine();
            output.WriteLine(group.Key);
            WriteTable(output, group.Select(c => (c.Synopsis, c.Summary)));
        }
        output.WriteLine();
        output.WriteLine("""
            Exit codes
              0 done  1 findings (lint)  2 done, but over 0.5 % of executions or part of the schema was skipped
              3 nothing usable  64 usage  70 our bug  130 interrupted
            """);
    }

    private static void WriteCommand(TextWriter output, Command command, ToolCommand about)
    {
        output.WriteLine($"poc-sharding {about.Name}: {about.Summary}");
        output.WriteLine();
        output.WriteLine($"Usage: poc-sharding {about.Synopsis}{(command.Options.Any(o => o is not HelpOption) ? " [options]" : "")}");
        if (command.Arguments.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Arguments");
            WriteTable(output, command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description ?? "")));
        }
        output.WriteLine();
        output.WriteLine("Options");
        WriteTable(output, command.Options.Where(o => !o.Hidden && o is not HelpOption).Select(o => (Left(o), o.Description ?? "")).Append(("--help", "this page")));
        output.WriteLine();
        output.WriteLine("Examples");
        foreach ((string commandLine, string what) in about.Examples)
            output.WriteLine($"  {commandLine}{Environment.NewLine}      {what}");
    }

    private static string Left(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(n => n.Length));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private static void WriteTable(TextWriter output, IEnumerable<(string Left, string Right)> rows)
    {
        var list = rows.ToList();
        int width = list.Max(r => r.Left.Length);
        foreach ((string left, string right) in list)
            output.WriteLine($"  {left.PadRight(width)}  {right}");
    }
}
