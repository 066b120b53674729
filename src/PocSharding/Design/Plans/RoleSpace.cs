using PocSharding.Design.Candidates;
using PocSharding.Design.Load;

namespace PocSharding.Design.Plans;

/// <summary>The roles that each table may have, in a fixed order: unsharded, reference (where allowed), then one for each candidate.</summary>
internal sealed class RoleSpace
{
    public RoleSpace(LoadModel load, AdvisorOptions options)
    {
        (Candidates, Exclusions) = CandidateFinder.Find(load);
        IReadOnlySet<int> stale = ReferenceRules.WrittenThenRead(load);
        NoReference = [.. Enumerable.Range(0, load.Index.Tables.Count).Select(t => ReferenceRules.Refuses(load, t, options, stale))];
        Roles = [.. Candidates.Select((of, t) => RolesOf(of, NoReference[t] is null))];
    }

    public IReadOnlyList<Candidate>[] Candidates { get; }

    public IReadOnlyList<Exclusion> Exclusions { get; }

    /// <summary>Why a table may not be a reference table; null where it may.</summary>
    public string?[] NoReference { get; }

    public TableRole[][] Roles { get; }

    public int Unsharded(int table) => Array.FindIndex(Roles[table], r => r is TableRole.Unsharded);

    /// <summary>The choice that shards a table by a column; -1 when the column is no candidate.</summary>
    public int By(int table, string column) => Array.FindIndex(Roles[table], r => r is TableRole.ShardedBy by && by.Column.Equals(column, StringComparison.OrdinalIgnoreCase));

    private static TableRole[] RolesOf(IReadOnlyList<Candidate> candidates, bool reference)
    {
        List<TableRole> roles = [new TableRole.Unsharded()];
        if (reference)
            roles.Add(new TableRole.Reference());
        roles.AddRange(candidates.Select(c => new TableRole.ShardedBy(c.Column.Name, c.Vindex)));
        return [.. roles];
    }
}
