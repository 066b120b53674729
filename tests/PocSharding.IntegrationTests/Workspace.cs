namespace PocSharding.IntegrationTests;

/// <summary>The repository, and a folder outside it that is removed with the test.</summary>
internal sealed class Workspace : IDisposable
{
    public static string Repository { get; } = FindRepository();

    public string Folder { get; } = Directory.CreateTempSubdirectory("poc-sharding-").FullName;

    /// <summary>A version that no cache has seen.</summary>
    public string Version { get; } = $"0.1.0-test{DateTime.UtcNow.Ticks}";

    public string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>Packs a project into <c>packages/</c> of this folder.</summary>
    public void Pack(string project) =>
        Shell.DotNet(Repository, "pack", System.IO.Path.Combine("src", project), "-c", "Release", "-o", Path("packages"), $"-p:Version={Version}").Succeeded();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRepository()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "PocSharding.sln")))
                return at.FullName;
        throw new DirectoryNotFoundException("PocSharding.sln is in no folder above the tests");
    }
}
