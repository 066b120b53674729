using System.Buffers;

namespace PocSharding.Workload;

/// <summary>Follows MySQL text just far enough to say whether a place in it stands inside a string, a quoted name or a comment.</summary>
internal struct StatementText
{
    private static readonly SearchValues<byte> Openers = SearchValues.Create("'\"`/#-"u8);

    private int at;
    private byte open;

    /// <summary>Whether the place reached stands inside something that has not been closed.</summary>
    public readonly bool Inside => open != 0;

    /// <summary>Reads on to the end of the text; what was read before is not read again.</summary>
    public void ReadTo(ReadOnlySpan<byte> text)
    {
        while (at < text.Length)
            if (open == 0)
                FindOpener(text);
            else
                FindCloser(text);
    }

    /// <summary>The index behind the last semicolon that ends a line outside of strings and comments; -1 for none.</summary>
    public static int LastEnd(ReadOnlySpan<byte> text)
    {
        var reader = default(StatementText);
        int last = -1;
        for (int at = 0; at < text.Length;)
        {
            int next = text[at..].IndexOf(";\n"u8);
            if (next < 0)
                break;
            at += next + 1;
            reader.ReadTo(text[..at]);
            if (!reader.Inside)
                last = at;
        }
        return last;
    }

    private void FindOpener(ReadOnlySpan<byte> text)
    {
        int next = text[at..].IndexOfAny(Openers);
        if (next < 0)
        {
            at = text.Length;
            return;
        }
        at += next;
        open = Opened(text[at..]);
        at += open == (byte)'*' ? 2 : 1;
    }

    private static byte Opened(ReadOnlySpan<byte> rest) => rest[0] switch
    {
        (byte)'/' => rest.Length > 1 && rest[1] == '*' ? (byte)'*' : (byte)0,
        (byte)'-' => rest.Length > 2 && rest[1] == '-' && rest[2] is (byte)' ' or (byte)'\t' or (byte)'\n' ? (byte)'\n' : (byte)0,
        (byte)'#' => (byte)'\n',
        byte quote => quote,
    };

    private void FindCloser(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text[at..];
        int next = open switch
        {
            (byte)'*' => rest.IndexOf("*/"u8),
            (byte)'\n' or (byte)'`' => rest.IndexOf(open),
            _ => rest.IndexOfAny(open, (byte)'\\'),
        };
        if (next < 0)
        {
            at = text.Length;
            return;
        }
        at += next;
        if (text[at] == '\\')
        {
            at += 2;
            return;
        }
        at += open == (byte)'*' ? 2 : 1;
        open = 0;
    }
}
