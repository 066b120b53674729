namespace PocSharding.Catalog;

/// <summary>
/// A result set as the mysql client writes it: tab-separated (<c>--batch</c>), drawn with <c>|</c>, or vertical (<c>\G</c>).
/// Column names compare without case; NULL is null.
/// </summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(long Line, string?[] Cells)> rows = [];
    private bool vertical;

    public IReadOnlyList<(long Line, string?[] Cells)> Rows => rows;

    public bool Has(string column) => columns.ContainsKey(column);

    public string? Cell(string?[] row, string column) => columns.TryGetValue(column, out int at) && at < row.Length ? row[at] : null;

    public static TextTable Read(IEnumerable<string> lines)
    {
        var table = new TextTable();
        long number = 0;
        foreach (string line in lines)
            table.Add(line.TrimEnd('\r'), ++number);
        return table;
    }

    private void Add(string line, long number)
    {
        if (line.Length == 0 || line.StartsWith("+-", StringComparison.Ordinal))
            return;
        if (line.StartsWith("****", StringComparison.Ordinal))
            AddVertical(number);
        else if (IsVertical(line, out int colon))
            SetCell(line[..colon].Trim(), Value(line[(colon + 1)..].Trim()));
        else
            AddRow(Split(line), number);
    }

    private void AddVertical(long number)
    {
        vertical = true;
        rows.Add((number, new string?[columns.Count]));
    }

    private bool IsVertical(string line, out int colon)
    {
        colon = line.IndexOf(':', StringComparison.Ordinal);
        return vertical && colon > 0;
    }

    private void SetCell(string column, string? value)
    {
        if (!columns.TryGetValue(column, out int at))
            columns[column] = at = columns.Count;
        string?[] cells = rows[^1].Cells;
        if (at >= cells.Length)
            Array.Resize(ref cells, at + 1);
        cells[at] = value;
        rows[^1] = (rows[^1].Line, cells);
    }

    private void AddRow(string[] cells, long number)
    {
        if (columns.Count > 0)
            rows.Add((number, [.. cells.Select(Value)]));
        else
            foreach (string name in cells)
                columns.TryAdd(name, columns.Count);
    }

    private static string[] Split(string line) => line[0] == '|' ? [.. line.Trim().Trim('|').Split('|').Select(c => c.Trim())] : line.Split('\t');

    private static string? Value(string text) => text is "NULL" or "\\N" ? null : text;
}
