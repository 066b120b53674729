using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Workload;

namespace PocSharding.Design.Shapes;

/// <summary>The participants of one transaction of the log, its keys where the vindex puts them.</summary>
internal sealed class PlacedParticipants(int shards)
{
    private readonly HashSet<int> written = [], all = [];
    private double unknownWritten, unknown;
    private bool unshardedWritten, unsharded, sequence;

    public double WritesSeveral => Several(written.Count, unknownWritten, unshardedWritten);

    public double SpansSeveral => Several(all.Count, unknown, unsharded);

    public double TouchesSeveral => Several(all.Count, unknown, unsharded || sequence);

    public void Add(Execution execution, IReadOnlyList<ShardUse> uses, Func<ShardUse, KeyValues?> keysOf)
    {
        foreach (ShardUse use in uses)
            Add(use, use.Kind == UseKind.Key ? keysOf(use) : null, execution);
    }

    private void Add(ShardUse use, KeyValues? keys, Execution execution)
    {
        switch (use.Kind)
        {
            case UseKind.Key when keys is not null:
                foreach (int value in LoadModel.Values(execution, use.Slot))
                    if (keys.KeyspaceId(value) is { } key)
                        Shard(KeyValues.Shard(key, shards), use.Write);
                break;
            case UseKind.Key or UseKind.UnknownKey or UseKind.AnyShard:
                Unknown(use.Count, use.Write);
                break;
            case UseKind.AllShards:
                for (int shard = 0; shard < shards; shard++)
                    Shard(shard, use.Write);
                break;
            case UseKind.Unsharded:
                (unshardedWritten, unsharded) = (unshardedWritten || use.Write, true);
                break;
            case UseKind.Sequence:
                sequence = true;
                break;
        }
    }

    private void Unknown(double count, bool write)
    {
        unknown += count;
        unknownWritten += write ? count : 0;
    }

    private void Shard(int shard, bool write)
    {
        all.Add(shard);
        if (write)
            written.Add(shard);
    }

    /// <summary>Several known shards are certain; one known shard is left when an unknown key falls elsewhere.</summary>
    private double Several(int known, double unknownKeys, bool withUnsharded)
    {
        if (known + (withUnsharded ? 1 : 0) > 1)
            return 1;
        if (withUnsharded)
            return Math.Min(1, unknownKeys);
        return known == 1 ? Occupancy.Leaves(shards, unknownKeys) : Occupancy.Several(shards, unknownKeys);
    }
}
