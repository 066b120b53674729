namespace PocSharding.Vitess;

/// <summary>Vitess: vindexes/cfc.go, findPrefix.</summary>
internal static class LikePattern
{
    /// <summary>What stands before the first <c>%</c> or <c>_</c> that no backslash escapes, escapes resolved.</summary>
    public static byte[] Prefix(ReadOnlySpan<byte> pattern)
    {
        var prefix = new List<byte>(pattern.Length);
        for (int i = 0; i < pattern.Length && pattern[i] is not ((byte)'%' or (byte)'_'); i++)
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
                prefix.Add(Unescape(pattern[++i]));
            else
                prefix.Add(pattern[i]);
        return [.. prefix];
    }

    private static byte Unescape(byte escaped) => (char)escaped switch
    {
        '0' => 0,
        'b' => (byte)'\b',
        'n' => (byte)'\n',
        'r' => (byte)'\r',
        't' => (byte)'\t',
        'Z' => 26,
        _ => escaped,
    };
}
