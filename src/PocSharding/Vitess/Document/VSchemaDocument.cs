using System.Text.Encodings.Web;
using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>What reading a document gave: the document, or why not.</summary>
internal sealed record VSchemaReading(VSchemaDocument? Document, JsonFault? Fault);

/// <summary>All keyspaces and rules as they stand in files. Vitess: proto/vschema.proto, SrvVSchema.</summary>
internal sealed record VSchemaDocument : ProtoDocument
{
    public static ProtoMessage<VSchemaDocument> Message { get; } = new(
        ProtoFields.Map<VSchemaDocument, KeyspaceDocument>("keyspaces", KeyspaceDocument.Message, v => v.Keyspaces),
        Rules("routing_rules", v => v.RoutingRules, (VSchemaDocument v, RulesDocument<RoutingRuleDocument> r) => v.RoutingRules = r),
        Rules("shard_routing_rules", v => v.ShardRoutingRules, (VSchemaDocument v, RulesDocument<ShardRoutingRuleDocument> r) => v.ShardRoutingRules = r),
        Rules("keyspace_routing_rules", v => v.KeyspaceRoutingRules, (VSchemaDocument v, RulesDocument<KeyspaceRoutingRuleDocument> r) => v.KeyspaceRoutingRules = r),
        Rules("mirror_rules", v => v.MirrorRules, (VSchemaDocument v, RulesDocument<MirrorRuleDocument> r) => v.MirrorRules = r));

    public SortedDictionary<string, KeyspaceDocument> Keyspaces { get; init; } = new(StringComparer.Ordinal);

    public RulesDocument<RoutingRuleDocument>? RoutingRules { get; set; }

    public RulesDocument<ShardRoutingRuleDocument>? ShardRoutingRules { get; set; }

    public RulesDocument<KeyspaceRoutingRuleDocument>? KeyspaceRoutingRules { get; set; }

    public RulesDocument<MirrorRuleDocument>? MirrorRules { get; set; }

    /// <summary>Reads a SrvVSchema: <c>{"keyspaces": {…}, "routing_rules": …}</c>.</summary>
    public static VSchemaReading Read(ReadOnlySpan<byte> json) => Reading(json, (ref reader) => Message.Read(ref reader));

    /// <summary>
    /// Reads whichever of the three forms the text has: a SrvVSchema, one keyspace (which then has the name given), or a map of keyspaces.
    /// Vitess: vtexplain takes the first and the last, ApplyVSchema the second.
    /// </summary>
    public static VSchemaReading ReadAny(ReadOnlySpan<byte> json, string keyspace) => Reading(json, VSchemaForm.Of(json) switch
    {
        VSchemaForm.Kind.Keyspace => (ref reader) => ReadKeyspace(ref reader, keyspace),
        VSchemaForm.Kind.MapOfKeyspaces => ReadMap,
        _ => (ref reader) => Message.Read(ref reader),
    });

    /// <summary>Canonical JSON: snake_case, fields in the order of the .proto file, names sorted, unset fields left out.</summary>
    public byte[] ToJson() => Write(writer => Message.Write(writer, this));

    /// <summary>One keyspace's file.</summary>
    public static byte[] ToJson(KeyspaceDocument keyspace) => Write(writer => KeyspaceDocument.Message.Write(writer, keyspace));

    private delegate VSchemaDocument Reader(ref ProtoJsonReader reader);

    private static VSchemaReading Reading(ReadOnlySpan<byte> json, Reader read)
    {
        try
        {
            var reader = new ProtoJsonReader(json);
            VSchemaDocument document = read(ref reader);
            reader.End();
            return new VSchemaReading(document, null);
        }
        catch (ProtoJsonException wrong)
        {
            return new VSchemaReading(null, wrong.Fault);
        }
    }

    private static VSchemaDocument ReadKeyspace(ref ProtoJsonReader reader, string keyspace)
    {
        var document = new VSchemaDocument();
        document.Keyspaces.Add(keyspace, KeyspaceDocument.Message.Read(ref reader));
        return document;
    }

    private static VSchemaDocument ReadMap(ref ProtoJsonReader reader)
    {
        var document = new VSchemaDocument();
        ProtoFields.ReadMap(ref reader, document.Keyspaces, KeyspaceDocument.Message.Read);
        return document;
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 10_000 }))
            write(writer);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static ProtoField<VSchemaDocument> Rules<T>(string name, Func<VSchemaDocument, RulesDocument<T>?> get, Action<VSchemaDocument, RulesDocument<T>> set)
        where T : ProtoDocument, IRuleDocument<T>, new() => ProtoFields.Message(name, RulesDocument<T>.Message, get, set);
}
