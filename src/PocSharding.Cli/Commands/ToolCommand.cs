using System.CommandLine;

namespace PocSharding.Cli.Commands;

/// <summary>The three groups of the help page.</summary>
internal enum CommandGroup
{
    Decide,
    Prepare,
    Check,
}

/// <summary>One command: its options, what it does, examples for its help page.</summary>
internal abstract class ToolCommand(CommandGroup group, string name, string synopsis, string summary)
{
    public CommandGroup Group { get; } = group;

    public string Name { get; } = name;

    /// <summary>How the command is called, on the tool's help page.</summary>
    public string Synopsis { get; } = synopsis;

    public string Summary { get; } = summary;

    /// <summary>Whole command lines with what they do.</summary>
    public abstract IReadOnlyList<(string CommandLine, string What)> Examples { get; }

    public Command Build()
    {
        var command = new Command(Name, Summary);
        Configure(command);
        return command;
    }

    /// <summary>Adds options and arguments, and sets the action.</summary>
    protected abstract void Configure(Command command);
}
