using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>JSON lines of the batch commands.</summary>
internal static class BatchJson
{
    /// <summary><c>{"q": number, …}</c>.</summary>
    public static string Line<T>(int number, T value, Action<Utf8JsonWriter, T> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 10_000 }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("q", number);
            write(writer, value);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The text that is a member of the line's object.</summary>
    /// <exception cref="PocShardingException">The line is no object, or has no such text; the place is the line's number from 1.</exception>
    public static string Text(int number, string line, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                return value.GetString()!;
        }
        catch (JsonException)
        {
            // Told below, as any other line that is not what was expected.
        }
        throw new PocShardingException(FailureKind.Unusable, $$"""expected a JSON object with the string "{{name}}" on each line""", $"line {number + 1}");
    }

    /// <summary>The bytes of a member of the line's object as they stand (<c>{}</c> where it is missing), or why the line cannot be read.</summary>
    public static JsonFault? Member(ReadOnlySpan<byte> line, string name, out byte[] json)
    {
        json = "{}"u8.ToArray();
        try
        {
            var reader = new ProtoJsonReader(line);
            reader.Expect(JsonTokenType.StartObject);
            for (reader.Next(); reader.Token != JsonTokenType.EndObject; reader.Next())
            {
                bool wanted = reader.Name() == name;
                reader.Next();
                byte[] raw = reader.Raw();
                json = wanted ? raw : json;
            }
            return null;
        }
        catch (ProtoJsonException wrong)
        {
            return wrong.Fault;
        }
    }
}
