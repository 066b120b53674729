using System.CommandLine;

namespace PocSharding.Cli.Commands;

/// <summary>The batch form of a command: a line out for each line in.</summary>
internal static class BatchOptions
{
    public static Option<string?> Batch(string reads) => new("--batch") { HelpName = "FILE", Description = $"one answer for each line: {reads} (- is stdin; .zst and .gz are unpacked)" };

    public static Option<string?> Output() => new("--out", "-o") { HelpName = "FILE", Description = "write there instead of to the terminal; appears whole or not at all" };

    /// <summary>Answers every line of <paramref name="batch"/>; the answer gets the line's text and its number from 0.</summary>
    public static void Run(string batch, string? output, TextWriter console, CancellationToken cancel, Func<string, int, string> answer) =>
        OutputFile.Write(output, console, writer =>
        {
            int number = 0;
            foreach (string line in InputLines.Read(batch))
            {
                cancel.ThrowIfCancellationRequested();
                writer.WriteLine(answer(line, number++));
            }
        });
}
