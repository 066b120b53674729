using PocSharding.Design.Load;
using PocSharding.Sql.Ast;
using PocSharding.Workload;

namespace PocSharding.Tests.Design;

/// <summary>
/// The figures of transactions against a replay that knows no plan: each statement goes to the shards of the values that it gives its
/// tables' keys, to all shards when it gives none, with keys thrown on shards at random many times.
/// </summary>
public class ReplayTests
{
    private const int Shards = 8, Throws = 150;

    [TestCase("bb-tpcc")]
    [TestCase("bb-tatp")]
    [TestCase("bb-smallbank")]
    [TestCase("bb-twitter")]
    public void ExpectedSharesAreThoseOfManyRandomPlacements(string workload)
    {
        (DatabaseSchema schema, WorkloadProfile load) = Workloads.Of(workload);
        Proposal proposal = ShardingAdvisor.Propose(schema, load, new() { Shards = Shards, TimeLimit = TimeSpan.FromMinutes(5) });
        (double write, double span) = Replay(new LoadModel(new(schema), load), proposal);
        Assert.That(proposal.Transactions.WriteSeveral, Is.EqualTo(write).Within(0.003));
        Assert.That(proposal.Transactions.SpanSeveral, Is.EqualTo(span).Within(0.003));
    }

    private static (double Write, double Span) Replay(LoadModel load, Proposal proposal)
    {
        Assert.That(proposal.Tables.Select(t => t.Role), Is.All.EqualTo(TableRoleKind.Sharded), "the replay knows sharded tables only");
        (ulong? Key, bool Write)[][] transactions = [.. load.Profile.Transactions.Transactions.Select(t => Keys(load, proposal, t))];
        long write = 0, span = 0;
        for (ulong seed = 1; seed <= Throws; seed++)
            foreach ((ulong? Key, bool Write)[] keys in transactions)
            {
                int written = 0, all = 0;
                foreach ((ulong? key, bool writes) in keys)
                {
                    int shards = key is { } one ? 1 << (int)(Mix(one + seed * 0x9E3779B97F4A7C15) % Shards) : (1 << Shards) - 1;
                    all |= shards;
                    written |= writes ? shards : 0;
                }
                write += int.PopCount(written) > 1 ? 1 : 0;
                span += int.PopCount(all) > 1 ? 1 : 0;
            }
        double count = (double)transactions.Length * Throws;
        return (write / count, span / count);
    }

    /// <summary>The distinct keys of a transaction; null stands for all shards.</summary>
    private static (ulong? Key, bool Write)[] Keys(LoadModel load, Proposal proposal, Transaction transaction)
    {
        HashSet<(ulong?, bool)> keys = [];
        foreach (Execution execution in transaction.Statements)
            if (load.Digests[execution.Digest] is { Tables.Length: > 0 } digest)
            {
                bool write = digest.Digest.Statement is Insert or Update or Delete;
                List<ulong> own = [.. KeysOf(load, proposal, digest, execution)];
                keys.UnionWith(own.Count > 0 ? own.Select(k => ((ulong?)k, write)) : [(null, write)]);
            }
        return [.. keys];
    }

    private static IEnumerable<ulong> KeysOf(LoadModel load, Proposal proposal, DigestFacts digest, Execution execution) =>
        from use in digest.Uses
        where use.Kind is ColumnUseKind.Equal or ColumnUseKind.In or ColumnUseKind.Insert && proposal.Tables[use.Table].Columns[0] == use.Column
        from slot in use.Slots
        from value in LoadModel.Values(execution, slot).ToArray()
        let key = load.Keys(use.Table, use.Column)!.KeyspaceId(value)
        where key is not null
        select key.Value;

    /// <summary>splitmix64: the same on every machine.</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }
}
