using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>The kinds of field that VSchema messages have.</summary>
internal static class ProtoFields
{
    public static ProtoField<T> Text<T>(string name, Func<T, string> get, Action<T, string> set) => new(
        name,
        (ref r, m) => set(m, r.Text(name)),
        (w, m) =>
        {
            if (get(m).Length > 0)
                w.WriteString(name, get(m));
        });

    public static ProtoField<T> Flag<T>(string name, Func<T, bool> get, Action<T, bool> set) => new(
        name,
        (ref r, m) => set(m, r.Flag(name)),
        (w, m) =>
        {
            if (get(m))
                w.WriteBoolean(name, true);
        });

    /// <summary>A flag whose being set counts, whatever its value (proto3 optional).</summary>
    public static ProtoField<T> OptionalFlag<T>(string name, Func<T, bool?> get, Action<T, bool> set) => new(
        name,
        (ref r, m) => set(m, r.Flag(name)),
        (w, m) =>
        {
            if (get(m) is { } value)
                w.WriteBoolean(name, value);
        });

    public static ProtoField<T> Whole<T>(string name, Func<T, int> get, Action<T, int> set) => new(
        name,
        (ref r, m) => set(m, r.Whole(name)),
        (w, m) =>
        {
            if (get(m) != 0)
                w.WriteNumber(name, get(m));
        });

    public static ProtoField<T> Real<T>(string name, Func<T, float> get, Action<T, float> set) => new(
        name,
        (ref r, m) => set(m, r.Real(name)),
        (w, m) =>
        {
            if (float.IsFinite(get(m)) && get(m) != 0)
                w.WriteNumber(name, get(m));
            else if (get(m) != 0)
                w.WriteString(name, float.IsNaN(get(m)) ? "NaN" : get(m) > 0 ? "Infinity" : "-Infinity");
        });

    public static ProtoField<T> Enum<T>(string name, ProtoEnum values, Func<T, int> get, Action<T, int> set) => new(
        name,
        (ref r, m) => set(m, r.Enum(name, values) ?? get(m)),
        (w, m) =>
        {
            if (get(m) == 0)
                return;
            if (values.Name(get(m)) is { } known)
                w.WriteString(name, known);
            else
                w.WriteNumber(name, get(m));
        });

    public static ProtoField<T> Message<T, TPart>(string name, ProtoMessage<TPart> part, Func<T, TPart?> get, Action<T, TPart> set)
        where TPart : ProtoDocument, new() => new(
        name,
        (ref r, m) => set(m, part.Read(ref r)),
        (w, m) =>
        {
            if (get(m) is not { } value)
                return;
            w.WritePropertyName(name);
            part.Write(w, value);
        });

    public static ProtoField<T> Texts<T>(string name, Func<T, List<string>> get) => new(
        name,
        (ref r, m) => ReadList(ref r, get(m), (ref reader) => reader.Text(name)),
        (w, m) => WriteList(w, name, get(m), static (writer, value) => writer.WriteStringValue(value)));

    public static ProtoField<T> Messages<T, TPart>(string name, ProtoMessage<TPart> part, Func<T, List<TPart>> get)
        where TPart : ProtoDocument, new() => new(
        name,
        (ref r, m) => ReadList(ref r, get(m), part.Read),
        (w, m) => WriteList(w, name, get(m), part.Write));

    public static ProtoField<T> TextMap<T>(string name, Func<T, SortedDictionary<string, string>> get) => new(
        name,
        (ref r, m) => ReadMap(ref r, get(m), static (ref reader) => reader.Text("value")),
        (w, m) => WriteMap(w, name, get(m), static (writer, value) => writer.WriteStringValue(value)));

    public static ProtoField<T> Map<T, TPart>(string name, ProtoMessage<TPart> part, Func<T, SortedDictionary<string, TPart>> get)
        where TPart : ProtoDocument, new() => new(
        name,
        (ref r, m) => ReadMap(ref r, get(m), part.Read),
        (w, m) => WriteMap(w, name, get(m), part.Write));

    internal delegate TValue ValueReader<out TValue>(ref ProtoJsonReader reader);

    private static void ReadList<TValue>(ref ProtoJsonReader reader, List<TValue> list, ValueReader<TValue> read)
    {
        reader.Expect(JsonTokenType.StartArray);
        for (reader.Next(); reader.Token != JsonTokenType.EndArray; reader.Next())
            list.Add(read(ref reader));
    }

    internal static void ReadMap<TValue>(ref ProtoJsonReader reader, SortedDictionary<string, TValue> map, ValueReader<TValue> read)
    {
        reader.Expect(JsonTokenType.StartObject);
        for (reader.Next(); reader.Token != JsonTokenType.EndObject; reader.Next())
        {
            string key = reader.Name();
            if (map.ContainsKey(key))
                throw reader.Fault(reader.Position, $"duplicate map key {reader.RawToken()}");
            reader.Next();
            map.Add(key, read(ref reader));
        }
    }

    private static void WriteList<TValue>(Utf8JsonWriter writer, string name, List<TValue> list, Action<Utf8JsonWriter, TValue> write)
    {
        if (list.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (TValue value in list)
            write(writer, value);
        writer.WriteEndArray();
    }

    private static void WriteMap<TValue>(Utf8JsonWriter writer, string name, SortedDictionary<string, TValue> map, Action<Utf8JsonWriter, TValue> write)
    {
        if (map.Count == 0)
            return;
        writer.WriteStartObject(name);
        foreach ((string key, TValue value) in map)
        {
            writer.WritePropertyName(key);
            write(writer, value);
        }
        writer.WriteEndObject();
    }
}
