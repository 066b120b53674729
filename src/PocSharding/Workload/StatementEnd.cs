using PocSharding.Catalog;

namespace PocSharding.Workload;

/// <summary>Finds where a statement in a slow log ends. Nothing escapes what stands in a statement, so that its lines may look like the log's own.</summary>
internal sealed class StatementEnd(LineBuffer lines)
{
    /// <summary>A longer statement is skipped: few servers take one (max_allowed_packet is 64 MB where nobody raised it).</summary>
    public const int LongestStatement = 1 << 27;

    /// <summary>How many headers that stand inside a string are read over before the string counts as cut instead.</summary>
    private const int HeadersInString = 8;

    /// <summary>
    /// Where the statement that stands at the start ends: before the next header. A header inside a string or comment belongs to the
    /// statement, unless no later header stands outside: then the statement was cut off there, and is not whole.
    /// </summary>
    public int Find(out bool whole)
    {
        var text = default(StatementText);
        int inString = -1, headers = 0, at = 0;
        while (NextHeader(ref at))
        {
            text.ReadTo(lines.Span[..at]);
            bool ended = EndsStatement(lines.Span[..at]);
            if (ended && !text.Inside)
                return Whole(at, out whole);
            if (!IsFullHeader(at))
                continue;
            if (!text.Inside)
                return NotEnded(at, out whole);
            inString = inString < 0 ? at : inString;
            if (++headers > HeadersInString)
                return NotEnded(inString, out whole);
        }
        text.ReadTo(lines.Span[..at]);
        if (at < LongestStatement && !text.Inside && EndsStatement(lines.Span[..at]))
            return Whole(at, out whole);
        return NotEnded(inString < 0 ? at : inString, out whole);
    }

    private static int Whole(int at, out bool whole)
    {
        whole = true;
        return at;
    }

    /// <summary>Perhaps a whole statement stands there, and lines that do not belong to it (a server's start-up lines, junk) behind it.</summary>
    private int NotEnded(int at, out bool whole)
    {
        int end = at < LongestStatement ? StatementText.LastEnd(lines.Span[..at]) : -1;
        whole = end > 0;
        return whole ? Math.Min(end + 1, at) : at;
    }

    private static bool EndsStatement(ReadOnlySpan<byte> text) => text.TrimEnd(" \t\r\n"u8) is [.., (byte)';'];

    /// <summary>Moves to the next line that may begin an entry; false at the end of the log (or of what a statement may be), which is then where it stands.</summary>
    private bool NextHeader(ref int at)
    {
        for (int searched = at; ;)
        {
            int found = lines.Span[searched..].IndexOf("\n#"u8);
            if (found >= 0)
            {
                searched += found + 1;
                int to = lines.LineEnd(searched, SlowLogReader.LongestLine);
                if (!HeaderText.BeginsEntry(lines.Span[searched..to]))
                    continue;
                at = searched;
                return true;
            }
            searched = Math.Max(searched, lines.Length - 1);
            at = lines.Length;
            if (at >= LongestStatement || !lines.Fill())
                return false;
        }
    }

    /// <summary>A user line and figures, as only a server writes them (a lone <c># Time:</c> may stand in anybody's text).</summary>
    private bool IsFullHeader(int at)
    {
        bool user = false;
        for (int n = 0; n < 6; n++)
        {
            int to = lines.LineEnd(at, SlowLogReader.LongestLine);
            ReadOnlySpan<byte> line = lines.Span[at..to];
            if (HeaderText.IsQueryTime(line))
                return user;
            user |= HeaderText.IsUser(line);
            if (line.IsEmpty || line[0] != '#')
                return false;
            at = to;
        }
        return false;
    }
}
