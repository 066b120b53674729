using PocSharding.Design.Load;
using PocSharding.Design.Plans;
using PocSharding.Design.Search;
using PocSharding.Design.Shapes;

namespace PocSharding.Design.Rules;

/// <summary>How a possible key of one table refers to a unique key of another.</summary>
internal sealed record ParentLink(int Child, string ChildColumn, int Parent, string ParentColumn, string By);

/// <summary>
/// The table whose unique key a chosen key refers to is sharded with it, never copied: parents look small in a sample and grow with
/// their children (pricing.md §6).
/// </summary>
internal static class ParentRule
{
    /// <summary>What the schema and the statements say by themselves.</summary>
    public static IReadOnlyList<ParentLink> Stated(LoadModel load, RoleSpace space) => Links(load, space, null);

    /// <summary>That, and what transactions do (<paramref name="flow"/>).</summary>
    public static IReadOnlyList<ParentLink> Links(LoadModel load, RoleSpace space, KeyFlow? flow)
    {
        List<ParentLink> links = [];
        for (int child = 0; child < load.Index.Tables.Count; child++)
            foreach (string column in space.Candidates[child].Select(c => c.Column.Name))
            {
                links.AddRange(ByForeignKey(load, child, column));
                links.AddRange(ByJoin(load, child, column));
                if (flow is not null)
                    links.AddRange(ByFlow(load, space, flow, child, column));
            }
        return [.. links.DistinctBy(l => (l.Child, l.ChildColumn, l.Parent, l.ParentColumn))];
    }

    /// <summary>Forbids the parent as a reference table beside the child sharded by the referring column.</summary>
    public static IEnumerable<Term> Terms(IReadOnlyList<ParentLink> links, RoleSpace space)
    {
        foreach (IGrouping<(int Child, int Parent), ParentLink> pair in links.Where(l => l.Child != l.Parent).GroupBy(l => (l.Child, l.Parent)))
        {
            (int child, int parent) = pair.Key;
            int reference = Array.FindIndex(space.Roles[parent], r => r is TableRole.Reference);
            if (reference < 0)
                continue;
            HashSet<int> referring = [.. pair.Select(l => space.By(child, l.ChildColumn))];
            int[][] classes = [[.. space.Roles[child].Select((_, i) => referring.Contains(i) ? 1 : 0)], [.. space.Roles[parent].Select((_, i) => i == reference ? 1 : 0)]];
            yield return new TableTerm([child, parent], classes, at => at[0] == 1 && at[1] == 1 ? Term.Forbidden : 0, 0, 4);
        }
    }

    private static IEnumerable<ParentLink> ByForeignKey(LoadModel load, int child, string column)
    {
        foreach (ForeignKeySchema key in load.Index[child].ForeignKeys)
            for (int i = 0; i < key.Columns.Count; i++)
                if (key.Columns[i].Equals(column, StringComparison.OrdinalIgnoreCase) && i < key.ParentColumns.Count && load.Index.Find(key.ParentTable) is { } parent)
                    yield return new(child, column, parent, key.ParentColumns[i], "foreign key");
    }

    private static IEnumerable<ParentLink> ByJoin(LoadModel load, int child, string column) =>
        from digest in load.Digests
        where digest is not null
        from use in digest.Uses
        where use.Kind == ColumnUseKind.Join && use.Table == child && use.Column == column && use.Other is { } other && other.Table != child && IsUnique(load, other.Table, other.Column)
        where !IsUnique(load, child, column)
        select new ParentLink(child, column, use.Other!.Value.Table, use.Other.Value.Column, "join");

    private static IEnumerable<ParentLink> ByFlow(LoadModel load, RoleSpace space, KeyFlow flow, int child, string column) =>
        from parent in Enumerable.Range(0, load.Index.Tables.Count)
        where parent != child && !IsUnique(load, child, column)
        from candidate in space.Candidates[parent]
        where IsUnique(load, parent, candidate.Column.Name) && flow.Same((child, column), (parent, candidate.Column.Name))
        select new ParentLink(child, column, parent, candidate.Column.Name, "flow");

    private static bool IsUnique(LoadModel load, int table, string column) =>
        load.Index[table].Keys.Any(k => (k.Unique || k.Primary) && k.Columns.Count == 1 && k.Columns[0].Equals(column, StringComparison.OrdinalIgnoreCase));
}
