namespace PocSharding.Vitess;

/// <summary>A file that a vindex parameter names.</summary>
internal static class ParamFile
{
    public static (string? Text, string? Error) Read(string path)
    {
        try
        {
            return (File.ReadAllText(path), null);
        }
        catch (Exception missing) when (missing is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return (null, $"open {path}: {(missing is UnauthorizedAccessException ? "permission denied" : "no such file or directory")}");
        }
    }
}
