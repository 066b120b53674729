using PocSharding.Design.Candidates;
using PocSharding.Design.Load;
using PocSharding.Design.Plans;
using PocSharding.Design.Search;
using PocSharding.Design.Shapes;

namespace PocSharding.Design.Rules;

/// <summary>
/// Breaks ties by structure, never by name: each mark against a role costs so little that it decides only between designs of the
/// same price. Marks are never part of a price that is shown.
/// </summary>
internal sealed class Preferences(LoadModel load, RoleSpace space, KeyFlow flow, KeyFamilies families, double mark)
{
    private readonly HashSet<int> used = [.. load.Digests.OfType<DigestFacts>().SelectMany(d => d.Tables)];
    private readonly HashSet<int> written = [.. load.Digests.OfType<DigestFacts>().SelectMany(d => ReferenceRules.WriteTargets(load.Index, d))];

    public IEnumerable<Term> Terms(IReadOnlyList<ParentLink> links)
    {
        for (int table = 0; table < space.Roles.Length; table++)
            yield return new UnaryTerm(table, [.. space.Roles[table].Select(r => mark * Marks(table, r))]);
        foreach (ParentLink link in links.Where(l => l.Child != l.Parent && l.By == "foreign key"))
            yield return Together(link);
    }

    /// <summary>A table that no query names stays whole; one that is never written rather is copied than kept apart; a key rather is what its transactions are about, holds values that other tables are used by, and is no number of its own.</summary>
    private double Marks(int table, TableRole role) => role switch
    {
        TableRole.Unsharded => used.Contains(table) ? written.Contains(table) ? 10 : 12 : 0,
        TableRole.Reference => used.Contains(table) ? 11 : 8,
        TableRole.ShardedBy by => (used.Contains(table) ? 0 : 5) + KeyMarks(table, space.Candidates[table].First(c => c.Column.Name == by.Column)),
        _ => 0,
    };

    private double KeyMarks(int table, Candidate candidate)
    {
        int at = Enumerable.Range(0, load.Index[table].Columns.Count).First(i => load.Index[table].Columns[i].Name == candidate.Column.Name);
        return 3 * (1 - flow.Company(table, candidate.Column.Name))
            + (candidate.InPrimaryKey ? 0 : candidate.InUniqueKey ? 0.3 : 0.6)
            + (candidate.InForeignKey ? 0 : 0.3)
            + (candidate.Column.Nullable ? 0.5 : 0)
            + (candidate.Column.AutoIncrement && !families.Related(table, candidate.Column.Name) ? 1.5 : 0)
            + (1 - load.Heat.Shared(table, candidate.Column.Name))
            + (load.Heat.DistinctValues(table, candidate.Column.Name) == 1 ? 0.3 : 0)
            + 0.001 * at;
    }

    /// <summary>A foreign key that stays on one shard is preferred.</summary>
    private TableTerm Together(ParentLink link)
    {
        int child = space.By(link.Child, link.ChildColumn), parent = space.By(link.Parent, link.ParentColumn);
        int[][] classes = [[.. space.Roles[link.Child].Select((r, i) => Class(r, i, child))], [.. space.Roles[link.Parent].Select((r, i) => Class(r, i, parent))]];
        return new([link.Child, link.Parent], classes, at => at is [0, 0] or [2, 2] or [_, 1] ? 0 : 6 * mark, 0, 16);
    }

    private static int Class(TableRole role, int choice, int key) => role switch
    {
        TableRole.Unsharded => 0,
        TableRole.Reference => 1,
        _ => choice == key ? 2 : 3,
    };
}
