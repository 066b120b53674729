using PocSharding.Design.Candidates;
using PocSharding.Design.Load;

namespace PocSharding.Design.Shapes;

/// <summary>The slots of each digest that hold values of candidate columns, with the vindex that would map them.</summary>
internal sealed class KeySlots
{
    private readonly KeyValues?[][] byDigest;
    private readonly Dictionary<(int Digest, int Slot), List<(int Table, string Column)>> columns = [];

    public KeySlots(LoadModel load, IReadOnlyList<Candidate>[] candidates)
    {
        HashSet<(int, string)> keys = [.. candidates.SelectMany(of => of).Select(c => (c.Table, c.Column.Name))];
        byDigest = [.. load.Digests.Select(d => d is null ? [] : SlotsOf(load, d, keys))];
    }

    /// <summary>Null for a slot that cannot hold keys.</summary>
    public KeyValues?[] this[int digest] => byDigest[digest];

    /// <summary>The candidate columns that a slot holds values of.</summary>
    public IReadOnlyList<(int Table, string Column)> Columns(int digest, int slot) => ColumnsOf(digest, slot);

    private List<(int Table, string Column)> ColumnsOf(int digest, int slot)
    {
        if (!columns.TryGetValue((digest, slot), out List<(int, string)>? of))
            columns[(digest, slot)] = of = [];
        return of;
    }

    private KeyValues?[] SlotsOf(LoadModel load, DigestFacts digest, HashSet<(int, string)> keys)
    {
        var of = new KeyValues?[digest.Slots.Length];
        foreach (ColumnUse use in digest.Uses.Where(u => keys.Contains((u.Table, u.Column))))
            foreach (int slot in use.Slots)
            {
                of[slot] ??= load.Keys(use.Table, use.Column);
                ColumnsOf(digest.Index, slot).Add((use.Table, use.Column));
            }
        return of;
    }
}
