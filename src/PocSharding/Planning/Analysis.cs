using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning;

/// <summary>
/// A statement as far as it can be understood without knowing how it is sharded: normalized, names bound, predicates in conjuncts. Made once a
/// digest, shared by threads, never changed.
/// </summary>
internal sealed class Analysis
{
    /// <summary>The normalized text's tree.</summary>
    public required Statement Normalized { get; init; }

    /// <summary>What an unsharded keyspace is sent: SQL_CALC_FOUND_ROWS is still in it.</summary>
    public Statement Sent
    {
        get => field ?? Normalized;
        private set;
    }

    /// <summary>The same, for a statement of which more is sent than is planned.</summary>
    public Analysis Sending(Statement sent)
    {
        var copy = (Analysis)MemberwiseClone();
        copy.Sent = sent;
        return copy;
    }

    /// <summary>The tree with every column bound; the normalized one where binding failed.</summary>
    public required Statement Bound { get; init; }

    public required IReadOnlyList<TableInstance> Tables { get; init; }

    /// <summary>Every table that the text names, common table expressions left out.</summary>
    public required IReadOnlyList<TableName> NamedTables { get; init; }

    public required DeferredErrors Errors { get; init; }

    public required Signature Signature { get; init; }

    public required ReservedNames Names { get; init; }

    /// <summary>What was known of the tables: statements that planning adds are bound with it too.</summary>
    public required TableCatalog Catalog { get; init; }

    public required PlanningMode Mode { get; init; }

    /// <summary>The statement is so deeply nested that it is routed on a stack of its own.</summary>
    public bool IsDeep { get; init; }

    /// <summary>An error that holds wherever the statement is not simply passed on.</summary>
    public Refused? Error { get; init; }

    /// <summary>The error holds even where the statement would be passed on.</summary>
    public bool RefusedEverywhere { get; init; }

    /// <summary>Why we cannot say; null when we can.</summary>
    public string? NotModelled { get; init; }

    /// <summary>SQL_CALC_FOUND_ROWS with LIMIT: the query without the flag, and the count of its rows without the limit.</summary>
    public (Analysis Limited, Analysis Count)? FoundRows { get; init; }

    /// <summary>Byte offsets of the literals that each bind variable replaced: they tie a vindex value to its slot in the digest.</summary>
    public IReadOnlyDictionary<string, List<int>> ArgumentOffsets { get; init; } = new Dictionary<string, List<int>>();
}
