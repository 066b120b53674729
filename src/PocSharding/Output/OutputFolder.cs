using System.Text.Json;

namespace PocSharding.Output;

/// <summary>Puts files into a folder whole or not at all: they are written beside it first and then moved in.</summary>
internal static class OutputFolder
{
    private const string Marker = "proposal.json";

    /// <summary>Refuses a folder that holds anything but an earlier proposal.</summary>
    public static void Check(string directory, bool force)
    {
        if (File.Exists(directory))
            throw new PocShardingException(FailureKind.OutputNotOurs, "is a file, not a folder", directory);
        if (!force && Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any() && !IsOurs(directory))
            throw new PocShardingException(FailureKind.OutputNotOurs, "the folder holds something that is not ours; choose another, or use --force", directory);
    }

    /// <param name="directory">The folder.</param>
    /// <param name="files">Contents by relative path.</param>
    /// <param name="force">Write even where the folder is not ours.</param>
    public static void Write(string directory, IReadOnlyDictionary<string, byte[]> files, bool force)
    {
        Check(directory, force);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        string beside = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            foreach ((string path, byte[] content) in files)
                WriteFile(Path.Combine(beside, path), content);
            MoveIn(beside, target, files.Keys);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new PocShardingException(FailureKind.Usage, "cannot write: " + failed.Message, directory);
        }
        finally
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
        }
    }

    private static void WriteFile(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private static void MoveIn(string beside, string target, IEnumerable<string> paths)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(beside, target);
            return;
        }
        foreach (string path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, path))!);
            File.Move(Path.Combine(beside, path), Path.Combine(target, path), overwrite: true);
        }
        RemoveOldKeyspaces(target, [.. paths.Select(p => Path.GetFullPath(Path.Combine(target, p)))]);
    }

    /// <summary>Keyspaces of the proposal that stood here before.</summary>
    private static void RemoveOldKeyspaces(string target, HashSet<string> written)
    {
        foreach (string old in Directory.GetFiles(Path.Combine(target, "vschema"), "*.json"))
            if (!written.Contains(Path.GetFullPath(old)))
                File.Delete(old);
    }

    private static bool IsOurs(string directory)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, Marker)));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("format", out JsonElement format)
                && format.ValueKind == JsonValueKind.String && format.GetString()!.StartsWith("poc-sharding.", StringComparison.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
