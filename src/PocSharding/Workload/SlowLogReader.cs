using System.Buffers.Text;
using System.Text;
using PocSharding.Catalog;

namespace PocSharding.Workload;

/// <summary>
/// Reads a slow query log entry by entry: MySQL 5.x to 9 (log_slow_extra too), MariaDB, Percona Server. Several logs of one server may
/// follow one another: the database in use is carried from entry to entry, as the server prints <c>use db;</c> only when it changes.
/// </summary>
internal sealed class SlowLogReader(LineBuffer lines, string file, SkippedList skipped)
{
    /// <summary>Longer lines are no header lines; of junk, so much is skipped at a time.</summary>
    public const int LongestLine = 1 << 16;

    private readonly StatementEnd end = new(lines);
    private readonly NameCache users = new();
    private readonly NameCache databases = new();
    private bool afterServerHeader;
    private bool zoned;
    private DateTime? time;

    /// <summary>The server's version line.</summary>
    public string? Server { get; private set; }

    /// <summary><c>Log_slow_rate_limit</c>: only each n-th session or query is in the log.</summary>
    public long? SampleRate { get; private set; }

    /// <summary>Entries that began but could not be read to their end.</summary>
    public long SkippedEntries { get; private set; }

    /// <summary>The database in use at the entry read last; set it to go on with the next file of the same log.</summary>
    public string Database { get; set; } = "";

    /// <summary>Reads the next whole entry; false at the end of the file.</summary>
    public bool Read(out LogEntry entry)
    {
        entry = default;
        while (SkipToEntry())
        {
            entry = new LogEntry { Line = lines.Line, User = "", Session = -1, AfterServerHeader = afterServerHeader };
            if (!ReadHeader(ref entry) || !ReadStatement(ref entry))
                continue;
            afterServerHeader = false;
            return true;
        }
        return false;
    }

    // ---- between entries ----

    private bool SkipToEntry()
    {
        while (true)
        {
            int to = lines.LineEnd(0, LongestLine);
            if (to == 0)
                return false;
            ReadOnlySpan<byte> line = lines.Span[..to];
            if (HeaderText.BeginsEntry(line))
                return true;
            int zeros = line.IndexOfAnyExcept((byte)0);
            if (zeros > 0 && HeaderText.BeginsEntry(line[zeros..]))
                to = zeros;
            SkipLine(line[..to]);
            lines.Advance(to);
        }
    }

    private void SkipLine(ReadOnlySpan<byte> line)
    {
        if (HeaderText.Server(line) is { } version)
        {
            Server ??= version;
            afterServerHeader = true;
            Database = "";
        }
        else if (!line.Trim(" \t\r\n"u8).IsEmpty && !HeaderText.FollowsServer(line))
            skipped.Add(file, lines.Line, "a line that belongs to no entry");
    }

    // ---- header ----

    private bool ReadHeader(ref LogEntry entry)
    {
        bool user = false, figures = false;
        while (true)
        {
            int to = lines.LineEnd(0, LongestLine);
            ReadOnlySpan<byte> line = lines.Span[..to];
            if (line.IsEmpty || line[0] != '#' || line.StartsWith("# administrator command: "u8))
                return figures || Cut(entry.Line, "an entry cut off in its header");
            if ((figures && HeaderText.BeginsEntry(line)) || (user && (HeaderText.IsTime(line) || HeaderText.IsUser(line))))
                return Cut(entry.Line, figures ? "an entry without a statement" : "an entry cut off in its header");
            if (HeaderText.IsTime(line))
                ReadTime(line[8..]);
            else if (HeaderText.IsUser(line))
                user = ReadUser(line, ref entry);
            else if (HeaderText.IsQueryTime(line))
                figures = ReadFigures(line, ref entry);
            else
                ReadOther(line, ref entry);
            lines.Advance(to);
        }
    }

    /// <summary>A time without a zone is left to the line <c>SET timestamp=…;</c>.</summary>
    private void ReadTime(ReadOnlySpan<byte> text)
    {
        DateTime? read = HeaderText.Time(text);
        zoned = read is not null;
        time = read ?? time;
    }

    private bool ReadUser(ReadOnlySpan<byte> line, ref LogEntry entry)
    {
        ReadOnlySpan<byte> rest = line[13..];
        entry.User = users.Get(rest[..rest.IndexOf((byte)'[')].Trim((byte)' '));
        int id = rest.LastIndexOf("Id:"u8);
        if (id >= 0)
            entry.Session = HeaderText.Integer(HeaderText.Value(rest[id..], "Id:"u8));
        return true;
    }

    private bool ReadFigures(ReadOnlySpan<byte> line, ref LogEntry entry)
    {
        entry.QueryTime = Seconds(HeaderText.Value(line, "Query_time: "u8));
        entry.LockTime = Seconds(HeaderText.Value(line, "Lock_time: "u8));
        entry.RowsSent = HeaderText.Integer(HeaderText.Value(line, "Rows_sent: "u8));
        entry.RowsExamined = HeaderText.Integer(HeaderText.Value(line, "Rows_examined: "u8));
        if (HeaderText.Value(line, "Errno: "u8) is { IsEmpty: false } error)
            entry.Error = (int)HeaderText.Integer(error);
        if (entry.Session < 0 && HeaderText.Value(line, "Thread_id: "u8) is { IsEmpty: false } id)
            entry.Session = HeaderText.Integer(id);
        return true;
    }

    /// <summary>Servers whose clock was set back have printed 18446744073709.5: such a time is not one.</summary>
    private double Seconds(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out double value, out _) && value is >= 0 and < 1e9)
            return value;
        skipped.Add(file, lines.Line, "a Query_time or Lock_time that is no time (taken as 0)");
        return 0;
    }

    private void ReadOther(ReadOnlySpan<byte> line, ref LogEntry entry)
    {
        if (HeaderText.Value(line, "Last_errno: "u8) is { IsEmpty: false } error)
            entry.Error = (int)HeaderText.Integer(error);
        if (HeaderText.Value(line, "Thread_id: "u8) is { IsEmpty: false } id)
            entry.Session = HeaderText.Integer(id);
        if (line.IndexOf("Schema: "u8) >= 0)
            entry.Database = databases.Get(HeaderText.Schema(line));
        if (line.StartsWith("# Log_slow_rate"u8) && HeaderText.Integer(HeaderText.Value(line, "limit: "u8)) is > 1 and var rate)
            SampleRate = rate;
        if (!HeaderText.IsKnown(line))
            skipped.Add(file, lines.Line, "an unknown header line (its entry is used)");
    }

    // ---- statement ----

    private bool ReadStatement(ref LogEntry entry)
    {
        ReadPreamble(ref entry);
        entry.Database ??= Database;
        entry.Time = time;
        int to = lines.LineEnd(0, LongestLine);
        if (lines.Span[..to].StartsWith("# administrator command: "u8))
        {
            entry.Administrator = true;
            entry.Text = TrimEnd(25, to);
            lines.Advance(to);
            return true;
        }
        if (HeaderText.BeginsEntry(lines.Span[..to]))
            return Cut(entry.Line, "an entry without a statement");
        int length = end.Find(out bool whole);
        entry.Text = TrimEnd(0, length);
        lines.Advance(length);
        return whole || Cut(entry.Line, length >= StatementEnd.LongestStatement ? "a statement over 128 MB" : "an entry cut off in its statement");
    }

    /// <summary><c>use db;</c> where the database changed, and <c>SET timestamp=…;</c>. A <c>use</c> that nothing follows is the statement itself.</summary>
    private void ReadPreamble(ref LogEntry entry)
    {
        int to = lines.LineEnd(0, LongestLine), next = to;
        if (lines.Span[..to].StartsWith("use "u8))
        {
            next = lines.LineEnd(to, LongestLine);
            Database = databases.Get(Unquote(lines.Span[4..to].Trim(" \r\n;"u8)));
            if (HeaderText.Timestamp(lines.Span[to..next]) is null)
                return;
            lines.Advance(to);
            next -= to;
        }
        if (HeaderText.Timestamp(lines.Span[..next]) is not { } seconds)
            return;
        if (!zoned)
            time = HeaderText.FromUnix(seconds);
        lines.Advance(next);
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> name) =>
        name is [(byte)'`', .., (byte)'`'] ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(name[1..^1]).Replace("``", "`", StringComparison.Ordinal)) : name;

    private ReadOnlyMemory<byte> TrimEnd(int from, int to)
    {
        ReadOnlySpan<byte> text = lines.Span[from..to].TrimEnd(" \t\r\n"u8);
        int length = text is [.., (byte)';'] ? text.Length - 1 : text.Length;
        return lines.Memory(from, from + length);
    }

    private bool Cut(long line, string reason)
    {
        SkippedEntries++;
        skipped.Add(file, line, reason);
        return false;
    }
}
