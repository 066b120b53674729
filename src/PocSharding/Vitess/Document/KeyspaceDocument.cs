namespace PocSharding.Vitess;

/// <summary>A keyspace's VSchema as it stands in a file. Vitess: proto/vschema.proto, Keyspace.</summary>
internal sealed record KeyspaceDocument : ProtoDocument
{
    public static ProtoMessage<KeyspaceDocument> Message { get; } = new(
        ProtoFields.Flag<KeyspaceDocument>("sharded", k => k.Sharded, (k, v) => k.Sharded = v),
        ProtoFields.Map<KeyspaceDocument, VindexDocument>("vindexes", VindexDocument.Message, k => k.Vindexes),
        ProtoFields.Map<KeyspaceDocument, TableDocument>("tables", TableDocument.Message, k => k.Tables),
        ProtoFields.Flag<KeyspaceDocument>("require_explicit_routing", k => k.RequireExplicitRouting, (k, v) => k.RequireExplicitRouting = v),
        ProtoFields.Enum<KeyspaceDocument>("foreign_key_mode", ProtoEnums.ForeignKeyMode, k => k.ForeignKeyMode, (k, v) => k.ForeignKeyMode = v),
        ProtoFields.Message("multi_tenant_spec", MultiTenantDocument.Message, k => k.MultiTenantSpec, (KeyspaceDocument k, MultiTenantDocument v) => k.MultiTenantSpec = v));

    public bool Sharded { get; set; }

    public SortedDictionary<string, VindexDocument> Vindexes { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, TableDocument> Tables { get; init; } = new(StringComparer.Ordinal);

    public bool RequireExplicitRouting { get; set; }

    /// <summary>The enum's number: 0 unspecified, 1 disallow, 2 unmanaged, 3 managed; others are kept.</summary>
    public int ForeignKeyMode { get; set; }

    public MultiTenantDocument? MultiTenantSpec { get; set; }

    /// <summary>Reads one keyspace's file.</summary>
    public static KeyspaceReading Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new ProtoJsonReader(json);
            KeyspaceDocument keyspace = Message.Read(ref reader);
            reader.End();
            return new KeyspaceReading(keyspace, null);
        }
        catch (ProtoJsonException wrong)
        {
            return new KeyspaceReading(null, wrong.Fault);
        }
    }

    /// <summary>A copy that can be changed by itself, tables and vindexes included.</summary>
    public KeyspaceDocument Copy() => this with
    {
        Vindexes = new SortedDictionary<string, VindexDocument>(Vindexes, StringComparer.Ordinal),
        Tables = new SortedDictionary<string, TableDocument>(Tables.ToDictionary(t => t.Key, t => t.Value.Copy()), StringComparer.Ordinal),
    };
}

/// <summary>What reading a keyspace gave: the keyspace, or why not.</summary>
internal sealed record KeyspaceReading(KeyspaceDocument? Keyspace, JsonFault? Fault);

internal sealed record MultiTenantDocument : ProtoDocument
{
    public static ProtoMessage<MultiTenantDocument> Message { get; } = new(
        ProtoFields.Text<MultiTenantDocument>("tenant_id_column_name", t => t.ColumnName, (t, v) => t.ColumnName = v),
        ProtoFields.Enum<MultiTenantDocument>("tenant_id_column_type", ProtoEnums.ColumnType, t => t.ColumnType, (t, v) => t.ColumnType = v));

    public string ColumnName { get; set; } = "";

    public int ColumnType { get; set; }
}

internal sealed record VindexDocument : ProtoDocument
{
    public static ProtoMessage<VindexDocument> Message { get; } = new(
        ProtoFields.Text<VindexDocument>("type", v => v.Type, (v, x) => v.Type = x),
        ProtoFields.TextMap<VindexDocument>("params", v => v.Params),
        ProtoFields.Text<VindexDocument>("owner", v => v.Owner, (v, x) => v.Owner = x));

    public string Type { get; set; } = "";

    public SortedDictionary<string, string> Params { get; init; } = new(StringComparer.Ordinal);

    public string Owner { get; set; } = "";
}
