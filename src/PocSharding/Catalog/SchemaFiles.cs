using System.Globalization;
using System.Text;

namespace PocSharding.Catalog;

/// <summary>A text of definitions, and the database that its unqualified names mean where the file's name says so.</summary>
internal sealed record SchemaFile(string Path, string? Database = null);

/// <summary>
/// Which files a path stands for: one file; a folder that mydumper wrote (<c>db.table-schema.sql</c>); or a folder of migrations, in
/// the order in which tools apply them: by path, numbers by value, undo scripts left out.
/// </summary>
internal static class SchemaFiles
{
    private static readonly string[] Endings = [".sql", ".sql.gz", ".sql.zst"];

    public static IReadOnlyList<SchemaFile> Of(string path)
    {
        if (!Directory.Exists(path))
            return [new SchemaFile(path)];
        string[] files = [.. Directory.GetFiles(path, "*", SearchOption.AllDirectories).Where(f => Array.Exists(Endings, e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)))];
        if (files.Length == 0)
            throw new PocShardingException(FailureKind.Unusable, "holds no .sql file; expected a mydumper folder or a folder of migrations", path);
        return Array.Exists(files, IsMydumper) ? Mydumper(files) : [.. files.Where(f => !IsUndo(f)).OrderBy(f => IsRepeatable(f)).ThenBy(f => SortKey(path, f), StringComparer.Ordinal).Select(f => new SchemaFile(f))];
    }

    private static string Stem(string file)
    {
        string name = Path.GetFileName(file);
        return name[..name.IndexOf(".sql", StringComparison.OrdinalIgnoreCase)];
    }

    private static bool IsMydumper(string file) => Stem(file).EndsWith("-schema", StringComparison.Ordinal) || Stem(file).EndsWith("-schema-create", StringComparison.Ordinal);

    /// <summary>mydumper: <c>db-schema-create</c>, <c>db.table-schema</c>, then views, triggers and routines; data files hold no definitions.</summary>
    private static SchemaFile[] Mydumper(string[] files)
    {
        string[] order = ["-schema-create", "-schema", "-schema-view", "-schema-triggers", "-schema-post"];
        return
        [
            .. from file in files
               let stem = Stem(file)
               let rank = Array.FindIndex(order, e => stem.EndsWith(e, StringComparison.Ordinal))
               where rank >= 0
               orderby rank, file
               select new SchemaFile(file, stem[..^order[rank].Length].Split('.')[0]),
        ];
    }

    /// <summary>golang-migrate's .down, Flyway's U…__.</summary>
    private static bool IsUndo(string file)
    {
        string stem = Stem(file);
        return stem.EndsWith(".down", StringComparison.OrdinalIgnoreCase) || stem.Equals("down", StringComparison.OrdinalIgnoreCase) || (stem.Length > 1 && stem[0] == 'U' && char.IsAsciiDigit(stem[1]) && stem.Contains("__", StringComparison.Ordinal));
    }

    /// <summary>Flyway's R__ scripts come last.</summary>
    private static bool IsRepeatable(string file) => Stem(file).StartsWith("R__", StringComparison.Ordinal);

    /// <summary>The path below the folder with every number filled up with zeros: V2 stands before V10.</summary>
    private static string SortKey(string folder, string file)
    {
        var key = new StringBuilder();
        string path = Path.GetRelativePath(folder, file).Replace('\\', '/');
        for (int at = 0; at < path.Length;)
        {
            int to = at;
            while (to < path.Length && char.IsAsciiDigit(path[to]))
                to++;
            if (to > at)
                key.Append(path[at..to].PadLeft(20, '0'));
            else
                key.Append(path[to++].ToString(CultureInfo.InvariantCulture));
            at = to;
        }
        return key.ToString();
    }
}
