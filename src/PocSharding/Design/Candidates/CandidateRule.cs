using PocSharding.Design.Load;

namespace PocSharding.Design.Candidates;

/// <summary>A reason never to offer a column as a key (pricing.md §6).</summary>
internal abstract class CandidateRule
{
    /// <summary>Every rule, in the order in which they are asked.</summary>
    public static IReadOnlyList<CandidateRule> All { get; } = [new TypeRule(), new GeneratedRule(), new SuppliedRule(), new AssignedRule()];

    /// <summary>Why not; null when this rule has nothing against the column.</summary>
    public abstract Exclusion? Excludes(LoadModel load, int table, ColumnSchema column);

    protected static Exclusion? FirstUse(LoadModel load, int table, ColumnSchema column, ColumnUseKind kind, string rule, string detail)
    {
        foreach (DigestFacts? digest in load.Digests)
            if (digest?.Uses.Any(u => u.Kind == kind && u.Table == table && u.Column == column.Name) == true)
                return new(table, column.Name, rule, detail) { Digest = digest.Index };
        return null;
    }
}
