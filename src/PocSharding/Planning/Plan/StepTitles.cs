using PocSharding.Sql;

namespace PocSharding.Planning.Plan;

/// <summary>What a step does, in a few words.</summary>
internal static class StepTitles
{
    public static string Of(Primitive primitive) => primitive switch
    {
        Route route => $"Route {Where(route.Routing)}" + (route.OrderBy is { } order ? $", merged in the order of {order}" : ""),
        VindexLookup lookup => $"VindexLookup {Where(lookup.Routing)}: the first finds the shards, the second asks them",
        Dml dml => $"{dml.Verb} {Where(dml.Routing)}",
        InsertRows insert => $"Insert {insert.Variant} into {insert.Keyspace.Name}" + (insert.Sequence is null ? "" : $", numbers from {insert.Sequence.Sequence.Name}"),
        Join { Variant: JoinVariant.HashJoin or JoinVariant.HashLeftJoin } join => $"{join.Variant}: both run once, vtgate joins their rows",
        Join join => $"{join.Variant}: for each row of the first, the second with {Variables(join)}",
        UncorrelatedSubquery subquery => $"{subquery.Variant}: the first runs once, before the second",
        SemiJoin => "SemiJoin: rows of the first for which the second has one",
        LimitRows limit => $"Limit {(limit.Count is null ? "" : SqlPrinter.Print(limit.Count))}" + (limit.Offset is null ? "" : $" from {SqlPrinter.Print(limit.Offset)}"),
        Aggregate aggregate => $"Aggregate {aggregate.Variant} {aggregate.Aggregates}" + (aggregate.Variant == AggregateVariant.Scalar ? "" : $" by {aggregate.GroupBy}"),
        Concatenate => "Concatenate: the rows of the one after those of the other",
        RecurseCte => "RecurseCTE: the first once, the second for each row that was found",
        FkCascade => "FkCascade: the keys of the rows are read, then their children change, then they do",
        FkVerify => "FKVerify: the rows change if the checks find nothing",
        Upsert => "Upsert: each row is inserted, or else updated",
        DmlWithInput => "DMLWithInput: the primary keys of the rows are read, then the rows change by them",
        RowOperator row => $"{row.Kind} {row.Detail}".TrimEnd(),
        NamedPrimitive { TargetDestination: { } destination } send => $"{send.OperatorType} to {destination} of {send.Keyspace?.Name}",
        NamedPrimitive { Type: PlanType.DirectDDL } definition => $"{definition.OperatorType} in {definition.Keyspace?.Name}",
        NamedPrimitive named => $"{named.OperatorType} {named.Variant}".TrimEnd(),
        _ => primitive.GetType().Name,
    };

    private static string Variables(Join join) => join.JoinVariables.Count == 0 ? "no value of it" : string.Join(", ", join.JoinVariables.Select(v => $":{v.Name} = {SqlPrinter.Print(v.Expr)}"));

    private static string Where(Routing routing)
    {
        string vindex = routing.Vindex is null ? "" : $" by {routing.Vindex.Name}({string.Join(", ", routing.Values.Select(SqlPrinter.Print))})";
        return $"{routing.Opcode} in {routing.Keyspace?.Name}{vindex}";
    }
}
