using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Plan;

/// <summary>
/// Why a step is there. The planner notes on the primitive what only it knows (which vindex won, which rule kept two Routes apart); the rest follows
/// from what the step stands on, and is read off the plan when somebody asks.
/// </summary>
internal static class StepReasons
{
    public static IEnumerable<Reason> Of(Primitive primitive) => primitive switch
    {
        Route route => route.Reasons.Count > 0 ? route.Reasons : Placed(route.Routing),
        Dml dml => dml.Reasons.Count > 0 ? dml.Reasons : Placed(dml.Routing),
        InsertRows insert => Rows(insert),
        Join join => [join.NotMerged ?? NotOneQuery(join.Left, join.Right)],
        UncorrelatedSubquery subquery => [subquery.NotMerged ?? NotOneQuery(subquery.Outer, subquery.Subquery)],
        SemiJoin semi => [semi.NotMerged ?? NotOneQuery(semi.Left, semi.Right)],
        Concatenate { Legs: [NamedPrimitive, ..] } => [new NotMerged("the tables are in different keyspaces")],
        Concatenate union => [UnionApart(union)],
        FkCascade cascade => cascade.Reasons,
        FkVerify verify => verify.Reasons,
        Aggregate aggregate => [aggregate.KeptAbove ?? new KeptAbove("the aggregation", Below(aggregate.Input))],
        LimitRows limit => [new KeptAbove("the limit", limit.Input is Route ? "each shard may give that many rows" : Below(limit.Input))],
        RowOperator row => Of(row),
        DmlWithInput dml => [new KeptAbove("finding the rows", WithInput(dml))],
        _ => [],
    };

    private static IEnumerable<Reason> Placed(Routing routing) => routing.Opcode switch
    {
        Opcode.Unsharded or Opcode.Next or Opcode.Reference or Opcode.DBA or Opcode.None or Opcode.ByDestination => [new Placed(routing.Opcode, routing.Keyspace)],
        _ => [],
    };

    private static IEnumerable<Reason> Rows(InsertRows insert) => insert.Variant switch
    {
        InsertVariant.Unsharded => [new Placed(Opcode.Unsharded, insert.Keyspace)],
        InsertVariant.Select => [new KeptAbove("the inserted rows", "the shard of each is found from its values")],
        _ => insert.Table.ColumnVindexes is [var first, ..] ? [new VindexChosen(first, [], []) { Inserted = true }] : [new NoVindex([])],
    };

    private static NotMerged NotOneQuery(Primitive first, Primitive second)
    {
        Route? a = Leaf(first), b = Leaf(second);
        if (a is null || b is null)
            return new NotMerged(a is null && b is null ? "both sides are more than one query" : "one side is more than one query");
        return new NotMerged(ReferenceEquals(a.Routing.Keyspace, b.Routing.Keyspace) ? "they may need different shards" : "they are in different keyspaces");
    }

    private static NotMerged UnionApart(Concatenate union)
    {
        Route?[] legs = [.. union.Legs.Select(Leaf)];
        if (Array.Exists(legs, l => l is null))
            return new NotMerged("a part is more than one query");
        return new NotMerged(legs.Select(l => l!.Routing.Keyspace).Distinct().Count() > 1
            ? "the parts are in different keyspaces"
            : "the parts find their shards by different values, vindexes or opcodes");
    }

    /// <summary>The one query that a side is.</summary>
    private static Route? Leaf(Primitive primitive) => primitive switch
    {
        Route route => route,
        VindexLookup { SendTo: Route route } => route,
        _ => null,
    };

    private static IEnumerable<Reason> Of(RowOperator row) => row.Kind switch
    {
        RowOperatorKind.Sort => [new KeptAbove("the sort", Below(row.Input))],
        RowOperatorKind.Distinct => [new KeptAbove("DISTINCT", row.Input is Route ? "equal rows may be on several shards" : Below(row.Input))],
        RowOperatorKind.Filter => [new KeptAbove("the filter", row.Predicates.Any(ReadsSubquery) ? "it needs what the subquery found" : Below(row.Input))],
        RowOperatorKind.Projection => [new KeptAbove("the computing", Below(row.Input))],
        _ => [],
    };

    private static bool ReadsSubquery(Expr predicate) =>
        Tree.Any(predicate, static node => node is Argument { Name: var one } && ReservedNames.IsOfSubquery(one) || node is ListArgument { Name: var many } && ReservedNames.IsOfSubquery(many));

    /// <summary>What the rows come from.</summary>
    private static string Below(Primitive input) => input switch
    {
        Route or VindexLookup => "the rows come from several shards",
        Join or SemiJoin => "vtgate makes the rows by a join",
        Aggregate => "it needs what vtgate aggregates",
        Concatenate => "the rows come from several queries",
        UncorrelatedSubquery subquery => Below(subquery.Outer),
        RecurseCte => "the rows come from a recursion in vtgate",
        NamedPrimitive { TargetDestination.Kind: SendTargetKind.AllShards } => "the rows come from several shards",
        NamedPrimitive named => named.Children.Count == 0 ? "vtgate answers by itself" : Below(named.Children[0]),
        _ => input.Inputs.Count > 0 ? Below(input.Inputs[0]) : "vtgate makes the rows",
    };

    private static string WithInput(DmlWithInput dml)
    {
        if (dml.Dmls.Count > 1)
            return "several tables change";
        Primitive input = dml.Input;
        return input switch
        {
            LimitRows => "its LIMIT counts the rows of all shards",
            RowOperator { Kind: RowOperatorKind.Sort } => "its ORDER BY is over the rows of all shards",
            Route => "the rows are found by other tables, or by an order and a limit over all shards",
            _ => Below(input),
        };
    }
}
