using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Workload;

/// <summary>Numbers the values of literals: strings without quotes and escapes, hex and bit literals by their digits, so that they are what <see cref="Literal.Bytes"/> is.</summary>
internal sealed class ValueReader(TransactionLogBuilder log)
{
    public int Number(ReadOnlySpan<byte> statement, in DigestLiteral literal)
    {
        ReadOnlySpan<byte> text = statement.Slice(literal.Offset, literal.Length);
        return literal.Kind switch
        {
            DigestLiteralKind.Parameter => TransactionLog.UnknownValue,
            DigestLiteralKind.Null => log.Value(null, [], false),
            DigestLiteralKind.Integer => log.Value(LiteralKind.Integer, text, literal.Negative),
            DigestLiteralKind.Decimal => log.Value(LiteralKind.Decimal, text, literal.Negative),
            DigestLiteralKind.Float => log.Value(LiteralKind.Float, text, literal.Negative),
            DigestLiteralKind.Hex => log.Value(text[0] == '0' ? LiteralKind.HexNumber : LiteralKind.HexString, Digits(text), literal.Negative),
            DigestLiteralKind.Bit => log.Value(LiteralKind.BitNumber, Digits(text), literal.Negative),
            _ => String(text[text.IndexOfAny((byte)'\'', (byte)'"')..]),
        };
    }

    /// <summary>The digits of <c>0x1f</c>, <c>x'1f'</c>, <c>0b01</c> and <c>b'01'</c>.</summary>
    private static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> text) => text[^1] == '\'' ? text[2..^1] : text[2..];

    /// <summary>Most strings hold no quote and no backslash: their bytes are what stands between the quotes.</summary>
    private int String(ReadOnlySpan<byte> quoted)
    {
        ReadOnlySpan<byte> inner = quoted[1..^1];
        return log.Value(LiteralKind.String, inner.IndexOfAny(quoted[0], (byte)'\\') < 0 ? inner : StringDecoder.Decode(quoted).Span, false);
    }
}
