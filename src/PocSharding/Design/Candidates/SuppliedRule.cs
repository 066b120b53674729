using PocSharding.Design.Load;

namespace PocSharding.Design.Candidates;

/// <summary>Every INSERT must give the key; an AUTO_INCREMENT column gets it from its sequence.</summary>
internal sealed class SuppliedRule : CandidateRule
{
    public override Exclusion? Excludes(LoadModel load, int table, ColumnSchema column) =>
        column.AutoIncrement ? null : FirstUse(load, table, column, ColumnUseKind.LeftOut, "not supplied", "an INSERT leaves it out");
}
