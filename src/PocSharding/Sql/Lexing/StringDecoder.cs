namespace PocSharding.Sql;

/// <summary>Takes quotes and escapes off a string literal. MySQL 8.4 manual: String Literals.</summary>
internal static class StringDecoder
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> quoted)
    {
        ReadOnlySpan<byte> inner = quoted[1..^1];
        return NeedsWork(inner, quoted[0]) ? Unescape(inner, quoted[0]) : inner.ToArray();
    }

    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> quoted) => Decode(quoted.Span);

    private static bool NeedsWork(ReadOnlySpan<byte> inner, byte quote) => inner.IndexOfAny(quote, (byte)'\\') >= 0;

    private static byte[] Unescape(ReadOnlySpan<byte> inner, byte quote)
    {
        var result = new byte[inner.Length];
        int length = 0;
        for (int i = 0; i < inner.Length; i++)
        {
            byte b = inner[i];
            if (b == quote && i + 1 < inner.Length)
                i++;
            else if (b == '\\' && i + 1 < inner.Length)
            {
                byte next = inner[++i];
                if (next is (byte)'%' or (byte)'_')
                    result[length++] = b;
                b = Escaped(next);
            }
            result[length++] = b;
        }
        return result[..length];
    }

    private static byte Escaped(byte letter) => letter switch
    {
        (byte)'0' => 0,
        (byte)'b' => (byte)'\b',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'Z' => 26,
        _ => letter,
    };
}
