using PocSharding.Sql;

namespace PocSharding.Workload;

/// <summary>Sorts an execution's values by slot. The arrays serve again for the next execution.</summary>
internal sealed class SlotSorter
{
    private int[] numbers = new int[64];
    private int[] lengths = new int[16];
    private int[] next = new int[16];

    /// <summary>Slot after slot, the value numbers.</summary>
    public ReadOnlySpan<int> Numbers => numbers.AsSpan(0, total);

    /// <summary>The count of values of each slot; empty when every slot has one.</summary>
    public ReadOnlySpan<int> Lengths => single ? [] : lengths.AsSpan(0, count);

    private int count;
    private int total;
    private bool single;

    public void Begin(ReadOnlySpan<DigestLiteral> literals)
    {
        (count, total) = (0, literals.Length);
        foreach (DigestLiteral literal in literals)
            count = Math.Max(count, literal.Slot + 1);
        Reserve(ref lengths, count);
        Reserve(ref next, count);
        Reserve(ref numbers, total);
        lengths.AsSpan(0, count).Clear();
        foreach (DigestLiteral literal in literals)
            lengths[literal.Slot]++;
        single = !lengths.AsSpan(0, count).ContainsAnyExcept(1);
        for (int slot = 0, at = 0; slot < count; at += lengths[slot++])
            next[slot] = at;
    }

    public void Put(int slot, int number) => numbers[next[slot]++] = number;

    private static void Reserve(ref int[] array, int length)
    {
        if (array.Length < length)
            array = new int[Math.Max(length, array.Length * 2)];
    }
}
