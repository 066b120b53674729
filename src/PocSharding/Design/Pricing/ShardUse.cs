namespace PocSharding.Design.Pricing;

/// <summary>How a part of a plan finds its shards, as far as a transaction's participants depend on it.</summary>
internal enum UseKind
{
    /// <summary>The shards of the values in a slot of the digest.</summary>
    Key,

    /// <summary>The shards of values that the log does not show: rows of a join, a sequence's values, expressions.</summary>
    UnknownKey,

    AllShards,

    /// <summary>A random shard, drawn at each execution (X1).</summary>
    AnyShard,

    Unsharded,

    /// <summary>A sequence: touched, never a participant (X9).</summary>
    Sequence,
}

/// <summary>One use of shards by a statement. <see cref="Count"/> is the number of values where no slot holds them.</summary>
internal sealed record ShardUse(UseKind Kind, bool Write)
{
    public int Slot { get; init; } = -1;

    public double Count { get; init; } = 1;
}
