namespace PocSharding.Vitess;

/// <summary>A rule that knows its fields.</summary>
internal interface IRuleDocument<T> where T : ProtoDocument, IRuleDocument<T>, new()
{
    static abstract ProtoMessage<T> Message { get; }
}

/// <summary>A list of rules, wrapped in a message as protobuf needs it.</summary>
internal sealed record RulesDocument<T> : ProtoDocument where T : ProtoDocument, IRuleDocument<T>, new()
{
    public static ProtoMessage<RulesDocument<T>> Message { get; } = new(ProtoFields.Messages<RulesDocument<T>, T>("rules", T.Message, r => r.Rules));

    public List<T> Rules { get; init; } = [];
}

internal sealed record RoutingRuleDocument : ProtoDocument, IRuleDocument<RoutingRuleDocument>
{
    public static ProtoMessage<RoutingRuleDocument> Message { get; } = new(
        ProtoFields.Text<RoutingRuleDocument>("from_table", r => r.FromTable, (r, v) => r.FromTable = v),
        ProtoFields.Texts<RoutingRuleDocument>("to_tables", r => r.ToTables));

    public string FromTable { get; set; } = "";

    public List<string> ToTables { get; init; } = [];
}

internal sealed record ShardRoutingRuleDocument : ProtoDocument, IRuleDocument<ShardRoutingRuleDocument>
{
    public static ProtoMessage<ShardRoutingRuleDocument> Message { get; } = new(
        ProtoFields.Text<ShardRoutingRuleDocument>("from_keyspace", r => r.FromKeyspace, (r, v) => r.FromKeyspace = v),
        ProtoFields.Text<ShardRoutingRuleDocument>("to_keyspace", r => r.ToKeyspace, (r, v) => r.ToKeyspace = v),
        ProtoFields.Text<ShardRoutingRuleDocument>("shard", r => r.Shard, (r, v) => r.Shard = v));

    public string FromKeyspace { get; set; } = "";

    public string ToKeyspace { get; set; } = "";

    public string Shard { get; set; } = "";
}

internal sealed record KeyspaceRoutingRuleDocument : ProtoDocument, IRuleDocument<KeyspaceRoutingRuleDocument>
{
    public static ProtoMessage<KeyspaceRoutingRuleDocument> Message { get; } = new(
        ProtoFields.Text<KeyspaceRoutingRuleDocument>("from_keyspace", r => r.FromKeyspace, (r, v) => r.FromKeyspace = v),
        ProtoFields.Text<KeyspaceRoutingRuleDocument>("to_keyspace", r => r.ToKeyspace, (r, v) => r.ToKeyspace = v));

    public string FromKeyspace { get; set; } = "";

    public string ToKeyspace { get; set; } = "";
}

internal sealed record MirrorRuleDocument : ProtoDocument, IRuleDocument<MirrorRuleDocument>
{
    public static ProtoMessage<MirrorRuleDocument> Message { get; } = new(
        ProtoFields.Text<MirrorRuleDocument>("from_table", r => r.FromTable, (r, v) => r.FromTable = v),
        ProtoFields.Text<MirrorRuleDocument>("to_table", r => r.ToTable, (r, v) => r.ToTable = v),
        ProtoFields.Real<MirrorRuleDocument>("percent", r => r.Percent, (r, v) => r.Percent = v));

    public string FromTable { get; set; } = "";

    public string ToTable { get; set; } = "";

    public float Percent { get; set; }
}
