using System.Text;

namespace PocSharding.Catalog;

/// <summary>Words of MySQL text in upper case, a string being one word, quotes off; white space, signs and comments are passed over (the text of <c>/*!… */</c> is not).</summary>
internal ref struct WordReader(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> rest = text;

    /// <summary>The next thing is a comma.</summary>
    public readonly bool AtComma => rest.TrimStart(" \t\r\n"u8) is [(byte)',', ..];

    public bool SkipAssignment()
    {
        rest = rest.TrimStart("` \t\r\n"u8);
        bool assigns = rest is [(byte)'=', ..] or [(byte)':', (byte)'=', ..];
        rest = assigns ? rest[(rest.IndexOf((byte)'=') + 1)..] : rest;
        return assigns;
    }

    /// <summary>Empty at the end.</summary>
    public string Next()
    {
        while (!rest.IsEmpty && !IsWord(rest[0]) && rest[0] is not ((byte)'\'' or (byte)'"'))
            Pass();
        if (!rest.IsEmpty && !IsWord(rest[0]))
            return Quoted();
        int length = 0;
        while (length < rest.Length && IsWord(rest[length]))
            length++;
        string word = Encoding.UTF8.GetString(rest[..Math.Min(length, 64)]).ToUpperInvariant();
        rest = rest[length..];
        return word;
    }

    /// <summary>The text of a string; <c>''</c> for an empty one.</summary>
    private string Quoted()
    {
        int length = rest[1..].IndexOf(rest[0]);
        ReadOnlySpan<byte> text = length < 0 ? rest[1..] : rest.Slice(1, length);
        rest = length < 0 ? default : rest[(length + 2)..];
        return text.IsEmpty ? "''" : Encoding.UTF8.GetString(text[..Math.Min(text.Length, 64)]).ToUpperInvariant();
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'@' or (byte)'.' or (byte)'$' or > 127;

    private void Pass()
    {
        if (rest is [(byte)'/', (byte)'*', (byte)'!', ..])
            PassVersion();
        else if (rest.StartsWith("/*"u8))
            PassTo("*/"u8);
        else if (rest[0] == '#' || rest.StartsWith("-- "u8))
            PassTo("\n"u8);
        else
            rest = rest[1..];
    }

    private void PassVersion()
    {
        rest = rest[3..];
        rest = rest[Math.Max(rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9'), 0)..];
    }

    private void PassTo(ReadOnlySpan<byte> end)
    {
        int at = rest.IndexOf(end);
        rest = at < 0 ? default : rest[(at + end.Length)..];
    }
}
