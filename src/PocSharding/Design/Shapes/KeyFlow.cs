using PocSharding.Design.Load;
using PocSharding.Design.Search;

namespace PocSharding.Design.Shapes;

/// <summary>Columns whose values go together within transactions: where two columns of different tables both have values, how often these are the same.</summary>
internal sealed class KeyFlow
{
    /// <summary>From this many transactions and this share on, two columns are taken to hold the same keys.</summary>
    private const long LeastTransactions = 10;
    private const double LeastShare = 0.9;

    private readonly Dictionary<((int, string), (int, string)), (double Together, double Equal)> pairs = [];
    private readonly Dictionary<(int, string), (double Sum, double Count)> company = [];

    public KeyFlow(LoadModel load, IReadOnlyList<TransactionShape> shapes)
    {
        foreach (TransactionShape shape in shapes)
            Count(shape, Labels(load, shape));
    }

    public bool Same((int Table, string Column) left, (int Table, string Column) right) =>
        pairs.TryGetValue((left, right), out (double Together, double Equal) pair) && pair.Together >= LeastTransactions && pair.Equal >= LeastShare * pair.Together;

    /// <summary>The mean share of a transaction's other tables that have a column with the same values: 1 when the column is what the transaction is about.</summary>
    public double Company(int table, string column) => company.TryGetValue((table, column), out (double Sum, double Count) of) ? of.Sum / of.Count : 0;

    private static Dictionary<(int Table, string Column), int[]> Labels(LoadModel load, TransactionShape shape)
    {
        Dictionary<(int, string), SortedSet<int>> labels = [];
        foreach (ShapeStatement statement in shape.Statements)
            foreach (ColumnUse use in load.Digests[statement.Digest]!.Uses)
                foreach (int slot in use.Slots)
                    if (statement.Labels[slot] is { Length: > 0 } own)
                    {
                        if (!labels.TryGetValue((use.Table, use.Column), out SortedSet<int>? set))
                            labels[(use.Table, use.Column)] = set = [];
                        set.UnionWith(own);
                    }
        return labels.ToDictionary(l => l.Key, l => l.Value.ToArray());
    }

    private void Count(TransactionShape shape, Dictionary<(int Table, string Column), int[]> labels)
    {
        int tables = labels.Keys.Select(k => k.Table).Distinct().Count();
        foreach (((int Table, string Column) column, int[] own) in labels)
        {
            HashSet<int> same = [];
            foreach (((int Table, string Column) other, int[] theirs) in labels)
                if (other.Table != column.Table && Compare(shape, column, own, other, theirs))
                    same.Add(other.Table);
            if (tables > 1)
                company[column] = company.GetValueOrDefault(column) is var (sum, count) ? (sum + shape.Count * (double)same.Count / (tables - 1), count + shape.Count) : default;
        }
    }

    private bool Compare(TransactionShape shape, (int, string) left, int[] own, (int, string) right, int[] theirs)
    {
        bool equal = IntsComparer.Instance.Equals(own, theirs);
        (double together, double same) = pairs.GetValueOrDefault((left, right));
        pairs[(left, right)] = (together + shape.Count, same + (equal ? shape.Count : 0));
        return equal;
    }
}
