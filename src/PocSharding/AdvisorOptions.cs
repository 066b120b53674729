namespace PocSharding;

/// <summary>What to design for.</summary>
public sealed record AdvisorOptions
{
    /// <summary>Shards of the sharded keyspace.</summary>
    public int Shards { get; init; } = 8;

    /// <summary>Production has this many times the key values (and rows and bytes) of the log and its statistics.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The keyspace that the application selects; null: none, names resolve over all keyspaces.</summary>
    public string? Database { get; init; }

    /// <summary>Names of the sharded and of the unsharded keyspace; null: the dump's database, and <c>main</c> (<c>main_1</c> … if taken).</summary>
    public (string Sharded, string Unsharded)? Keyspaces { get; init; }

    /// <summary>When the search stops with the best design so far and its proven gap.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What things cost.</summary>
    public CostParameters Costs { get; init; } = new();

    /// <summary>Nodes that the search may visit: a limit that makes answers repeat.</summary>
    internal long NodeLimit { get; init; } = long.MaxValue;
}
