using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PocSharding.Vitess;

/// <summary>A value as the bytes or the number that a vindex hashes. Vitess: sqltypes/value.go, ToBytes; value_cast.go, ToCastUint64.</summary>
internal static class VindexBytes
{
    /// <summary>The text as sent; hexadecimal and bit literals are decoded. Null where such a literal is malformed.</summary>
    public static ReadOnlyMemory<byte>? ToBytes(in VindexValue value) => value.Type switch
    {
        VindexValueType.HexNumber => Decode(Encoding.ASCII.GetString(value.Bytes.Span), 2, 0),
        VindexValueType.HexString => Decode(Encoding.ASCII.GetString(value.Bytes.Span), 2, 1),
        VindexValueType.BitNumber => Bits(Encoding.ASCII.GetString(value.Bytes.Span)),
        _ => value.Bytes,
    };

    /// <summary>A base-10 number without sign; a signed value may be negative where <paramref name="signed"/> allows it (two's complement).</summary>
    public static bool TryUInt64(in VindexValue value, bool signed, out ulong number)
    {
        if (!signed || value.Type != VindexValueType.Signed)
            return ulong.TryParse(Trim(value.Bytes.Span), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        bool read = long.TryParse(value.Bytes.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long negative);
        number = unchecked((ulong)negative);
        return read;
    }

    public static byte[] BigEndian(ulong number)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\n\v\f\r"u8);

    private static ReadOnlyMemory<byte>? Decode(string literal, int before, int after)
    {
        string digits = literal.Length >= before + after ? literal[before..^after] : "";
        if (digits.Length % 2 == 1)
            digits = "0" + digits;
        return digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    private static ReadOnlyMemory<byte>? Bits(string literal)
    {
        string digits = literal.StartsWith("0b", StringComparison.Ordinal) ? literal[2..] : literal.Trim('b', 'B', '\'');
        if (!digits.All(c => c is '0' or '1'))
            return null;
        digits = digits.PadLeft((digits.Length + 7) / 8 * 8, '0');
        return digits.Chunk(8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
    }
}
