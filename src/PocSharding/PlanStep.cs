namespace PocSharding;

/// <summary>One step of a plan: what vtgate does itself, or (<see cref="Leaf"/>) what it sends to shards.</summary>
public sealed record PlanStep
{
    /// <summary>How many steps this one stands below: 0 for the step that answers the client.</summary>
    public required int Depth { get; init; }

    /// <summary>What the step does, in the words of Vitess's EXPLAIN: <c>Sort count(*) DESC</c>, <c>Route Scatter in shop</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Why it is there and as it is: which predicate chose the vindex and what it beat, why two queries are not one, what kept the work in vtgate.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What is sent to shards; null for work of vtgate itself (joining, sorting, aggregating, …).</summary>
    public PlanLeaf? Leaf { get; init; }
}

/// <summary>A statement that a plan sends to shards, as far as it is known without values and without the number of shards, N.</summary>
public sealed record PlanLeaf
{
    /// <summary>The keyspace; empty where the plan does not say.</summary>
    public required string Keyspace { get; init; }

    /// <summary>Tables that it reads or changes.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>How many shards one run reaches: <c>0</c>, <c>1</c>, <c>N</c>, <c>D(N, 3)</c> (the shards of three values), <c>D(N, ::ids)</c> (of a list that is given later), <c>range</c>.</summary>
    public required string Shards { get; init; }

    /// <summary>Whether it runs once for each row of another step: the first side of the join that it is the second side of.</summary>
    public bool RunsPerRow { get; init; }

    /// <summary>What decides the shards, for each column of the vindex; empty where nothing does.</summary>
    public IReadOnlyList<ShardValue> Values { get; init; } = [];

    /// <summary>Lookup vindexes that are read to find or to check shards.</summary>
    public IReadOnlyList<string> LookupsRead { get; init; } = [];

    /// <summary>Lookup vindexes whose rows change with this table's.</summary>
    public IReadOnlyList<string> LookupsWritten { get; init; } = [];

    /// <summary>Whether it changes rows.</summary>
    public bool Writes { get; init; }

    /// <summary>The text that each shard gets, in Vitess's canonical form.</summary>
    public required string Sql { get; init; }

    /// <summary>Columns that MySQL will not find in the text, though vtgate plans it; empty when all is well.</summary>
    public IReadOnlyList<RefusedColumn> MySqlWillRefuse { get; init; } = [];
}

/// <summary>A column that MySQL does not find, and why: <c>a.name</c> in <c>select d.id, a.name from (select …) as d</c>, where no table a is.</summary>
public sealed record RefusedColumn(string Column, string Why);

/// <summary>A value that decides which shard: of <paramref name="Column"/>, <paramref name="Value"/> as the plan has it (<c>:user_id</c>).</summary>
/// <param name="Column">The vindex column.</param>
/// <param name="Value">A bind variable, a literal, a list or an expression of these; of a join, the variable that carries a column of its first side.</param>
/// <param name="Offsets">Where in the query's text the literals stand that the bind variable replaced: byte offsets; empty for <c>?</c> and for values of other steps.</param>
public sealed record ShardValue(string Column, string Value, IReadOnlyList<int> Offsets);
