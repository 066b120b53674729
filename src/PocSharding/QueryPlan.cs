using PocSharding.Planning.Plan;

namespace PocSharding;

/// <summary>What vtgate does with one query: a plan, a refusal, or our own "not modelled".</summary>
public sealed record QueryPlan
{
    private readonly IReadOnlyDictionary<string, List<int>> offsets;

    internal QueryPlan(string sql, PlanResult result, IReadOnlyDictionary<string, List<int>>? offsets = null) =>
        (Sql, Result, this.offsets) = (sql, result, offsets ?? new Dictionary<string, List<int>>());

    internal PlanResult Result { get; }

    /// <summary>Whether the text is a statement that our parser reads.</summary>
    internal bool IsRead { get; init; } = true;

    /// <summary>The query as it was given.</summary>
    public string Sql { get; }

    /// <summary>The plan's type in Vitess's words: Passthrough, MultiShard, Lookup, Scatter, Join, Complex, …; Refused or NotModelled where there is no plan.</summary>
    public string Type => Result switch
    {
        Planned plan => plan.Type.ToString(),
        Refused => "Refused",
        _ => "NotModelled",
    };

    /// <summary>Which shards it reaches: <c>one shard</c>, <c>all shards</c>, <c>none</c>, ….</summary>
    public string Shards => PlanShards.Of(Result);

    /// <summary>The steps, each before those that it gets its rows from; empty where there is no plan.</summary>
    public IReadOnlyList<PlanStep> Steps => field ??= PlanSteps.Of(Result, offsets);

    /// <summary>Why the plan is as it is, step by step.</summary>
    public IReadOnlyList<string> Reasons => [.. Steps.SelectMany(s => s.Reasons)];

    /// <summary>Vitess's error with its code, <c>VT12001: unsupported: …</c>; null when the query is planned or not modelled.</summary>
    public string? Refusal => (Result as Refused)?.ToString();

    /// <summary>What an application usually does about the refusal; empty when there is none.</summary>
    public string Remedy => (Result as Refused)?.Remedy ?? "";

    /// <summary>Why we cannot say what vtgate does; null when we can.</summary>
    public string? NotModelled => (Result as NotModelled)?.Why;

    /// <summary>Columns that MySQL will not find in what vtgate sends it, though vtgate plans the query; empty when all is well.</summary>
    public IReadOnlyList<RefusedColumn> MySqlWillRefuse => [.. Steps.SelectMany(s => s.Leaf?.MySqlWillRefuse ?? [])];

    /// <summary>The plan as a tree, a line for each step, with its reasons.</summary>
    public string ToTree() => PlanTree.Text(Result, Steps, Sql);

    /// <summary>The plan as Vitess's EXPLAIN prints it, JSON.</summary>
    public string ToJson() => PlanJson.Document(Result, Sql);

    /// <summary>Type and shards.</summary>
    public override string ToString() => Result is Planned ? $"{Type} {Shards}" : Refusal ?? $"not modelled: {NotModelled}";
}
