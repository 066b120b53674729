namespace PocSharding.Sql;

/// <summary>What a byte can be part of: bytes above 0x7f are letters, so any encoding that keeps ASCII passes through.</summary>
internal static class ByteClass
{
    public const byte Other = 0, Letter = 1, Digit = 2;

    private static readonly byte[] Classes = Make();

    public static byte Of(byte b) => Classes[b];

    public static bool IsWord(byte b) => Classes[b] != Other;

    public static bool IsHex(byte b) => char.IsAsciiHexDigit((char)b);

    private static byte[] Make()
    {
        var classes = new byte[256];
        for (int b = 0; b < 256; b++)
            classes[b] = char.IsAsciiDigit((char)b) ? Digit : char.IsAsciiLetter((char)b) || b is '_' or '$' or >= 0x80 ? Letter : Other;
        return classes;
    }
}
