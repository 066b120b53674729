namespace PocSharding.Design.Load;

/// <summary>The tables that a statement names, its uses of columns, and the column names that occur in it.</summary>
internal sealed record StatementFacts(int[] Tables, IReadOnlyList<ColumnUse> Uses, IReadOnlySet<string> Mentions, bool MentionsAll)
{
    /// <summary>The first table that the schema lacks; null when it has all.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether the plan may depend on the table being sharded by this column.</summary>
    public bool Mentioned(string column) => MentionsAll || Mentions.Contains(column);
}
