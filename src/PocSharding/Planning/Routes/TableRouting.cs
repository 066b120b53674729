using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>How a Route finds its shards, as far as the predicates seen so far tell. Vitess: operators/route.go Routing.</summary>
internal abstract class TableRouting
{
    public abstract Opcode Opcode { get; }

    /// <summary>Null where the plan does not say (dual, information_schema, sequences).</summary>
    public abstract Keyspace? Keyspace { get; }

    /// <summary>What the join search compares (planner-facts §5.8).</summary>
    public virtual int Cost => 0;

    public abstract TableRouting Clone();

    /// <summary>Takes a predicate into account; the routing that results.</summary>
    public TableRouting With(PlanContext context, Predicate predicate) =>
        EmptyResult.IsEmpty(predicate.Expr) ? new NoneRouting(Keyspace ?? context.AnyKeyspace) : Update(context, predicate);

    /// <summary>The same for a predicate that already stands above: it routes, but is not asked whether it can be true at all.</summary>
    public TableRouting WithFilter(PlanContext context, Predicate predicate) => Update(context, predicate);

    /// <summary>Works the routing out again from all predicates seen.</summary>
    public virtual TableRouting Reset(PlanContext context) => this;

    protected virtual TableRouting Update(PlanContext context, Predicate predicate) => this;

    public bool IsSingleShard => Opcode is Opcode.Unsharded or Opcode.DBA or Opcode.Next or Opcode.EqualUnique or Opcode.Reference;
}

/// <summary>An unsharded table, or a reference table: any shard of its keyspace will do.</summary>
internal sealed class AnyShardRouting(Keyspace keyspace) : TableRouting
{
    public override Opcode Opcode => keyspace.Sharded ? Opcode.Reference : Opcode.Unsharded;

    public override Keyspace Keyspace => keyspace;

    /// <summary>The same table in other keyspaces: its source or its copies.</summary>
    public Dictionary<Keyspace, RouteOp> Alternates { get; init; } = [];

    public override TableRouting Clone() => new AnyShardRouting(keyspace) { Alternates = new Dictionary<Keyspace, RouteOp>(Alternates) };
}

/// <summary>No row can come: nothing is sent.</summary>
internal sealed class NoneRouting(Keyspace keyspace) : TableRouting
{
    public override Opcode Opcode => Opcode.None;

    public override Keyspace Keyspace => keyspace;

    public override TableRouting Clone() => this;

    protected override TableRouting Update(PlanContext context, Predicate predicate) => this;
}

internal sealed class DualRouting : TableRouting
{
    public override Opcode Opcode => Opcode.Reference;

    public override Keyspace? Keyspace => null;

    public override TableRouting Clone() => this;
}

internal sealed class SequenceRouting(Keyspace keyspace) : TableRouting
{
    public override Opcode Opcode => Opcode.Next;

    public override Keyspace? Keyspace => null;

    /// <summary>Where the sequence is.</summary>
    public Keyspace Home => keyspace;

    public override TableRouting Clone() => this;
}

/// <summary>An explicit target, <c>`ks[-80]`.t</c>.</summary>
internal sealed class TargetedRouting(Keyspace keyspace, string destination) : TableRouting
{
    public override Opcode Opcode => Opcode.ByDestination;

    public override Keyspace Keyspace => keyspace;

    public string Destination => destination;

    public override int Cost => 1;

    public override TableRouting Clone() => this;
}

/// <summary>Predicates that no row satisfies, whatever the values. Vitess: operators/route.go UpdateRoutingLogic (planner-facts §5.3).</summary>
internal static class EmptyResult
{
    public static bool IsEmpty(Expr predicate)
    {
        if (Constants.Truth(predicate) == false)
            return true;
        if (predicate is not ComparisonExpr { Modifier: ComparisonModifier.None } comparison)
            return false;
        if (comparison.Op != ComparisonOp.NullSafeEqual && (comparison.Left is NullLiteral || comparison.Right is NullLiteral))
            return true;
        if (comparison.Right is not TupleExpr tuple)
            return false;
        return comparison.Op switch
        {
            ComparisonOp.NotIn => tuple.Items.Any(i => i is NullLiteral),
            ComparisonOp.In => tuple.Items.Count == 1 && tuple.Items[0] is NullLiteral,
            _ => false,
        };
    }
}
