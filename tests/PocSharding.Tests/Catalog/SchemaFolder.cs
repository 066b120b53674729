namespace PocSharding.Tests.Catalog;

/// <summary>Files of definitions that go away with it.</summary>
internal sealed class SchemaFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("poc-sharding-").FullName;

    public string File(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public DatabaseSchema Load(string text) => DatabaseSchema.Load(File("schema.sql", text));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
