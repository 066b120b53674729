namespace PocSharding.Sql;

/// <summary>One statement of a script: its text without the delimiter, where it starts, and its line (from 1).</summary>
internal readonly record struct ScriptStatement(ReadOnlyMemory<byte> Text, long Offset, int Line, bool Complete = true);

/// <summary>
/// Cuts a script into statements as the mysql client does: at semicolons outside quotes and comments, or at what DELIMITER says.
/// Comments before a statement belong to no statement (a versioned comment is one); what the end of the script cuts off is not complete.
/// </summary>
internal static class StatementSplitter
{
    public static IEnumerable<ScriptStatement> Split(ReadOnlyMemory<byte> script)
    {
        var cutter = new ScriptCutter(script);
        while (cutter.Next() is { } statement)
            yield return statement;
    }
}

/// <summary>Where the splitter stands in its script.</summary>
internal sealed class ScriptCutter(ReadOnlyMemory<byte> script)
{
    private byte[] delimiter = [(byte)';'];
    private int at;
    private int counted;
    private int line = 1;
    private bool cut;

    private ReadOnlySpan<byte> Text => script.Span;

    public ScriptStatement? Next()
    {
        while (true)
        {
            SkipBlanks();
            if (at >= script.Length)
                return null;
            if (TryDelimiterCommand())
                continue;
            int start = at;
            bool complete = FindEnd(out int end);
            at = complete ? end + delimiter.Length : script.Length;
            while (end > start && Text[end - 1] <= ' ')
                end--;
            if (end > start)
                return new ScriptStatement(script[start..end], start, LineOf(start), Complete: !cut);
        }
    }

    private int LineOf(int offset)
    {
        line += Text[counted..offset].Count((byte)'\n');
        counted = offset;
        return line;
    }

    /// <summary>Blanks, comments that hide their text, and stray delimiters.</summary>
    private void SkipBlanks()
    {
        while (at < script.Length)
        {
            ReadOnlySpan<byte> rest = Text[at..];
            if (rest[0] <= ' ')
                at++;
            else if (rest[0] == '#' || Lexer.StartsLineComment(rest))
                at = LineEnd(at);
            else if (rest.StartsWith("/*"u8) && !(rest.Length > 2 && (rest[2] == '!' || rest.StartsWith("/*M!"u8))))
                at = rest[2..].IndexOf("*/"u8) is >= 0 and int length ? at + length + 4 : script.Length;
            else if (rest.StartsWith(delimiter))
                at += delimiter.Length;
            else
                return;
        }
    }

    private int LineEnd(int from)
    {
        int length = Text[from..].IndexOf((byte)'\n');
        return length < 0 ? script.Length : from + length + 1;
    }

    private bool TryDelimiterCommand()
    {
        ReadOnlySpan<byte> rest = Text[at..];
        if (rest.Length < 10 || !System.Text.Ascii.EqualsIgnoreCase(rest[..9], "delimiter"u8) || rest[9] is not ((byte)' ' or (byte)'\t'))
            return false;
        int end = LineEnd(at);
        ReadOnlySpan<byte> word = Text[(at + 10)..end].Trim(" \t\r\n"u8);
        if (word.Length > 0)
            delimiter = word.ToArray();
        at = end;
        return true;
    }

    /// <summary>The delimiter that ends the statement at the current place; false at the end of the script.</summary>
    private bool FindEnd(out int end)
    {
        cut = false;
        int i = at;
        while (i < script.Length)
        {
            int length = Text[i..].IndexOfAny(Stops(delimiter[0]));
            if (length < 0)
                break;
            i += length;
            if (Text[i..].StartsWith(delimiter))
            {
                end = i;
                return true;
            }
            i = SkipAt(i);
        }
        end = script.Length;
        return false;
    }

    private System.Buffers.SearchValues<byte> Stops(byte first) => first == ';' ? SemicolonStops : stops.TryGetValue(first, out var known) ? known
        : stops[first] = System.Buffers.SearchValues.Create([(byte)'\'', (byte)'"', (byte)'`', (byte)'#', (byte)'-', (byte)'/', first]);

    private static readonly System.Buffers.SearchValues<byte> SemicolonStops = System.Buffers.SearchValues.Create("'\"`#-/;"u8);
    private readonly Dictionary<byte, System.Buffers.SearchValues<byte>> stops = [];

    /// <summary>Past the quoted text or the comment that starts here, or one byte on.</summary>
    private int SkipAt(int i)
    {
        ReadOnlySpan<byte> rest = Text[i..];
        switch (rest[0])
        {
            case (byte)'\'' or (byte)'"' or (byte)'`': return SkipQuoted(i, rest[0]);
            case (byte)'#': return LineEnd(i);
            case (byte)'-' when Lexer.StartsLineComment(rest): return LineEnd(i);
            case (byte)'/' when rest.StartsWith("/*"u8) && !rest.StartsWith("/*!"u8) && !rest.StartsWith("/*M!"u8):
                int length = rest[2..].IndexOf("*/"u8);
                cut = length < 0;
                return length < 0 ? script.Length : i + length + 4;
            default: return i + 1;
        }
    }

    private int SkipQuoted(int i, byte quote)
    {
        for (int j = i + 1; j < script.Length; j++)
        {
            int length = quote == '`' ? Text[j..].IndexOf(quote) : Text[j..].IndexOfAny(quote, (byte)'\\');
            if (length < 0)
                break;
            j += length;
            if (Text[j] == quote)
                return j + 1;
            j++;
        }
        cut = true;
        return script.Length;
    }
}
