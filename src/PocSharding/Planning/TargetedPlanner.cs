using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>
/// A session that targets shards (<c>USE ks:-80</c>, <c>USE `ks[-80]`</c>) has its statements sent there as they are: nothing is planned, nothing is
/// checked. Vitess: planbuilder/bypass.go (planner-facts §1.2).
/// </summary>
internal static class TargetedPlanner
{
    /// <summary>Null where the session targets no shard, or the statement is vtgate's own.</summary>
    public static Planned? TryPlan(Statement statement, TableResolver resolver)
    {
        if (resolver.Target is not { Shards.Length: > 0 } target || !IsSent(statement))
            return null;
        if (!resolver.Model.Keyspaces.TryGetValue(target.Keyspace, out Keyspace? keyspace))
            throw new RefusedException("VT05003", $"unknown database '{target.Keyspace}' in vschema");
        if (statement is Insert && target.IsRange)
            throw new RefusedException("VT03023", "INSERT not supported when targeting a key range: targetString");
        var send = new NamedPrimitive("Send", "", [])
        {
            Keyspace = keyspace,
            TargetDestination = new SendTarget(target.IsRange ? SendTargetKind.ExactKeyRange : SendTargetKind.Shard, target.Shards),
            Query = StatementPlanner.TextOf(statement, target.Keyspace),
        };
        return new Planned(PlanTypes.Of(send), StatementPlanner.QueryType(statement), send, []);
    }

    private static bool IsSent(Statement statement) => statement is not (TransactionStatement or SetStatement or UseStatement)
        && statement is not OtherStatement { Kind: not ("Show" or "Load" or "CallProc" or "DropView" or "TruncateTable" or "ExplainStmt" or "ExplainTab" or "OtherAdmin") };
}
