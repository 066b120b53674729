namespace PocSharding.Design.Load;

/// <summary>A planned digest with what pricing needs to know of its executions.</summary>
internal sealed class DigestFacts(int index, Digest digest, StatementFacts statement)
{
    /// <summary>Its place in the profile.</summary>
    public int Index { get; } = index;

    public Digest Digest { get; } = digest;

    public int[] Tables => statement.Tables;

    public IReadOnlyList<ColumnUse> Uses => statement.Uses;

    public bool Mentions(string column) => statement.Mentioned(column);

    public double Executions => Digest.Executions;

    /// <summary>Executions outside transactions.</summary>
    public long Autocommit { get; set; }

    /// <summary>Counts of values by slot, over the executions in the log.</summary>
    public required SlotFacts[] Slots { get; init; }

    /// <summary>Mean Query_time − Lock_time, ms.</summary>
    public double Time => Executions == 0 ? 0 : Math.Max(0, 1000 * (Digest.QueryTime - Digest.LockTime) / Executions);

    /// <summary>e: the data work beyond the fixed cost of a statement, ms (pricing.md §2).</summary>
    public double Work(CostParameters costs) => Math.Max(0, Time - costs.ShardStatement);

    public double RowsSent => Executions == 0 ? 0 : Digest.RowsSent / Executions;

    /// <summary>Rows that the left side of a join gives: rows sent, or rows examined spread over the tables.</summary>
    public double LeftRows => Executions == 0 ? 0 : Math.Max(RowsSent, Digest.RowsExamined / Executions / Math.Max(1, Tables.Length));
}
