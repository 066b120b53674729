using System.Text;
using PocSharding.Output;
using PocSharding.Vitess;

namespace PocSharding;

/// <summary>A design for a database: where each table lives, why, what it costs, and what is not known.</summary>
public sealed partial record Proposal
{
    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The database that most statements of the log ran in, where it is not called as the dump's; they are taken to be the same. Null otherwise.</summary>
    public string? LogDatabase { get; init; }

    /// <summary>Shards of the sharded keyspace.</summary>
    public required int Shards { get; init; }

    /// <summary>Production has this many times the key values, rows and bytes.</summary>
    public required double Scale { get; init; }

    /// <summary>The keyspace that the application selects; null: none.</summary>
    public string? SelectedKeyspace { get; init; }

    /// <summary>Names of the keyspaces.</summary>
    public required ProposalKeyspaces Keyspaces { get; init; }

    /// <summary>Whether the data is too large for one server.</summary>
    public required ShardingNeed Needed { get; init; }

    /// <summary>One decision for each table, in schema order.</summary>
    public required IReadOnlyList<TableDecision> Tables { get; init; }

    /// <summary>The price, in ms of database work a second, and what is proven of it.</summary>
    public required DesignCost Cost { get; init; }

    /// <summary>Designs to compare with.</summary>
    public required Baselines Baselines { get; init; }

    /// <summary>Executions by what became of them.</summary>
    public required StatementShares Statements { get; init; }

    /// <summary>Share of planned executions by Vitess's plan type.</summary>
    public required IReadOnlyDictionary<string, double> ExecutionsByType { get; init; }

    /// <summary>Digests that vtgate refuses, that we cannot plan, or cannot read, by executions.</summary>
    public required IReadOnlyList<ProblemDigest> Problems { get; init; }

    /// <summary>Expected shares of transactions, key values placed independently and uniformly.</summary>
    public required TransactionShares Transactions { get; init; }

    /// <summary>The same with the log's values where the vindex puts them; keys that the log does not show are uniform.</summary>
    public required TransactionShares TransactionsPlaced { get; init; }

    /// <summary>Share of autocommit writes that change several shards: they commit one after another (X8).</summary>
    public required double AutocommitWritesSeveral { get; init; }

    /// <summary>Sequences that replace AUTO_INCREMENT.</summary>
    public required IReadOnlyList<SequenceDecision> Sequences { get; init; }

    /// <summary>Columns that are never offered as keys, and why.</summary>
    public required IReadOnlyList<ExcludedColumn> ExcludedColumns { get; init; }

    /// <summary>Input that could not be used.</summary>
    public required IReadOnlyList<Skipped> Skipped { get; init; }

    /// <summary>What part of the traffic the log shows.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The statements that make up most of the price.</summary>
    internal IReadOnlyList<DearStatement> Dearest { get; init; } = [];

    /// <summary>Share of the executions that the log shows without their values.</summary>
    internal double WithoutValues { get; init; }

    internal VSchemaDocument Document { get; init; } = new();

    /// <summary>The answer on one screen.</summary>
    public override string ToString() => OneScreen.Write(this);

    /// <summary>
    /// Writes <c>vschema/KEYSPACE.json</c>, <c>proposal.json</c> and <c>report.md</c> into a folder: whole files or none, no literal value of the log among them.
    /// </summary>
    /// <param name="directory">The folder; it is made where missing, and an earlier proposal in it is replaced.</param>
    /// <param name="force">Write even where the folder holds something that is not ours.</param>
    /// <exception cref="PocShardingException">The folder is not ours, or cannot be written.</exception>
    public void Save(string directory, bool force = false)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["report.md"] = Encoding.UTF8.GetBytes(ReportWriter.Write(this)),
            ["proposal.json"] = ProposalJson.Write(this),
        };
        foreach ((string name, KeyspaceDocument keyspace) in Document.Keyspaces)
            files[Path.Combine("vschema", name.Replace('/', '_').Replace('\\', '_') + ".json")] = VSchemaDocument.ToJson(keyspace);
        OutputFolder.Write(directory, files, force);
    }
}

/// <summary>The sharded keyspace and the unsharded one.</summary>
public sealed record ProposalKeyspaces(string Sharded, string Unsharded);

/// <summary>Bytes after scale against what one server may hold; <see cref="Reason"/> is the sentence.</summary>
public sealed record ShardingNeed(bool Needed, double Bytes, double Budget, string Reason);

/// <summary>What a table becomes.</summary>
public enum TableRoleKind
{
    /// <summary>Cut by a column over the shards.</summary>
    Sharded,

    /// <summary>Copied to every shard.</summary>
    Reference,

    /// <summary>Whole, in the unsharded keyspace.</summary>
    Unsharded,
}

/// <summary>How sure a decision is.</summary>
public enum Confidence
{
    /// <summary>The log says little, or another role costs about the same: a question for the customer.</summary>
    Low,

    /// <summary>Another role is not far.</summary>
    Medium,

    /// <summary>The runner-up is clearly dearer, and the log shows the table at work.</summary>
    High,
}

/// <summary>Where one table lives: <c>orders: sharded by user_id (xxhash)</c>.</summary>
public sealed record TableDecision(string Table, string Keyspace, TableRoleKind Role, IReadOnlyList<string> Columns, string? Vindex, Confidence Confidence, IReadOnlyList<string> Reasons, RunnerUp? RunnerUp)
{
    /// <summary>Executions of the log that name the table.</summary>
    public long Executions { get; init; }

    /// <summary>How the log's values of the key fall on the shards; null when it is not sharded or no value was seen.</summary>
    public string? Placement { get; init; }

    /// <summary>The role in a few words.</summary>
    public string Decision => Role == TableRoleKind.Sharded ? $"sharded by {string.Join(", ", Columns)} ({Vindex})" : Role.ToString().ToLowerInvariant();
}

/// <summary>The best design in which the table has another role, and its price; a tie is within the margin.</summary>
public sealed record RunnerUp(TableRoleKind Role, IReadOnlyList<string> Columns, double Cost, double Share, bool Tie)
{
    /// <summary>The runner-up in a few words: <c>reference (+12.3 %)</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{(Role == TableRoleKind.Sharded ? "by " + string.Join(", ", Columns) : Role.ToString().ToLowerInvariant())} (J {Cost:0.###}, {Share * 100:+0.0;-0.0;+0.0} %{(Tie ? ", a tie" : "")})");
}

/// <summary>J of the design, its proven lower bound, and the gap as a share of J (0: proven).</summary>
public sealed record DesignCost(double Best, double Bound, double Gap)
{
    /// <summary>Nodes that the search visited.</summary>
    public long Nodes { get; init; }
}

/// <summary>Other designs, priced alike.</summary>
public sealed record Baselines(Baseline PrimaryKey, Baseline PopularColumn, Baseline Unsharded);

/// <summary>A design to compare with.</summary>
public sealed record Baseline(double Cost, IReadOnlyDictionary<string, double> ExecutionsByType, TransactionShares Transactions, double RefusedExecutions);

/// <summary>Executions by what became of them.</summary>
public sealed record StatementShares(long Planned, long Refused, long Unplanned, long NotModelled, long NotUnderstood);

/// <summary>A digest with a problem: <see cref="Kind"/> is refused, not modelled or not understood.</summary>
public sealed record ProblemDigest(string Kind, string Sql, long Executions, double Share, string Reason, string Remedy);

/// <summary>Shares of transactions that write, span (as vtgate counts Cross), or touch several shards.</summary>
public sealed record TransactionShares(long Count, double WriteSeveral, double SpanSeveral, double TouchSeveral);

/// <summary>A sequence in the unsharded keyspace.</summary>
public sealed record SequenceDecision(string Table, string Column, string Sequence);

/// <summary>A column that may not be a key.</summary>
public sealed record ExcludedColumn(string Table, string Column, string Rule, string Detail);
