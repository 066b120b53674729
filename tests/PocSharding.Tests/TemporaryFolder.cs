namespace PocSharding.Tests;

/// <summary>A folder that is removed with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("poc-sharding-").FullName;

    public string File(params string[] parts) => Path.Combine([path, .. parts]);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
