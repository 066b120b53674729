using System.Globalization;
using System.Text;

namespace PocSharding.Vitess;

/// <summary>How Go prints and reads what occurs in Vitess's messages.</summary>
internal static class GoText
{
    /// <summary>Go's %q.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\a' => @"\a",
                '\b' => @"\b",
                '\f' => @"\f",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\v' => @"\v",
                < ' ' or 0x7f => $@"\x{rune.Value:x2}",
                _ => rune.ToString(),
            });
        return quoted.Append('"').ToString();
    }

    /// <summary>strconv.Atoi: the number, or its message.</summary>
    public static (int Number, string? Error) Whole(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return (number, null);
        bool tooLong = text.Length > 9 && text.TrimStart('+', '-').All(char.IsAsciiDigit);
        return (0, $"strconv.Atoi: parsing {Quote(text)}: {(tooLong ? "value out of range" : "invalid syntax")}");
    }

    /// <summary>encoding/hex: the bytes, or its message. An odd length is told only where every digit is good.</summary>
    public static (byte[] Bytes, string? Error) Hex(string text)
    {
        foreach (byte c in Encoding.UTF8.GetBytes(text))
            if (!char.IsAsciiHexDigit((char)c))
                return ([], $"encoding/hex: invalid byte: U+{c:X4} '{(char)c}'");
        return text.Length % 2 == 1 ? ([], "encoding/hex: odd length hex string") : (Convert.FromHexString(text), null);
    }
}
