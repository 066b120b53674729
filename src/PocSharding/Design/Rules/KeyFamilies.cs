using PocSharding.Design.Load;

namespace PocSharding.Design.Rules;

/// <summary>Columns that hold the same keys: equated by foreign keys, joins, or what transactions do. A hot key is hot in all of them.</summary>
internal sealed class KeyFamilies
{
    private readonly Dictionary<(int, string), (int, string)> root = [];

    public KeyFamilies(LoadModel load, IReadOnlyList<ParentLink> links)
    {
        foreach (ParentLink link in links)
            Unite((link.Child, link.ChildColumn), (link.Parent, link.ParentColumn));
        foreach (ColumnUse use in load.Digests.OfType<DigestFacts>().SelectMany(d => d.Uses))
            if (use.Other is { } other)
                Unite((use.Table, use.Column), other);
    }

    /// <summary>Families of more than one column, those of most tables first.</summary>
    public IEnumerable<IReadOnlyList<(int Table, string Column)>> All => root.Keys.ToList()
        .GroupBy(Find)
        .Select(g => (IReadOnlyList<(int Table, string Column)>)[.. g])
        .OrderByDescending(f => f.Select(c => c.Table).Distinct().Count());

    /// <summary>One column that stands for the family.</summary>
    public (int Table, string Column) Of(int table, string column) => root.ContainsKey((table, column)) ? Find((table, column)) : (table, column);

    /// <summary>Whether another column holds the same keys.</summary>
    public bool Related(int table, string column) => root.ContainsKey((table, column));

    private void Unite((int, string) left, (int, string) right) => root[Find(left)] = Find(right);

    private (int, string) Find((int, string) column)
    {
        root.TryAdd(column, column);
        while (!root[column].Equals(column))
            column = root[column] = root[root[column]];
        return column;
    }
}
