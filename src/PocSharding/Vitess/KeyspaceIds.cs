using System.Globalization;
using System.Text;

namespace PocSharding.Vitess;

/// <summary>What a value's keyspace id is and where it lives, for the <c>keyspace-id</c> command.</summary>
internal sealed record KeyspaceIdAnswer(string Text, IReadOnlyList<Shard> Shards);

/// <summary>Values in, keyspace ids out.</summary>
internal static class KeyspaceIds
{
    /// <summary>
    /// One line of <c>keyspace-id --batch</c>: type, parameters (<c>;</c> between), value type, values in hex (<c>,</c> between columns),
    /// separated by tabs. The same line comes back with the id in hex, <c>none</c>, <c>error</c> or a key range added.
    /// </summary>
    public static string BatchLine(string line)
    {
        string[] cells = line.Split('\t');
        return $"{line}\t{(cells.Length < 4 ? "error" : Describe(Map(cells[0], Params(cells[1]), cells[2], cells[3])))}";
    }

    /// <summary>
    /// The id of one value as a person types it (<c>,</c> between the columns of a multi-column type), and its shards. A value that reads
    /// as a whole number counts as one.
    /// </summary>
    /// <exception cref="PocShardingException">No such type or parameters, or no such shards.</exception>
    public static KeyspaceIdAnswer Of(string type, string value, IReadOnlyDictionary<string, string> parameters, string? shards)
    {
        Shards? all = shards is null ? null : Shards.Parse(shards) ?? throw new PocShardingException(FailureKind.Usage, $"'{shards}' is no list of shards such as -80,80-", "--shards");
        VindexResult made = VindexTypes.Create(new VindexSpec(type, type, parameters, null));
        if (made.Vindex is not FunctionalVindex vindex)
            throw new PocShardingException(FailureKind.Usage, made.Error ?? $"{type} reads its ids from a table; only a functional type computes them");
        string[] columns = vindex.MultiColumn ? value.Split(',') : [value];
        Destination destination = vindex.Map([.. columns.Select(Typed)]);
        return new KeyspaceIdAnswer(Describe(destination), all?.Of(destination) ?? []);
    }

    public static string Describe(Destination destination) => destination switch
    {
        Destination.Id id => Convert.ToHexStringLower(id.Bytes.Span),
        Destination.Range range => $"DestinationKeyRange({Convert.ToHexStringLower(range.Start.Span)}-{Convert.ToHexStringLower(range.End.Span)})",
        Destination.AllShards => "DestinationAllShards()",
        Destination.None => "none",
        _ => "error",
    };

    private static Destination Map(string type, Dictionary<string, string> parameters, string valueType, string values)
    {
        if (VindexTypes.Create(new VindexSpec(type, type, parameters, null)).Vindex is not FunctionalVindex vindex)
            return new Destination.Failed($"{type} maps no values");
        try
        {
            return vindex.Map([.. values.Split(',').Select(hex => new VindexValue(KindOf(valueType), Convert.FromHexString(hex)))]);
        }
        catch (FormatException)
        {
            return new Destination.Failed("the values are not hexadecimal");
        }
    }

    /// <summary>A part without <c>=</c> belongs to the value before it.</summary>
    private static Dictionary<string, string> Params(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        string last = "";
        foreach (string part in text.Length > 0 ? text.Split(';') : [])
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 && last.Length > 0)
                parameters[last] += ";" + part;
            else if (equals > 0)
                parameters[last = part[..equals]] = part[(equals + 1)..];
        }
        return parameters;
    }

    private static VindexValue Typed(string value)
    {
        bool whole = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        return new VindexValue(whole ? VindexValueType.Signed : VindexValueType.Text, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>From the name of a query.Type.</summary>
    private static VindexValueType KindOf(string type) => type switch
    {
        "NULL" or "NULL_TYPE" => VindexValueType.Null,
        "INT8" or "INT16" or "INT24" or "INT32" or "INT64" => VindexValueType.Signed,
        "UINT8" or "UINT16" or "UINT24" or "UINT32" or "UINT64" or "YEAR" => VindexValueType.Unsigned,
        "CHAR" or "VARCHAR" or "TEXT" => VindexValueType.Text,
        "BINARY" or "VARBINARY" or "BLOB" => VindexValueType.Binary,
        "DECIMAL" => VindexValueType.Decimal,
        "FLOAT32" or "FLOAT64" => VindexValueType.Float,
        "HEXNUM" => VindexValueType.HexNumber,
        "HEXVAL" => VindexValueType.HexString,
        "BITNUM" => VindexValueType.BitNumber,
        _ => VindexValueType.Other,
    };
}
