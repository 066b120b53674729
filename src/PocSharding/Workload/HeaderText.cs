using System.Buffers.Text;
using System.Text;

namespace PocSharding.Workload;

/// <summary>Recognises and reads the lines that servers write around statements. MySQL: sql/log.cc File_query_log::write_slow; MariaDB: sql/log.cc MYSQL_QUERY_LOG::write.</summary>
internal static class HeaderText
{
    private const long UnixEpochSeconds = 62_135_596_800;

    /// <summary>Names that begin a header line, of MySQL, MariaDB and Percona Server.</summary>
    private static readonly string[] Known =
    [
        "Time:", "User@Host:", "Query_time:", "Thread_id:", "Schema:", "Rows_affected:", "Bytes_sent:", "Tmp_tables:", "Tmp_table_sizes:", "QC_hit:", "QC_Hit:", "Full_scan:", "Filesort:",
        "InnoDB_trx_id:", "InnoDB_IO_r_ops:", "InnoDB_rec_lock_wait:", "InnoDB_pages_distinct:", "InnoDB: ", "No InnoDB statistics", "Log_slow_rate_type:", "Log_slow_rate_limit:", "Pages_accessed:",
        "Pages_read_time:", "Stored routine:", "Stored_routine:", "explain:", "Query_ID:", "Warnings:", "Merge_passes:", "Last_errno:", "Killed:", "Row_size:", "administrator command:",
    ];

    /// <summary>Whether an entry may begin with this line.</summary>
    public static bool BeginsEntry(ReadOnlySpan<byte> line) => IsTime(line) || IsUser(line) || IsQueryTime(line);

    public static bool IsTime(ReadOnlySpan<byte> line) => line.StartsWith("# Time: "u8) && line.Length > 14 && (char.IsAsciiDigit((char)line[8]) || line[8] == ' ');

    public static bool IsUser(ReadOnlySpan<byte> line) => line.StartsWith("# User@Host: "u8) && line.Contains((byte)'[');

    public static bool IsQueryTime(ReadOnlySpan<byte> line) => line.StartsWith("# Query_time: "u8) && line.Length > 14 && char.IsAsciiDigit((char)line[14]);

    public static bool IsKnown(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line[1..].Trim((byte)' ');
        foreach (string name in Known)
            if (rest.Length >= name.Length && Ascii.Equals(rest[..name.Length], name))
                return true;
        return rest.Trim("\r\n"u8).IsEmpty;
    }

    /// <summary><c>/usr/sbin/mysqld, Version: 9.7.4 (…). started with:</c>; null for another line.</summary>
    public static string? Server(ReadOnlySpan<byte> line)
    {
        int at = line.IndexOf(", Version: "u8), to = line.LastIndexOf("started with:"u8);
        return at >= 0 && to > at ? Encoding.UTF8.GetString(line[(at + 11)..to].Trim(" .\0"u8)) : null;
    }

    /// <summary>The two lines that follow <see cref="Server"/>.</summary>
    public static bool FollowsServer(ReadOnlySpan<byte> line) =>
        line.StartsWith("Tcp port:"u8) || line.StartsWith("TCP Port:"u8) || (line.StartsWith("Time"u8) && line.IndexOf("Command"u8) > 0 && line.IndexOf("Argument"u8) > 0);

    /// <summary>The text behind <c>name: </c> in the line, to the next blank; empty where the line does not have it.</summary>
    public static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        int at = line.IndexOf(name);
        if (at < 0)
            return default;
        ReadOnlySpan<byte> rest = line[(at + name.Length)..].TrimStart((byte)' ');
        int to = rest.IndexOfAny(" \r\n\t"u8);
        return to < 0 ? rest : rest[..to];
    }

    /// <summary>The value of <c>Schema: </c>: to the next two blanks, so that it may be empty.</summary>
    public static ReadOnlySpan<byte> Schema(ReadOnlySpan<byte> line)
    {
        int at = line.IndexOf("Schema: "u8);
        ReadOnlySpan<byte> rest = line[(at + 8)..].TrimEnd("\r\n"u8);
        int to = rest.IndexOf("  "u8);
        return to < 0 ? rest.Trim((byte)' ') : rest[..to];
    }

    public static long Integer(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long value, out _) ? value : 0;

    /// <summary><c>2026-11-23T11:37:53.476487Z</c>, or with an offset, as UTC; null for the old <c>261123 12:24:54</c>, whose zone no line tells.</summary>
    public static DateTime? Time(ReadOnlySpan<byte> text)
    {
        if (text.Length < 20 || text[10] != 'T' || text[4] != '-' || text[13] != ':')
            return null;
        int year = Two(text) * 100 + Two(text[2..]), month = Two(text[5..]), day = Two(text[8..]), hour = Two(text[11..]), minute = Two(text[14..]), second = Two(text[17..]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return null;
        return new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc) + Fraction(text[19..], out int used) - Offset(text[(19 + used)..]);
    }

    private static int Two(ReadOnlySpan<byte> text) => char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : 99;

    private static TimeSpan Fraction(ReadOnlySpan<byte> text, out int used)
    {
        long ticks = 0, unit = TimeSpan.TicksPerSecond;
        used = 0;
        if (text is not [(byte)'.', ..])
            return default;
        for (used = 1; used < text.Length && char.IsAsciiDigit((char)text[used]); used++)
            ticks += (text[used] - '0') * (unit /= 10);
        return new TimeSpan(ticks);
    }

    private static TimeSpan Offset(ReadOnlySpan<byte> text)
    {
        if (text.Length < 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
            return default;
        var offset = new TimeSpan(Two(text[1..]), Two(text[4..]), 0);
        return text[0] == '-' ? -offset : offset;
    }

    /// <summary><c>SET timestamp=1795433873;</c>, perhaps with insert_id and last_insert_id before it, as servers write it before a statement; null for another line.</summary>
    public static long? Timestamp(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("SET "u8))
            return null;
        ReadOnlySpan<byte> rest = line[4..];
        while (rest.StartsWith("last_insert_id="u8) || rest.StartsWith("insert_id="u8))
        {
            int comma = rest.IndexOf((byte)',');
            if (comma < 0)
                return null;
            rest = rest[(comma + 1)..];
        }
        return rest.StartsWith("timestamp="u8) && Utf8Parser.TryParse(rest[10..], out long seconds, out int used) && rest.Length > 10 + used && rest[10 + used] is (byte)';' or (byte)'.' ? seconds : null;
    }

    public static DateTime FromUnix(long seconds) => new(Math.Clamp(seconds + UnixEpochSeconds, 0, 315_537_897_599) * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
}
