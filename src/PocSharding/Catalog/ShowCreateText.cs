using System.Text;

namespace PocSharding.Catalog;

/// <summary>
/// Makes a script of what the mysql client prints for SHOW CREATE TABLE: vertical (<c>\G</c>), tab-separated (<c>--batch</c>) or drawn
/// with <c>|</c>. Other text is left as it is. Line numbers stay.
/// </summary>
internal static class ShowCreateText
{
    public static byte[] ToScript(byte[] text)
    {
        if (text.AsSpan().IndexOf("Create Table"u8) < 0 && text.AsSpan().IndexOf("Create View"u8) < 0)
            return text;
        string[] lines = Encoding.Latin1.GetString(text).Split('\n');
        Func<string, string>? turn = Array.Exists(lines, l => l.StartsWith("Create Table: ", StringComparison.Ordinal)) ? Vertical
            : Array.Exists(lines, l => l.StartsWith("Table\tCreate Table", StringComparison.Ordinal)) ? Tabbed
            : Array.Exists(lines, l => l.StartsWith('|') && l.Contains("| Create Table", StringComparison.Ordinal)) ? Drawn
            : null;
        return turn is null ? text : Encoding.Latin1.GetBytes(string.Join('\n', lines.Select(turn)) + "\n;");
    }

    private static string Vertical(string line)
    {
        string start = line.TrimStart();
        if (start.StartsWith("*****", StringComparison.Ordinal))
            return ";";
        if (start.StartsWith("Create Table: ", StringComparison.Ordinal) || start.StartsWith("Create View: ", StringComparison.Ordinal))
            return start[(start.IndexOf(':', StringComparison.Ordinal) + 2)..];
        return start.StartsWith("Table: ", StringComparison.Ordinal) || start.StartsWith("View: ", StringComparison.Ordinal) || start.StartsWith("character_set_client: ", StringComparison.Ordinal)
            || start.StartsWith("collation_connection: ", StringComparison.Ordinal) ? "" : line;
    }

    private static string Tabbed(string line)
    {
        string[] cells = line.Split('\t');
        if (cells.Length < 2 || cells[0] is "Table" or "View")
            return "";
        return cells[1].Replace("\\n", " ", StringComparison.Ordinal).Replace("\\t", " ", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) + ";";
    }

    private static string Drawn(string line)
    {
        if (line.StartsWith("+-", StringComparison.Ordinal) || line.Contains("| Create Table", StringComparison.Ordinal))
            return ";";
        int create = line.StartsWith('|') ? line.IndexOf("| CREATE ", StringComparison.Ordinal) : -1;
        string rest = create < 0 ? line : line[(create + 2)..];
        string trimmed = rest.TrimEnd();
        return trimmed.EndsWith('|') ? trimmed[..^1] + ";" : rest;
    }
}
