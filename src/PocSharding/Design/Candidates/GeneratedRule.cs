using PocSharding.Design.Load;

namespace PocSharding.Design.Candidates;

/// <summary>MySQL computes a generated column after vtgate has chosen the shard.</summary>
internal sealed class GeneratedRule : CandidateRule
{
    public override Exclusion? Excludes(LoadModel load, int table, ColumnSchema column) =>
        column.Generated ? new(table, column.Name, "generated", "MySQL computes it, vtgate cannot") : null;
}
