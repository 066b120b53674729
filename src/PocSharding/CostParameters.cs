namespace PocSharding;

/// <summary>What things cost, in milliseconds of database work unless said otherwise; the figures behind every price (<c>Design/README.md</c>).</summary>
public sealed record CostParameters
{
    /// <summary>c0: fixed cost of a statement on one shard, ms.</summary>
    public double ShardStatement { get; init; } = 0.05;

    /// <summary>k: commit on one participant, ms; null takes the log's mean COMMIT, at least <see cref="LeastCommit"/>.</summary>
    public double? Commit { get; init; }

    /// <summary>The least that a commit is taken to cost, ms.</summary>
    public double LeastCommit { get; init; } = 0.5;

    /// <summary>g0: work of vtgate for a statement on one shard, ms.</summary>
    public double VtgateStatement { get; init; } = 0.02;

    /// <summary>g1: work of vtgate for a row that it joins, sorts, aggregates or merges, ms.</summary>
    public double VtgateRow { get; init; } = 0.002;

    /// <summary>ω: weight of vtgate's work against that of the databases, which scale less easily.</summary>
    public double VtgateWeight { get; init; } = 0.25;

    /// <summary>ρ: risk of a transaction that writes several shards (not atomic), ms.</summary>
    public double SeveralShardsWritten { get; init; } = 5;

    /// <summary>A statement that vtgate refuses, ms an execution.</summary>
    public double Refused { get; init; } = 50;

    /// <summary>A digest that vtgate refuses, whatever its executions: share of the work on one shard.</summary>
    public double RefusedDigest { get; init; } = 0.005;

    /// <summary>Bytes that one shard, and the unsharded keyspace, may hold.</summary>
    public double Budget { get; init; } = 250e9;

    /// <summary>Bytes that a reference table may have, after scale.</summary>
    public double ReferenceBytes { get; init; } = 1e9;

    /// <summary>Rows that a reference table may have, after scale.</summary>
    public double ReferenceRows { get; init; } = 10e6;

    /// <summary>Designs whose price differs by less than this share tie.</summary>
    public double Tie { get; init; } = 0.01;
}
