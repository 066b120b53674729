namespace PocSharding.Cli;

/// <summary>A file that appears whole or not at all: written beside its place, then moved over it.</summary>
internal static class OutputFile
{
    /// <summary>Writes through <paramref name="write"/>; to <paramref name="console"/> where no path is given.</summary>
    public static void Write(string? path, TextWriter console, Action<TextWriter> write)
    {
        if (path is null)
        {
            write(console);
            return;
        }
        string full = Path.GetFullPath(path), partial = $"{full}.{Environment.ProcessId}.partial";
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        try
        {
            using (var file = new StreamWriter(partial) { NewLine = "\n" })
                write(file);
            File.Move(partial, full, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
