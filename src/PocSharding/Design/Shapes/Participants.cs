using System.Numerics;
using PocSharding.Design.Pricing;

namespace PocSharding.Design.Shapes;

/// <summary>The shards that some statements of a transaction use: known keys as bits, others as counts. Adding more never makes it smaller.</summary>
internal sealed class Participants(int labels)
{
    private readonly ulong[] written = new ulong[(labels + 63) / 64], read = new ulong[(labels + 63) / 64];
    private double unknownWritten, unknownRead, severalWrites;
    private bool allWritten, allRead, unshardedWritten, unshardedRead, sequence;

    public void Clear()
    {
        Array.Clear(written);
        Array.Clear(read);
        unknownWritten = unknownRead = severalWrites = 0;
        allWritten = allRead = unshardedWritten = unshardedRead = sequence = false;
    }

    public void Add(Participants other)
    {
        for (int i = 0; i < written.Length; i++)
        {
            written[i] |= other.written[i];
            read[i] |= other.read[i];
        }
        unknownWritten += other.unknownWritten;
        unknownRead += other.unknownRead;
        severalWrites += other.severalWrites;
        allWritten |= other.allWritten;
        allRead |= other.allRead;
        unshardedWritten |= other.unshardedWritten;
        unshardedRead |= other.unshardedRead;
        sequence |= other.sequence;
    }

    public void Add(ShapeStatement statement, StatementPrice price)
    {
        severalWrites += statement.Count * price.WritesSeveral;
        foreach (ShardUse use in price.Uses)
            Add(use, statement);
    }

    private void Add(ShardUse use, ShapeStatement statement)
    {
        switch (use.Kind)
        {
            case UseKind.Key when statement.Labels[use.Slot] is { } labelled:
                foreach (int label in labelled)
                    (use.Write ? written : read)[label / 64] |= 1UL << (label % 64);
                break;
            case UseKind.Key or UseKind.UnknownKey or UseKind.AnyShard when use.Write:
                unknownWritten += use.Count * statement.Count;
                break;
            case UseKind.Key or UseKind.UnknownKey or UseKind.AnyShard:
                unknownRead += use.Count * statement.Count;
                break;
            case UseKind.AllShards:
                (allWritten, allRead) = (allWritten || use.Write, true);
                break;
            case UseKind.Unsharded:
                (unshardedWritten, unshardedRead) = (unshardedWritten || use.Write, true);
                break;
            case UseKind.Sequence:
                sequence = true;
                break;
        }
    }

    private double WrittenKeys => Count(written) + unknownWritten;

    private double AllKeys
    {
        get
        {
            int known = 0;
            for (int i = 0; i < written.Length; i++)
                known += BitOperations.PopCount(written[i] | read[i]);
            return known + unknownWritten + unknownRead;
        }
    }

    /// <summary>W: expected shards that are written.</summary>
    public double Writing(PlacementOdds odds) => allWritten ? odds.Shards : odds.Touched(WrittenKeys);

    /// <summary>W + R: expected shards.</summary>
    public double Expected(PlacementOdds odds) => allWritten || allRead ? odds.Shards : odds.Touched(AllKeys);

    public double WritesSeveral(PlacementOdds odds) => Several(odds, WrittenKeys, allWritten, unshardedWritten);

    public double SpansSeveral(PlacementOdds odds) => Several(odds, AllKeys, allWritten || allRead, unshardedRead);

    public double TouchesSeveral(PlacementOdds odds) => Several(odds, AllKeys, allWritten || allRead, unshardedRead || sequence);

    /// <summary>
    /// T / N + M (pricing.md §3): commits, read-only participants, savepoints (X7), and the risk of writing several shards. What the unsharded
    /// keyspace does for it is work of that one server. A transaction that is still incomplete is taken to commit on a shard, the cheaper place.
    /// </summary>
    public double Cost(PlacementOdds odds, CostParameters costs, double commit, bool complete)
    {
        double writing = Writing(odds), all = Expected(odds);
        double least = Math.Max(0, 1 - writing - (unshardedWritten ? 1 : 0)) * commit;
        double sharded = writing * commit + Math.Max(0, all - writing) * costs.ShardStatement + WritesSeveral(odds) * costs.SeveralShardsWritten
            + severalWrites * (all + (unshardedRead ? 1 : 0)) * costs.ShardStatement;
        double unsharded = unshardedWritten ? commit : unshardedRead ? costs.ShardStatement : 0;
        return complete && unshardedRead && all == 0 ? (sharded / odds.Shards) + Math.Max(unsharded, least) : (sharded + least) / odds.Shards + unsharded;
    }

    private static double Several(PlacementOdds odds, double keys, bool all, bool unsharded)
    {
        if (unsharded)
            return all ? 1 : Math.Min(1, keys);
        return all ? (odds.Shards > 1 ? 1 : 0) : odds.Several(keys);
    }

    private static int Count(ulong[] bits)
    {
        int count = 0;
        foreach (ulong word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }
}
