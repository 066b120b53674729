namespace PocSharding.Cli;

/// <summary>One line on a terminal that says how far the work is; nothing where standard error is no terminal.</summary>
internal sealed class ProgressLine : IProgress<AdvisorProgress>, IDisposable
{
    private readonly TextWriter terminal;
    private string shown = "";

    private ProgressLine(TextWriter terminal) => this.terminal = terminal;

    public static ProgressLine? For(TextWriter error, bool quiet) => quiet || Console.IsErrorRedirected ? null : new ProgressLine(error);

    public void Report(AdvisorProgress value)
    {
        string line = value.Done is { } done ? $"{value.Step} {done:P0}" : value.Step;
        if (line == shown)
            return;
        terminal.Write('\r' + line.PadRight(shown.Length));
        shown = line;
    }

    public void Clear()
    {
        if (shown.Length > 0)
            terminal.Write('\r' + new string(' ', shown.Length) + '\r');
        shown = "";
    }

    public void Dispose() => Clear();
}
