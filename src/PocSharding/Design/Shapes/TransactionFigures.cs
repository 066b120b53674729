using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Workload;

namespace PocSharding.Design.Shapes;

/// <summary>The three figures of a design's transactions (design.md §5): write, span, touch several shards.</summary>
internal static class TransactionFigures
{
    /// <summary>Each distinct key placed by itself and uniformly.</summary>
    public static TransactionShares Expected(DesignModel model, int[] choices)
    {
        double count = 0, write = 0, span = 0, touch = 0;
        foreach (TransactionShape shape in model.Shapes)
        {
            Participants participants = new ShapeParts(shape, model.Load, model.Book).Participants(choices);
            count += shape.Count;
            write += shape.Count * participants.WritesSeveral(model.Context.Odds);
            span += shape.Count * participants.SpansSeveral(model.Context.Odds);
            touch += shape.Count * participants.TouchesSeveral(model.Context.Odds);
        }
        return Shares(count, write, span, touch);
    }

    /// <summary>The log's keys on the shards that their keyspace ids fall on; keys that the log does not show uniform.</summary>
    public static TransactionShares Placed(DesignModel model, int[] choices)
    {
        double write = 0, span = 0, touch = 0;
        IReadOnlyList<Transaction> transactions = model.Load.Profile.Transactions.Transactions;
        foreach (Transaction transaction in transactions)
        {
            var placed = new PlacedParticipants(model.Context.Shards);
            foreach (Execution execution in transaction.Statements)
                if (model.Load.Digests[execution.Digest] is { } digest)
                    placed.Add(execution, model.PriceOf(digest, choices).Uses, use => KeysOf(model, digest, use, choices));
            write += placed.WritesSeveral;
            span += placed.SpansSeveral;
            touch += placed.TouchesSeveral;
        }
        return Shares(transactions.Count, write, span, touch);
    }

    /// <summary>The values as keys of the vindex that the slot's table is sharded by.</summary>
    private static KeyValues? KeysOf(DesignModel model, DigestFacts digest, ShardUse use, int[] choices)
    {
        foreach (ColumnUse column in digest.Uses)
            if (column.Slots.Contains(use.Slot) && model.Space.Roles[column.Table][choices[column.Table]] is TableRole.ShardedBy by && by.Column == column.Column)
                return model.Load.KeysOf(by.Vindex);
        return null;
    }

    private static TransactionShares Shares(double count, double write, double span, double touch) =>
        count == 0 ? new(0, 0, 0, 0) : new((long)count, write / count, span / count, touch / count);
}
