using System.Text;

namespace PocSharding.Catalog;

/// <summary>What the comments at the head of a dump say: <c>-- Host: … Database: shop</c> and <c>-- Server version	9.7.4</c>.</summary>
internal sealed record DumpHeader(string? Database, ServerFlavor? Server)
{
    private const int Searched = 1 << 14;

    public static DumpHeader Read(ReadOnlySpan<byte> text)
    {
        string? database = null;
        ServerFlavor? server = null;
        bool mariaDb = false;
        foreach (string line in Encoding.UTF8.GetString(text[..Math.Min(text.Length, Searched)]).Split('\n'))
        {
            if (!line.StartsWith("--", StringComparison.Ordinal))
                continue;
            mariaDb |= line.StartsWith("-- MariaDB dump", StringComparison.Ordinal);
            if (line.StartsWith("-- Host:", StringComparison.Ordinal) && After(line, "Database:") is { Length: > 0 } name)
                database ??= name;
            else if (After(line, "-- Server version") is { } version)
                server ??= ServerFlavor.Parse(version);
        }
        return new DumpHeader(database, server is null ? null : server with { MariaDb = server.MariaDb || mariaDb });
    }

    private static string? After(string line, string words)
    {
        int at = line.IndexOf(words, StringComparison.Ordinal);
        return at < 0 ? null : line[(at + words.Length)..].Trim();
    }
}
