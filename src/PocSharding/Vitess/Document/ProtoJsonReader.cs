using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>Why a VSchema document cannot be read, in protojson's words, with its place (line and column from 1, column in bytes).</summary>
internal sealed record JsonFault(string Message, int Line, int Column);

/// <summary>Leaves the reader at the first fault; never leaves <see cref="VSchemaDocument"/>.</summary>
internal sealed class ProtoJsonException(JsonFault fault) : Exception(fault.Message)
{
    public JsonFault Fault { get; } = fault;
}

/// <summary>
/// Tokens of a protobuf message's JSON, with protojson's rules and words: null leaves a field unset, booleans and strings are not
/// converted, whole numbers may be quoted. protobuf-go: encoding/protojson/decode.go.
/// </summary>
internal ref struct ProtoJsonReader
{
    // protobuf-go's limit on nested messages; the reader keeps one bit a level.
    private const int DepthLimit = 10_000;

    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;

    public ProtoJsonReader(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthLimit });
        Next();
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Where the token begins.</summary>
    public readonly int Position => (int)_reader.TokenStartIndex;

    public void Next()
    {
        try
        {
            _reader.Read();
        }
        catch (JsonException fault)
        {
            throw Syntax(fault);
        }
    }

    /// <summary>Nothing but white space may follow the document.</summary>
    public void End()
    {
        Next();
        if (_reader.BytesConsumed < _json.Length)
            throw Unexpected();
    }

    public string Name()
    {
        if (Token != JsonTokenType.PropertyName)
            throw Unexpected();
        return Decoded();
    }

    public void Expect(JsonTokenType token)
    {
        if (Token != token)
            throw Unexpected();
    }

    public string Text(string field) => Token == JsonTokenType.String ? Decoded() : throw Invalid("string", field);

    public bool Flag(string field) => Token switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Invalid("bool", field),
    };

    public int Whole(string field) => TryWhole(out int value) ? value : throw Invalid("int32", field);

    public float Real(string field)
    {
        string text = Token is JsonTokenType.Number or JsonTokenType.String ? Decoded() : "";
        return float.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out float value)
            && (float.IsFinite(value) || text is "NaN" or "Infinity" or "-Infinity")
            ? value
            : throw Invalid("float", field);
    }

    /// <summary>An enum by name or by number; null for a name that the enum lacks, which protojson passes over.</summary>
    public int? Enum(string field, ProtoEnum values)
    {
        if (Token == JsonTokenType.String)
            return values.Number(Decoded());
        return Token == JsonTokenType.Number && TryWhole(out int number) ? number : throw Invalid("enum", field);
    }

    /// <summary>The value's bytes as they stand; the reader then stands on its last token.</summary>
    public byte[] Raw()
    {
        int start = Position;
        try
        {
            _reader.Skip();
        }
        catch (JsonException fault)
        {
            throw Syntax(fault);
        }
        return _json[start..(int)_reader.BytesConsumed].ToArray();
    }

    public readonly (int Line, int Column) Place(int position)
    {
        ReadOnlySpan<byte> before = _json[..position];
        return (before.Count((byte)'\n') + 1, position - before.LastIndexOf((byte)'\n'));
    }

    public readonly ProtoJsonException Unexpected() => Syntax(Position, $"unexpected token {RawToken()}");

    public readonly ProtoJsonException Fault(int position, string message) => At(position, "", message);

    /// <summary>The token as it stands, quotes included.</summary>
    public readonly string RawToken()
    {
        int quotes = Token is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
        return Encoding.UTF8.GetString(_json.Slice(Position, Math.Max(1, _reader.ValueSpan.Length + quotes)));
    }

    private bool TryWhole(out int value)
    {
        value = 0;
        string text = Token is JsonTokenType.Number or JsonTokenType.String ? Decoded() : "";
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out decimal number) || number != Math.Truncate(number) || number is < int.MinValue or > int.MaxValue)
            return false;
        value = (int)number;
        return true;
    }

    private readonly string Decoded()
    {
        try
        {
            return Token == JsonTokenType.Number ? Encoding.UTF8.GetString(_reader.ValueSpan) : _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Syntax(Position, "invalid UTF-8 in string");
        }
    }

    private readonly ProtoJsonException Invalid(string kind, string field) =>
        At(Position, "", $"invalid value for {kind} field {ProtoName.Camel(field)}: {RawToken()}");

    private readonly ProtoJsonException Syntax(int position, string message) => At(position, "syntax error ", message);

    /// <summary>Not JSON at all: the framework says what it expected.</summary>
    private static ProtoJsonException Syntax(JsonException fault)
    {
        (int line, int column) = ((int)fault.LineNumber.GetValueOrDefault() + 1, (int)fault.BytePositionInLine.GetValueOrDefault() + 1);
        string message = fault.Message.Split(" LineNumber:")[0].Replace(" Change the reader options.", "", StringComparison.Ordinal);
        return new ProtoJsonException(new JsonFault($"proto: syntax error (line {line}:{column}): {message}", line, column));
    }

    private readonly ProtoJsonException At(int position, string kind, string message)
    {
        (int line, int column) = Place(position);
        return new ProtoJsonException(new JsonFault($"proto: {kind}(line {line}:{column}): {message}", line, column));
    }
}
