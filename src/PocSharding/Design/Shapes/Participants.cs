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

    /// <summary>W: expected participants that write.</summary>
    public double Writing(int shards) => (allWritten ? shards : Occupancy.Shards(shards, WrittenKeys)) + (unshardedWritten ? 1 : 0);

    /// <summary>W + R: expected participants.</summary>
    public double Expected(int shards) => (allWritten || allRead ? shards : Occupancy.Shards(shards, AllKeys)) + (unshardedRead ? 1 : 0);

    public double WritesSeveral(int shards) => Several(shards, WrittenKeys, allWritten, unshardedWritten);

    public double SpansSeveral(int shards) => Several(shards, AllKeys, allWritten || allRead, unshardedRead);

    public double TouchesSeveral(int shards) => Several(shards, AllKeys, allWritten || allRead, unshardedRead || sequence);

    /// <summary>T (pricing.md §3): commits, read-only participants, savepoints (X7), and the risk of writing several shards.</summary>
    public double Cost(int shards, CostParameters costs, double commit)
    {
        double writing = Writing(shards), all = Expected(shards);
        return Math.Max(1, writing) * commit + Math.Max(0, all - writing) * costs.ShardStatement
            + severalWrites * all * costs.ShardStatement + WritesSeveral(shards) * costs.SeveralShardsWritten;
    }

    private static double Several(int shards, double keys, bool all, bool unsharded)
    {
        bool sharded = all || keys > 0;
        return unsharded ? sharded ? Math.Min(1, all ? 1 : keys) : 0 : all ? (shards > 1 ? 1 : 0) : Occupancy.Several(shards, keys);
    }

    private static int Count(ulong[] bits)
    {
        int count = 0;
        foreach (ulong word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }
}
