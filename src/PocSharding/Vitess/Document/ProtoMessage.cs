using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>A field that Vitess passes over: its name, its value as written, and where it stands.</summary>
internal sealed record UnknownField(string Name, byte[] Json, int Line, int Column);

/// <summary>A message of a VSchema document; what Vitess does not know is kept and written back.</summary>
internal abstract record ProtoDocument
{
    public List<UnknownField> Unknown { get; init; } = [];
}

/// <summary>The values of a protobuf enum by name.</summary>
internal sealed class ProtoEnum(params (string Name, int Number)[] values)
{
    private readonly Dictionary<string, int> _numbers = values.ToDictionary(v => v.Name, v => v.Number, StringComparer.Ordinal);
    private readonly Dictionary<int, string> _names = values.ToDictionary(v => v.Number, v => v.Name);

    public int? Number(string name) => _numbers.TryGetValue(name, out int number) ? number : null;

    public string? Name(int number) => _names.GetValueOrDefault(number);
}

internal static class ProtoName
{
    /// <summary>The lowerCamelCase spelling of a snake_case field name.</summary>
    public static string Camel(string snake)
    {
        string[] words = snake.Split('_');
        return words[0] + string.Concat(words[1..].Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}

internal delegate void FieldReader<in T>(ref ProtoJsonReader reader, T message);

/// <summary>Writes name and value, or nothing where the field is unset.</summary>
internal delegate void FieldWriter<in T>(Utf8JsonWriter writer, T message);

/// <summary>One field: how it is read (either spelling) and written (snake_case).</summary>
internal sealed record ProtoField<T>(string Name, FieldReader<T> Read, FieldWriter<T> Write)
{
    public string JsonName { get; } = ProtoName.Camel(Name);
}

/// <summary>The fields of a message in the order of the .proto file.</summary>
internal sealed class ProtoMessage<T>(params ProtoField<T>[] fields) where T : ProtoDocument, new()
{
    public bool Has(string name) => IndexOf(name) >= 0;

    public T Read(ref ProtoJsonReader reader)
    {
        reader.Expect(JsonTokenType.StartObject);
        var message = new T();
        scoped Span<bool> seen = stackalloc bool[fields.Length];
        for (reader.Next(); reader.Token != JsonTokenType.EndObject; reader.Next())
            ReadField(ref reader, message, seen);
        return message;
    }

    public void Write(Utf8JsonWriter writer, T message)
    {
        writer.WriteStartObject();
        foreach (ProtoField<T> field in fields)
            field.Write(writer, message);
        foreach (UnknownField unknown in message.Unknown)
        {
            writer.WritePropertyName(unknown.Name);
            writer.WriteRawValue(unknown.Json);
        }
        writer.WriteEndObject();
    }

    private void ReadField(ref ProtoJsonReader reader, T message, scoped Span<bool> seen)
    {
        string name = reader.Name();
        int position = reader.Position, at = IndexOf(name);
        if (at >= 0 && seen[at])
            throw reader.Fault(position, $"duplicate field {reader.RawToken()}");
        reader.Next();
        if (at < 0)
        {
            (int line, int column) = reader.Place(position);
            message.Unknown.Add(new UnknownField(name, reader.Raw(), line, column));
            return;
        }
        seen[at] = true;
        if (reader.Token != JsonTokenType.Null)
            fields[at].Read(ref reader, message);
    }

    private int IndexOf(string name) => Array.FindIndex(fields, f => f.JsonName == name || f.Name == name);
}
