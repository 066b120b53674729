using System.Text;
using PocSharding.Sql;

namespace PocSharding.Planning.Plan;

/// <summary>A plan for people: a line for each step, indented, with what it does and why.</summary>
internal static class PlanTree
{
    public static string Text(PlanResult result) => result switch
    {
        Planned { Root: { } root } => Tree(root),
        Planned => "no plan: the session handles it\n",
        Refused refused => refused.Remedy.Length == 0 ? $"refused: {refused}\n" : $"refused: {refused}\n  remedy: {refused.Remedy}\n",
        NotModelled unknown => $"not modelled: {unknown.Why}\n",
        _ => "",
    };

    public static IReadOnlyList<string> Reasons(PlanResult result)
    {
        if (result is not Planned { Root: { } root })
            return [];
        var reasons = new List<string>();
        Collect(root, reasons);
        return reasons;
    }

    private static void Collect(Primitive primitive, List<string> into)
    {
        into.AddRange(ReasonsOf(primitive).Select(r => r.ToString()!));
        foreach (Primitive input in primitive.Inputs)
            Collect(input, into);
    }

    private static string Tree(Primitive root)
    {
        var text = new StringBuilder();
        Write(text, root, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Primitive primitive, int depth)
    {
        string indent = new(' ', 2 * depth);
        text.Append(indent).Append(Title(primitive)).Append('\n');
        if (TextOf(primitive) is { } sql)
            text.Append(indent).Append("    ").Append(sql).Append('\n');
        foreach (Reason reason in ReasonsOf(primitive))
            text.Append(indent).Append("    because ").Append(reason).Append('\n');
        foreach (Primitive input in primitive.Inputs)
            Write(text, input, depth + 1);
    }

    private static IEnumerable<Reason> ReasonsOf(Primitive primitive) => primitive switch
    {
        Route route => route.Reasons,
        Dml dml => dml.Reasons,
        Join { NotMerged: { } reason } => [reason],
        FkCascade cascade => cascade.Reasons,
        FkVerify verify => verify.Reasons,
        Aggregate { KeptAbove: { } reason } => [reason],
        _ => [],
    };

    private static string? TextOf(Primitive primitive) => primitive switch
    {
        Route route => route.Query.ToString(),
        Dml dml => dml.Query.ToString(),
        InsertRows insert => insert.Query.ToString(),
        _ => null,
    };

    private static string Title(Primitive primitive) => primitive switch
    {
        Route route => $"Route {Where(route.Routing)}",
        VindexLookup lookup => $"VindexLookup {Where(lookup.Routing)}",
        Dml dml => $"{dml.Verb} {Where(dml.Routing)}" + (dml.OwnedVindexes.Count == 0 ? "" : $", keeps {string.Join(", ", dml.OwnedVindexes.Select(v => v.Name))}"),
        InsertRows insert => $"Insert {insert.Variant} into {insert.Keyspace.Name}" + (insert.Sequence is null ? "" : $", numbers from {insert.Sequence.Sequence.Name}"),
        Join join => $"{join.Variant}: for each row of the first, the second with {Variables(join)}",
        UncorrelatedSubquery subquery => $"{subquery.Variant}: the first runs once, before the second",
        SemiJoin => "SemiJoin: rows of the first for which the second has one",
        LimitRows limit => $"Limit {(limit.Count is null ? "" : SqlPrinter.Print(limit.Count))}",
        Aggregate aggregate => $"Aggregate {aggregate.Variant} {aggregate.Aggregates}" + (aggregate.Variant == AggregateVariant.Scalar ? "" : $" by {aggregate.GroupBy}"),
        FkCascade => "FkCascade: the keys of the rows are read, then their children change, then they do",
        FkVerify => "FKVerify: the rows change if the checks find nothing",
        Upsert => "Upsert: each row is inserted, or else updated",
        DmlWithInput => "DMLWithInput: the primary keys of the rows are read, then the rows change by them",
        RowOperator row => $"{row.Kind} {row.Detail}".TrimEnd(),
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
