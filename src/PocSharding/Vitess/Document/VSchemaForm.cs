using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>Tells from its outermost names which form a VSchema text has.</summary>
internal static class VSchemaForm
{
    public enum Kind { SrvVSchema, Keyspace, MapOfKeyspaces }

    /// <summary>Unreadable text counts as <see cref="Kind.SrvVSchema"/>: reading it then says what is wrong.</summary>
    public static Kind Of(ReadOnlySpan<byte> json)
    {
        bool onlyObjects = true, any = false;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 10_000 });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return Kind.SrvVSchema;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                if (VSchemaDocument.Message.Has(name))
                    return Kind.SrvVSchema;
                if (KeyspaceDocument.Message.Has(name))
                    return Kind.Keyspace;
                reader.Read();
                any = true;
                onlyObjects &= reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return Kind.SrvVSchema;
        }
        return any && onlyObjects ? Kind.MapOfKeyspaces : Kind.Keyspace;
    }
}
