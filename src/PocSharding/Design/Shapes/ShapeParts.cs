using PocSharding.Design.Load;
using PocSharding.Design.Plans;
using PocSharding.Design.Search;

namespace PocSharding.Design.Shapes;

/// <summary>A shape's statements by the tables they name, so that the participants of each part are made once for each choice of its tables.</summary>
internal sealed class ShapeParts
{
    private readonly TransactionShape shape;
    private readonly LoadModel load;
    private readonly PriceBook book;
    private readonly (int[] Tables, ShapeStatement[] Statements)[] parts;
    private readonly Dictionary<int[], Participants>.AlternateLookup<ReadOnlySpan<int>>[] known;
    private readonly Participants?[][] ofOneTable;
    private readonly Participants sum;
    private readonly int[] ownChoices;

    public ShapeParts(TransactionShape shape, LoadModel load, PriceBook book)
    {
        (this.shape, this.load, this.book) = (shape, load, book);
        parts = [.. shape.Statements.GroupBy(s => string.Join(',', load.Digests[s.Digest]!.Tables)).Select(g => (load.Digests[g.First().Digest]!.Tables, g.ToArray()))];
        known = [.. parts.Select(_ => new Dictionary<int[], Participants>(IntsComparer.Instance).GetAlternateLookup<ReadOnlySpan<int>>())];
        ofOneTable = [.. parts.Select(p => p.Tables.Length == 1 ? new Participants?[book.Choices(p.Tables[0])] : [])];
        sum = new(shape.Labels);
        ownChoices = new int[parts.Length == 0 ? 0 : parts.Max(p => p.Tables.Length)];
    }

    public long Count => shape.Count;

    /// <summary>The participants as far as tables are chosen; valid until the next call.</summary>
    public Participants Participants(ReadOnlySpan<int> choices)
    {
        sum.Clear();
        for (int i = 0; i < parts.Length; i++)
            if (Part(i, choices) is { } part)
                sum.Add(part);
        return sum;
    }

    private Participants? Part(int i, ReadOnlySpan<int> choices)
    {
        Span<int> own = ownChoices.AsSpan(0, parts[i].Tables.Length);
        if (!Chosen(parts[i].Tables, choices, own))
            return null;
        if (own.Length == 1)
            return ofOneTable[i][own[0]] ??= Make(parts[i].Statements, own);
        if (!known[i].TryGetValue(own, out Participants? part))
            known[i][own] = part = Make(parts[i].Statements, own);
        return part;
    }

    private static bool Chosen(int[] tables, ReadOnlySpan<int> choices, Span<int> own)
    {
        for (int i = 0; i < own.Length; i++)
            if ((own[i] = choices[tables[i]]) == Term.Open)
                return false;
        return true;
    }

    private Participants Make(ShapeStatement[] statements, ReadOnlySpan<int> own)
    {
        var made = new Participants(shape.Labels);
        foreach (ShapeStatement statement in statements)
            made.Add(statement, book.Price(load.Digests[statement.Digest]!, own));
        return made;
    }
}
