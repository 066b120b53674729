using System.Text;
using System.Text.Json;

namespace PocSharding.Tests;

/// <summary>Reads ../shared in place. Without it a test is skipped and says so; with CI=true that is a failure.</summary>
internal static class SharedData
{
    /// <summary>The folder that holds PocSharding.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string Folder => System.IO.Path.Combine(Root, "..", "shared");

    public static string Path(params string[] parts)
    {
        if (!Directory.Exists(Folder))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("../shared is missing, and CI=true");
            Assert.Ignore("../shared is absent");
        }
        return System.IO.Path.Combine([Folder, .. parts]);
    }

    /// <summary>The text of a file, unpacked where its name ends in .zst.</summary>
    public static Stream Open(params string[] parts)
    {
        string path = Path(parts);
        FileStream file = File.OpenRead(path);
        return path.EndsWith(".zst", StringComparison.Ordinal) ? new ZstdSharp.DecompressionStream(file) : file;
    }

    public static string Text(params string[] parts)
    {
        using var reader = new StreamReader(Open(parts), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Lines(params string[] parts)
    {
        using var reader = new StreamReader(Open(parts), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                yield return line;
    }

    public static IEnumerable<JsonElement> JsonLines(params string[] parts) => Lines(parts).Select(l => JsonDocument.Parse(l).RootElement);

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "PocSharding.sln")))
                return at.FullName;
        throw new DirectoryNotFoundException("PocSharding.sln is in no folder above the tests");
    }
}
