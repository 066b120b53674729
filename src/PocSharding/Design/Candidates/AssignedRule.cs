using PocSharding.Design.Load;

namespace PocSharding.Design.Candidates;

/// <summary>A key must not change: vtgate refuses an UPDATE or ON DUPLICATE KEY UPDATE of the primary vindex (VT12001).</summary>
internal sealed class AssignedRule : CandidateRule
{
    public override Exclusion? Excludes(LoadModel load, int table, ColumnSchema column) =>
        FirstUse(load, table, column, ColumnUseKind.Assigned, "assigned", "an UPDATE or ON DUPLICATE KEY UPDATE assigns it");
}
