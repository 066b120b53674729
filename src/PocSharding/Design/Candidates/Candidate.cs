namespace PocSharding.Design.Candidates;

/// <summary>Why a column may be a table's key, and how much speaks for it.</summary>
internal sealed record Candidate(int Table, ColumnSchema Column, string Vindex)
{
    public bool InPrimaryKey { get; init; }

    public bool InUniqueKey { get; init; }

    public bool InForeignKey { get; init; }

    /// <summary>Share of the workload that compares it with values.</summary>
    public double Compared { get; init; }
}

/// <summary>A column that is never offered as a key: the rule, and what it found.</summary>
internal sealed record Exclusion(int Table, string Column, string Rule, string Detail)
{
    /// <summary>The digest that rules it out; -1 for the schema.</summary>
    public int Digest { get; init; } = -1;
}
