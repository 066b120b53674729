using PocSharding.Design.Load;
using PocSharding.Design.Rules;
using PocSharding.Workload;

namespace PocSharding.Design.Shapes;

/// <summary>
/// Keys that the log does not show (a prepared batch is logged with <c>?</c>): unknown, not different. Where other statements of the
/// transaction give columns of the same family, their most frequent key is taken; else the value counts for no candidate.
/// </summary>
internal sealed class UnknownKeys(LoadModel load, KeySlots slots, KeyFamilies families)
{
    private readonly Dictionary<(int, string), Dictionary<ulong, int>> keys = [];

    /// <summary>Learns the keys of a transaction that lacks some.</summary>
    public void Read(Transaction transaction)
    {
        keys.Clear();
        if (!transaction.Statements.Any(e => e.Values.Contains(TransactionLog.UnknownValue)))
            return;
        foreach (Execution execution in transaction.Statements)
            if (load.Digests[execution.Digest] is not null)
                Read(execution);
    }

    /// <summary>The most frequent key of the slot's family in this transaction; null where there is none.</summary>
    public ulong? Likely(int digest, int slot)
    {
        foreach ((int table, string column) in slots.Columns(digest, slot))
            if (keys.TryGetValue(families.Of(table, column), out Dictionary<ulong, int>? seen))
                return seen.MaxBy(k => k.Value).Key;
        return null;
    }

    private void Read(Execution execution)
    {
        KeyValues?[] of = slots[execution.Digest];
        for (int slot = 0; slot < of.Length; slot++)
            if (of[slot] is { } values)
                foreach (int value in LoadModel.Values(execution, slot))
                    if (values.KeyspaceId(value) is { } key)
                        foreach ((int table, string column) in slots.Columns(execution.Digest, slot))
                            Count(families.Of(table, column), key);
    }

    private void Count((int, string) family, ulong key)
    {
        if (!keys.TryGetValue(family, out Dictionary<ulong, int>? seen))
            keys[family] = seen = [];
        seen[key] = seen.GetValueOrDefault(key) + 1;
    }
}
