using System.Text;

namespace PocSharding.Tests.Workload;

/// <summary>Writes logs as a server would, in files that go away with it.</summary>
internal sealed class LogText : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("poc-sharding-").FullName;

    public static string Entry(string statement, int session = 9, string? database = null, double seconds = 0.001, string user = "app") =>
        $"# Time: 2026-11-23T11:37:53.476487Z\n# User@Host: {user}[{user}] @  [127.0.0.1]  Id:    {session}\n"
        + FormattableString.Invariant($"# Query_time: {seconds:F6}  Lock_time: 0.000004 Rows_sent: 3  Rows_examined: 17\n")
        + (database is null ? "" : $"use {database};\n") + $"SET timestamp=1795433873;\n{statement};\n";

    public static string Entries(params string[] statements) => string.Concat(statements.Select(s => Entry(s)));

    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public string File(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public WorkloadProfile Load(string text) => WorkloadProfile.Load(File("slow.log", text));

    public string Folder => folder;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
