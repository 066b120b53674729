using PocSharding.Design.Load;
using PocSharding.Vitess;

namespace PocSharding.Design.Candidates;

/// <summary>Only integers, bytes and text have a vindex. Vitess: ChooseVindexForType in vindexes/vschema.go.</summary>
internal sealed class TypeRule : CandidateRule
{
    public override Exclusion? Excludes(LoadModel load, int table, ColumnSchema column) =>
        VindexTypes.ForColumn(column.VitessType) is null ? new(table, column.Name, "type", $"no vindex suits {column.Type}") : null;
}
