namespace PocSharding.Planning.Plan;

/// <summary>Which shards a statement goes to that no vindex routes.</summary>
internal enum SendTargetKind { AnyShard, AllShards, Shard, ExactKeyRange }

/// <summary>The target of a Send, in Vitess's words: <c>AnyShard()</c>, <c>AllShards()</c>, <c>Shard(-80)</c>, <c>ExactKeyRange(-)</c>. Vitess: key/destination.go.</summary>
internal sealed record SendTarget(SendTargetKind Kind, string Shards = "")
{
    public static readonly SendTarget AnyShard = new(SendTargetKind.AnyShard);
    public static readonly SendTarget AllShards = new(SendTargetKind.AllShards);

    public override string ToString() => $"{Kind}({Shards})";
}
