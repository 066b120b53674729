namespace PocSharding;

/// <summary>What a log says: distinct statements with counts and times, transactions, coverage.</summary>
public sealed partial record WorkloadProfile
{
    /// <summary>
    /// Reads a slow query log of MySQL, MariaDB or Percona Server: plain, .gz or .zst, <c>-</c> for standard input. Several files are
    /// parts of one server's log, in order: sessions and the database in use go on from one to the next.
    /// </summary>
    /// <exception cref="PocShardingException">A file cannot be read, or none holds a log entry.</exception>
    public static WorkloadProfile Load(params string[] files) => Load(files, null);

    /// <inheritdoc cref="Load(string[])"/>
    public static WorkloadProfile Load(IReadOnlyList<string> files, IProgress<AdvisorProgress>? progress, CancellationToken cancellation = default) =>
        Workload.ProfileReader.Read(files, progress, cancellation);

    /// <summary>Distinct statements, in order of first appearance: distinct by text and by database, as an unqualified name means another table in another database.</summary>
    public required IReadOnlyList<Digest> Digests { get; init; }

    /// <summary>What part of the traffic the log shows.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Entries that could not be read: file, line, reason.</summary>
    public IReadOnlyList<Skipped> Skipped { get; init; } = [];

    /// <summary>Transactions that ended in the log, with the values of their statements (in memory only, never written).</summary>
    internal Workload.TransactionLog Transactions { get; init; } = Workload.TransactionLog.Empty;
}

/// <summary>One distinct statement: all executions whose text differs in literals, list lengths, white space and comments only.</summary>
public sealed record Digest
{
    /// <summary>64 hex digits: SHA-256 of the normalized text.</summary>
    public required string Id { get; init; }

    /// <summary>Normalized text: literals are <c>?</c>, lists <c>(...)</c>. No literal value.</summary>
    public required string Text { get; init; }

    /// <summary>The database in use at the first execution; empty when unknown.</summary>
    public string Database { get; init; } = "";

    /// <summary>How the statement is treated.</summary>
    public DigestKind Kind { get; init; }

    /// <summary>Why it is not understood, or the parser's refusal; null otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>Executions in the log.</summary>
    public long Executions { get; init; }

    /// <summary>Sum of Query_time, seconds.</summary>
    public double QueryTime { get; init; }

    /// <summary>Sum of Lock_time, seconds.</summary>
    public double LockTime { get; init; }

    /// <summary>Sum of Rows_sent.</summary>
    public long RowsSent { get; init; }

    /// <summary>Sum of Rows_examined.</summary>
    public long RowsExamined { get; init; }

    /// <summary>The first execution, parsed; null when it is not understood.</summary>
    internal Sql.Ast.Statement? Statement { get; init; }

    /// <summary>Its literals by slot: the values and list lengths seen.</summary>
    internal IReadOnlyList<Workload.Slot> Slots { get; init; } = [];
}

/// <summary>How a digest is treated.</summary>
public enum DigestKind
{
    /// <summary>SELECT, UNION, INSERT, REPLACE, UPDATE, DELETE: planned.</summary>
    Planned,

    /// <summary>Transactions, SET, SHOW, DDL, administrator commands: planned by no vindex.</summary>
    Unplanned,

    /// <summary>Text that our parser does not read.</summary>
    NotUnderstood,
}

/// <summary>What a log can and cannot show.</summary>
public sealed record Coverage
{
    /// <summary>The server's version line, where the log has one.</summary>
    public string? Server { get; init; }

    /// <summary>First and last time stamp seen.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last time stamp seen.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Log entries read, administrator commands among them.</summary>
    public long Entries { get; init; }

    /// <summary>Entries that could not be read (cut off, or longer than any server takes); not among <see cref="Entries"/>.</summary>
    public long SkippedEntries { get; init; }

    /// <summary>Entries that stand for administrator commands (Quit, Prepare, …).</summary>
    public long AdministratorCommands { get; init; }

    /// <summary>Smallest Query_time seen, seconds: a floor well above zero means long_query_time hid the short ones.</summary>
    public double? SmallestQueryTime { get; init; }

    /// <summary>Only each n-th session or query is in the log (Percona Server's Log_slow_rate_limit); null when the log does not say so.</summary>
    public long? SampleRate { get; init; }

    /// <summary>Sessions seen.</summary>
    public long Sessions { get; init; }

    /// <summary>Sessions whose first statement in the log is the session's own first (a connect or SET before any data statement).</summary>
    public long SessionsFromStart { get; init; }

    /// <summary>User names seen, with entries.</summary>
    public IReadOnlyDictionary<string, long> Users { get; init; } = new Dictionary<string, long>();

    /// <summary>Transactions still open at the end of the log; they are not counted.</summary>
    public long OpenTransactions { get; init; }

    /// <summary>Mean Query_time of COMMIT, seconds; null where none was seen.</summary>
    public double? MeanCommitTime { get; init; }
}

/// <summary>Input that could not be used: where, why, how often.</summary>
public sealed record Skipped(string File, long Line, string Reason, long Count = 1);
