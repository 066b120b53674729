namespace PocSharding.Planning.Plan;

/// <summary>Says in a few words which shards a plan reaches.</summary>
internal static class PlanShards
{
    public static string Of(PlanResult result) => result is Planned { Root: { } root } ? Of(root) : "none";

    private static string Of(Primitive primitive) => primitive switch
    {
        Route route => Of(route.Routing),
        Dml dml => Of(dml.Routing),
        VindexLookup lookup => lookup.Routing.Opcode == Opcode.EqualUnique ? "one shard, found by a lookup" : "the shards that a lookup finds",
        InsertRows { Variant: InsertVariant.Unsharded } insert => $"the one shard of {insert.Keyspace.Name}",
        InsertRows => "one shard for each row",
        NamedPrimitive { Keyspace: { Sharded: false } keyspace, Query: not null } => $"the one shard of {keyspace.Name}",
        NamedPrimitive { TargetDestination.Kind: SendTargetKind.AllShards } or NamedPrimitive { Type: PlanType.DirectDDL } => "all shards",
        NamedPrimitive { TargetDestination.Kind: SendTargetKind.AnyShard } => "any one shard",
        { Inputs.Count: 0 } => "none",
        _ => string.Join(" + ", Leaves(primitive).Distinct()),
    };

    private static IEnumerable<string> Leaves(Primitive primitive) =>
        primitive.Inputs.Count == 0 || primitive is VindexLookup ? [Of(primitive)] : primitive.Inputs.SelectMany(Leaves);

    private static string Of(Routing routing) => routing.Opcode switch
    {
        Opcode.Unsharded or Opcode.Next => $"the one shard of {routing.Keyspace?.Name}",
        Opcode.EqualUnique => "one shard",
        Opcode.Reference or Opcode.DBA => "any one shard",
        Opcode.Scatter => "all shards",
        Opcode.None => "no shard",
        Opcode.IN or Opcode.MultiEqual => "the shards of the listed values",
        Opcode.Between or Opcode.SubShard => "a range of shards",
        Opcode.Equal => "the shards of the value",
        _ => "the shards that were found",
    };
}
