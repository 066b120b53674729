using PocSharding.Vitess;
using PocSharding.Workload;

namespace PocSharding.Design.Load;

/// <summary>The workload in the numbers that pricing asks for: digests, list lengths, hot values, values as keys.</summary>
internal sealed class LoadModel
{
    private readonly Dictionary<string, KeyValues> keys = new(StringComparer.Ordinal);
    private readonly double allExecutions, allTime;
    private readonly List<(Digest, string)> missing = [];
    private double executions, withoutValues;

    public LoadModel(TableIndex index, WorkloadProfile profile)
    {
        (Index, Profile) = (index, profile);
        Digests = [.. profile.Digests.Select(Facts)];
        allExecutions = Digests.Sum(d => d?.Executions ?? 0);
        allTime = Digests.Sum(d => d?.Digest.QueryTime ?? 0);
        foreach (Transaction transaction in profile.Transactions.Transactions)
            foreach (Execution execution in transaction.Statements)
                Count(execution, autocommit: false);
        foreach (Execution execution in profile.Transactions.Autocommit)
            Count(execution, autocommit: true);
    }

    public TableIndex Index { get; }

    public WorkloadProfile Profile { get; }

    /// <summary>By place in the profile; null for what no vindex plans and what is not understood.</summary>
    public IReadOnlyList<DigestFacts?> Digests { get; }

    public KeyHeat Heat { get; } = new();

    /// <summary>Seconds that the log covers; 1 when it does not say, so that prices are those of the whole log.</summary>
    public double Seconds => Profile.Coverage is { From: { } from, To: { } to } && to > from ? (to - from).TotalSeconds : 1;

    /// <summary>Executions, weighted with the larger of their share of all executions and of all time: what decides.</summary>
    public double Weight(DigestFacts digest) => Math.Max(digest.Executions / Math.Max(1, allExecutions), digest.Digest.QueryTime / Math.Max(1e-9, allTime));

    /// <summary>Share of the executions that the log shows with ? in place of values.</summary>
    public double WithoutValues => executions > 0 ? withoutValues / executions : 0;

    public KeyValues? Keys(int table, string column)
    {
        string? type = VindexTypes.ForColumn(Index.Column(table, column)!.VitessType);
        return type is null ? null : KeysOf(type);
    }

    public KeyValues? KeysOf(string vindexType)
    {
        if (!keys.TryGetValue(vindexType, out KeyValues? of) && VindexTypes.Create(new(vindexType, vindexType, new Dictionary<string, string>(), null)).Vindex is FunctionalVindex vindex)
            keys[vindexType] = of = new(vindex, Profile.Transactions.Values);
        return of;
    }

    /// <summary>The value numbers of a slot in an execution.</summary>
    public static ReadOnlySpan<int> Values(Execution execution, int slot)
    {
        if (execution.Lengths is null)
            return slot < execution.Values.Length ? execution.Values.AsSpan(slot, 1) : [];
        int start = 0;
        for (int i = 0; i < slot; i++)
            start += execution.Lengths[i];
        return slot < execution.Lengths.Length ? execution.Values.AsSpan(start, execution.Lengths[slot]) : [];
    }

    /// <summary>Digests that are not planned as the schema lacks a table of theirs, with its name.</summary>
    public IReadOnlyList<(Digest Digest, string Table)> Missing => missing;

    private DigestFacts? Facts(Digest digest, int place)
    {
        if (digest is not { Kind: DigestKind.Planned, Statement: { } statement })
            return null;
        StatementFacts facts = StatementScanner.Scan(statement, Index, digest.Slots);
        if (facts.Missing is null)
            return new(place, digest, facts) { Slots = [.. digest.Slots.Select(_ => new SlotFacts())] };
        missing.Add((digest, facts.Missing));
        return null;
    }

    private void Count(Execution execution, bool autocommit)
    {
        if (Digests[execution.Digest] is not { } digest)
            return;
        executions++;
        if (execution.Values.Contains(TransactionLog.UnknownValue))
            withoutValues++;
        if (autocommit)
            digest.Autocommit++;
        for (int slot = 0; slot < digest.Slots.Length; slot++)
            digest.Slots[slot].Add(Distinct(Values(execution, slot)).Count);
        foreach (ColumnUse use in digest.Uses)
            if (use.Slots.Count > 0 && Keys(use.Table, use.Column) is { } of)
                CountHeat(use, of, execution);
    }

    private void CountHeat(ColumnUse use, KeyValues of, Execution execution)
    {
        foreach (int slot in use.Slots)
            foreach (int value in Distinct(Values(execution, slot)))
                if (of.KeyspaceId(value) is { } key)
                    Heat.Add((use.Table, use.Column), key);
    }

    private static IReadOnlyCollection<int> Distinct(ReadOnlySpan<int> values) => values.Length < 2 ? values.ToArray() : new HashSet<int>(values.ToArray());
}
