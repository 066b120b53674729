using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>A table of a sharded keyspace: the vindexes that might route it and the best option so far. Vitess: operators/sharded_routing.go.</summary>
internal sealed class ShardedRouting : TableRouting
{
    private readonly Keyspace keyspace;
    private readonly VindexCandidate[] candidates;
    private Opcode opcode = Opcode.Scatter;

    private ShardedRouting(Keyspace keyspace, VindexCandidate[] candidates)
    {
        this.keyspace = keyspace;
        this.candidates = candidates;
    }

    /// <summary>The routing of a table by itself; a pinned one knows its keyspace id already.</summary>
    public static ShardedRouting For(VTable table, TableInstance instance, NodeList<IndexHint> hints)
    {
        List<ColumnVindex> usable = VindexHints.Usable(table, hints);
        var candidates = new VindexCandidate[usable.Count];
        for (int i = 0; i < candidates.Length; i++)
            candidates[i] = new VindexCandidate(instance.Set, usable[i]);
        var routing = new ShardedRouting(table.Keyspace, candidates);
        if (table.Pinned is not null)
            routing.Select(Pin(table.Pinned));
        return routing;
    }

    public override Opcode Opcode => opcode;

    public override Keyspace Keyspace => keyspace;

    public VindexOption? Selected { get; private set; }

    /// <summary>Predicates that had their chance, in order.</summary>
    public List<Predicate> Seen { get => field ??= []; set; }

    /// <summary>In the order of the tables and, of each, of its VSchema; the matching of predicates replaces them.</summary>
    public VindexCandidate[] Candidates => candidates;

    public override int Cost => opcode switch
    {
        Opcode.EqualUnique => 1,
        Opcode.Equal or Opcode.SubShard => 5,
        Opcode.IN or Opcode.Between or Opcode.MultiEqual => 10,
        _ => 20,
    };

    public override TableRouting Clone() =>
        new ShardedRouting(keyspace, [.. candidates]) { Selected = Selected, opcode = opcode, Seen = [.. Seen] };

    public override TableRouting Reset(PlanContext context)
    {
        for (int i = 0; i < candidates.Length; i++)
            candidates[i] = candidates[i].Fresh();
        Selected = null;
        opcode = Opcode.Scatter;
        List<Predicate> seen = Seen;
        Seen = [];
        TableRouting routing = this;
        foreach (Predicate predicate in seen)
            routing = routing.With(context, predicate);
        return routing;
    }

    protected override TableRouting Update(PlanContext context, Predicate predicate)
    {
        Seen.Add(predicate);
        if (VindexMatching.Match(context, this, predicate))
            PickBest();
        return this;
    }

    /// <summary>Routing of two merged Routes: the left's choice stays when both chose the same vindex. Vitess: join_merging.go mergeShardedRouting.</summary>
    public static ShardedRouting Merge(ShardedRouting left, ShardedRouting right)
    {
        var merged = new ShardedRouting(left.keyspace, [.. left.candidates, .. right.candidates]) { opcode = left.opcode, Seen = [.. left.Seen, .. right.Seen] };
        if (left.Selected?.Vindex == right.Selected?.Vindex)
            merged.Selected = left.Selected;
        else
            merged.PickBest();
        return merged;
    }

    private void PickBest()
    {
        foreach (ref VindexCandidate candidate in candidates.AsSpan())
            if (candidate.Best(out candidate) is { } option && option.Beats(Selected))
                Select(option);
    }

    private void Select(VindexOption option)
    {
        Selected = option;
        opcode = option.Opcode;
    }

    /// <summary>Every pinned table has a vindex object of its own, so two never merge.</summary>
    private static VindexOption Pin(byte[] keyspaceId) => VindexOption.OfPin(new PinVindex(), new Literal(LiteralKind.String, keyspaceId));
}

/// <summary>The identity vindex of one pinned table.</summary>
internal sealed class PinVindex() : Vindex("binary", "binary")
{
    public override int Cost => 0;

    public override bool Unique => true;
}
