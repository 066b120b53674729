namespace PocSharding.Cli;

/// <summary>Lines of a batch input: a file (<c>.zst</c> and <c>.gz</c> are unpacked) or <c>-</c> for standard input.</summary>
internal static class InputLines
{
    public static IEnumerable<string> Read(string path)
    {
        using StreamReader reader = Open(path);
        while (reader.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line))
                yield return line;
    }

    /// <summary>The whole text.</summary>
    public static string All(string path)
    {
        using StreamReader reader = Open(path);
        return reader.ReadToEnd();
    }

    private static StreamReader Open(string path)
    {
        if (path == "-")
            return new StreamReader(Console.OpenStandardInput());
        try
        {
            FileStream file = File.OpenRead(path);
            return new StreamReader(Path.GetExtension(path) switch
            {
                ".zst" => new ZstdSharp.DecompressionStream(file, leaveOpen: false),
                ".gz" => new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress),
                _ => file,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PocShardingException(FailureKind.Unusable, $"cannot be read: {e.Message}", path);
        }
    }
}
