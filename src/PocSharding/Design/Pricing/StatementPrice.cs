using PocSharding.Planning.Plan;

namespace PocSharding.Design.Pricing;

/// <summary>What one execution of a digest costs under one plan, in ms: the summands of J before they are divided.</summary>
internal sealed record StatementPrice(PlanResult Plan)
{
    /// <summary>Work on the sharded keyspace, each part times its key's skew.</summary>
    public double Sharded { get; init; }

    /// <summary>Work on the unsharded keyspace.</summary>
    public double Unsharded { get; init; }

    public double Vtgate { get; init; }

    /// <summary>Penalty of an execution.</summary>
    public double Penalty { get; init; }

    /// <summary>Commit and risk of an execution that writes several shards outside a transaction (X8).</summary>
    public double Autocommit { get; init; }

    /// <summary>The chance that an execution writes several shards.</summary>
    public double WritesSeveral { get; init; }

    public double ShardStatements { get; init; }

    public IReadOnlyList<ShardUse> Uses { get; init; } = [];

    /// <summary>The part of J (pricing.md §1) that one execution is, transactions aside.</summary>
    public double PerExecution(int shards, double vtgateWeight) => (Sharded + Penalty) / shards + Unsharded + vtgateWeight * Vtgate;
}
