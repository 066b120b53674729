namespace PocSharding.Design;

/// <summary>Where a table lives.</summary>
internal abstract record TableRole
{
    /// <summary>Whole, in the unsharded keyspace.</summary>
    public sealed record Unsharded : TableRole
    {
        public override string ToString() => "unsharded";
    }

    /// <summary>Copied to every shard, its source in the unsharded keyspace.</summary>
    public sealed record Reference : TableRole
    {
        public override string ToString() => "reference";
    }

    /// <summary>Cut by a column through the vindex that its type needs.</summary>
    public sealed record ShardedBy(string Column, string Vindex) : TableRole
    {
        public override string ToString() => $"sharded by {Column} ({Vindex})";
    }
}
