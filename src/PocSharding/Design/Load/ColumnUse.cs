namespace PocSharding.Design.Load;

internal enum ColumnUseKind
{
    /// <summary><c>column = literal</c>.</summary>
    Equal,

    /// <summary><c>column IN (literals)</c>.</summary>
    In,

    /// <summary><c>column = other table's column</c>, or IN a subquery of one.</summary>
    Join,

    /// <summary>An INSERT gives the column a value.</summary>
    Insert,

    /// <summary>An INSERT leaves the column out.</summary>
    LeftOut,

    /// <summary>UPDATE or ON DUPLICATE KEY UPDATE assigns it.</summary>
    Assigned,
}

/// <summary>How a statement uses a column as a key might be used. Slots are those of the digest; empty where no literal is involved.</summary>
internal sealed record ColumnUse(ColumnUseKind Kind, int Table, string Column)
{
    public IReadOnlyList<int> Slots { get; init; } = [];

    /// <summary>The other side of a join.</summary>
    public (int Table, string Column)? Other { get; init; }
}
