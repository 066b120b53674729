using System.Text;

namespace PocSharding.Catalog;

/// <summary>Reads a file of definitions into memory, line for line, without what defines nothing: a dump's data, and the undo half of a migration.</summary>
internal static class SchemaText
{
    public const string Expected = "CREATE TABLE statements, as mysqldump --no-data writes them";

    /// <summary>A line that begins with INSERT and is as long as this is data: mysqldump writes a statement a line.</summary>
    private const int LongestKeptInsert = 1 << 14;

    private const int LargestText = 1 << 30;

    /// <summary>goose, dbmate and sql-migrate keep both directions in one file.</summary>
    private static readonly string[] UndoMarks = ["-- +goose Down", "-- migrate:down", "-- +migrate Down", "-- +micrate Down", "-- rollback"];

    public static ReadOnlyMemory<byte> Read(string path)
    {
        using InputFile input = InputFile.Open(path, Expected);
        using var text = new MemoryStream();
        var lines = new LineBuffer(input.Content);
        for (int to = lines.LineEnd(0); to > 0; to = lines.LineEnd(0))
        {
            ReadOnlySpan<byte> line = lines.Span[..to];
            if (IsUndoMark(line))
                break;
            text.Write(line.Length > LongestKeptInsert && line.StartsWith("INSERT"u8) ? "\n"u8 : line);
            if (text.Length > LargestText)
                throw new PocShardingException(FailureKind.Unusable, $"holds over 1 GB of statements; expected {Expected}", path);
            lines.Advance(to);
        }
        if (lines.Failure is { } failure)
            throw new PocShardingException(FailureKind.Unusable, $"cannot be read to its end ({failure})", path);
        return ShowCreateText.ToScript(text.ToArray());
    }

    private static bool IsUndoMark(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("--"u8))
            return false;
        string text = Encoding.UTF8.GetString(line).Trim();
        return Array.Exists(UndoMarks, m => text.StartsWith(m, StringComparison.OrdinalIgnoreCase));
    }
}
