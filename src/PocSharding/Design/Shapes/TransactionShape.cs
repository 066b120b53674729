namespace PocSharding.Design.Shapes;

/// <summary>A statement of a shape: for each slot that may hold keys the labels of its distinct values; equal labels are equal keys.</summary>
internal sealed record ShapeStatement(int Digest, int[]?[] Labels)
{
    /// <summary>How often the same statement with the same keys occurs in the transaction.</summary>
    public int Count { get; set; } = 1;
}

/// <summary>Transactions whose statements are the same and whose keys are equal in the same places.</summary>
internal sealed class TransactionShape(IReadOnlyList<ShapeStatement> statements, int labels)
{
    public IReadOnlyList<ShapeStatement> Statements { get; } = statements;

    /// <summary>Distinct keys.</summary>
    public int Labels { get; } = labels;

    /// <summary>Transactions of this shape in the log.</summary>
    public long Count { get; set; } = 1;
}
