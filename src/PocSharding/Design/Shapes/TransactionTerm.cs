using PocSharding.Design.Load;
using PocSharding.Design.Plans;
using PocSharding.Design.Pricing;
using PocSharding.Design.Search;

namespace PocSharding.Design.Shapes;

/// <summary>
/// The work of all transactions over one set of tables. Statements whose tables are not all chosen count for nothing, and more
/// participants never cost less: so a partial choice gives a lower bound.
/// </summary>
internal sealed class TransactionTerm(int[] scope, IReadOnlyList<TransactionShape> shapes, LoadModel load, PriceBook book, PriceContext context, double weight) : Term(scope)
{
    private const int MostKept = 400_000;

    private readonly ShapeParts[] parts = [.. shapes.Select(s => new ShapeParts(s, load, book))];
    private readonly Dictionary<int[], double>.AlternateLookup<ReadOnlySpan<int>> known = new Dictionary<int[], double>(IntsComparer.Instance).GetAlternateLookup<ReadOnlySpan<int>>();

    public override double Bound(ReadOnlySpan<int> choices)
    {
        Span<int> own = stackalloc int[Scope.Length];
        for (int i = 0; i < own.Length; i++)
            own[i] = choices[Scope[i]];
        if (known.TryGetValue(own, out double value))
            return value;
        value = Sum(choices);
        if (known.Dictionary.Count < MostKept)
            known[own] = value;
        return value;
    }

    private double Sum(ReadOnlySpan<int> choices)
    {
        double sum = 0;
        bool complete = true;
        foreach (int table in Scope)
            complete &= choices[table] != Open;
        foreach (ShapeParts shape in parts)
            sum += shape.Count * shape.Participants(choices).Cost(context.Odds, context.Costs, context.Commit, complete);
        return sum * weight;
    }

    /// <summary>One term for each set of tables.</summary>
    public static IEnumerable<TransactionTerm> ForAll(IReadOnlyList<TransactionShape> shapes, LoadModel load, PriceBook book, PriceContext context, double weight) =>
        shapes.GroupBy(s => string.Join(',', Tables(s, load)))
            .Select(g => new TransactionTerm(Tables(g.First(), load), [.. g], load, book, context, weight));

    private static int[] Tables(TransactionShape shape, LoadModel load) => [.. shape.Statements.SelectMany(s => load.Digests[s.Digest]!.Tables).Distinct().Order()];
}
