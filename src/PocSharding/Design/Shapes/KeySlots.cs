using PocSharding.Design.Candidates;
using PocSharding.Design.Load;

namespace PocSharding.Design.Shapes;

/// <summary>The slots of each digest that hold values of candidate columns, with the vindex that would map them.</summary>
internal sealed class KeySlots
{
    private readonly KeyValues?[][] byDigest;

    public KeySlots(LoadModel load, IReadOnlyList<Candidate>[] candidates)
    {
        HashSet<(int, string)> keys = [.. candidates.SelectMany(of => of).Select(c => (c.Table, c.Column.Name))];
        byDigest = [.. load.Digests.Select(d => d is null ? [] : SlotsOf(load, d, keys))];
    }

    /// <summary>Null for a slot that cannot hold keys.</summary>
    public KeyValues?[] this[int digest] => byDigest[digest];

    private static KeyValues?[] SlotsOf(LoadModel load, DigestFacts digest, HashSet<(int, string)> keys)
    {
        var of = new KeyValues?[digest.Slots.Length];
        foreach (ColumnUse use in digest.Uses.Where(u => keys.Contains((u.Table, u.Column))))
            foreach (int slot in use.Slots)
                of[slot] ??= load.Keys(use.Table, use.Column);
        return of;
    }
}
