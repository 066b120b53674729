using PocSharding.Design.Load;
using PocSharding.Design.Rules;
using PocSharding.Design.Search;
using PocSharding.Workload;

namespace PocSharding.Design.Shapes;

/// <summary>Folds transactions into shapes: values that may be keys are numbered in order of first appearance, others are forgotten.</summary>
internal sealed class ShapeFolder
{
    private readonly LoadModel load;
    private readonly KeySlots slots;
    private readonly UnknownKeys unknown;
    private readonly Dictionary<int[], TransactionShape> shapes = new(IntsComparer.Instance);

    private ShapeFolder(LoadModel load, KeySlots slots, KeyFamilies families) => (this.load, this.slots, unknown) = (load, slots, new(load, slots, families));

    /// <summary>Distinct shapes in order of first appearance.</summary>
    public static IReadOnlyList<TransactionShape> Fold(LoadModel load, KeySlots slots, KeyFamilies families)
    {
        var folder = new ShapeFolder(load, slots, families);
        foreach (Transaction transaction in load.Profile.Transactions.Transactions)
            folder.Add(transaction);
        return [.. folder.shapes.Values];
    }

    private void Add(Transaction transaction)
    {
        Dictionary<ulong, int> labels = [];
        List<int> code = [];
        unknown.Read(transaction);
        foreach (Execution execution in transaction.Statements)
            Encode(execution, labels, code);
        int[] key = [.. code];
        if (shapes.TryGetValue(key, out TransactionShape? shape))
            shape.Count++;
        else
            shapes[key] = new(Decode(key), labels.Count);
    }

    /// <summary>Digest, then for each key slot the number of its distinct values and their labels.</summary>
    private void Encode(Execution execution, Dictionary<ulong, int> labels, List<int> code)
    {
        if (load.Digests[execution.Digest] is null)
            return;
        code.Add(execution.Digest);
        KeyValues?[] keys = slots[execution.Digest];
        for (int slot = 0; slot < keys.Length; slot++)
            if (keys[slot] is { } of)
                EncodeSlot(execution, slot, of, labels, code);
    }

    private void EncodeSlot(Execution execution, int slot, KeyValues of, Dictionary<ulong, int> labels, List<int> code)
    {
        int countAt = code.Count;
        code.Add(0);
        foreach (int value in LoadModel.Values(execution, slot))
        {
            if ((value == TransactionLog.UnknownValue ? unknown.Likely(execution.Digest, slot) : of.KeyspaceId(value)) is not { } key)
                continue;
            if (!labels.TryGetValue(key, out int label))
                labels[key] = label = labels.Count;
            if (code.IndexOf(label, countAt + 1) < 0)
                code.Add(label);
        }
        code[countAt] = code.Count - countAt - 1;
    }

    private List<ShapeStatement> Decode(int[] code)
    {
        List<ShapeStatement> statements = [];
        Dictionary<int[], ShapeStatement> seen = new(IntsComparer.Instance);
        for (int at = 0; at < code.Length;)
        {
            int start = at, digest = code[at++];
            var labels = new int[]?[slots[digest].Length];
            for (int slot = 0; slot < labels.Length; slot++)
                if (slots[digest][slot] is not null)
                {
                    labels[slot] = code[(at + 1)..(at + 1 + code[at])];
                    at += 1 + code[at];
                }
            int[] own = code[start..at];
            if (seen.TryGetValue(own, out ShapeStatement? same))
                same.Count++;
            else
                statements.Add(seen[own] = new(digest, labels));
        }
        return statements;
    }
}
