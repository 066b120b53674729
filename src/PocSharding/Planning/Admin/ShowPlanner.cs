using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Admin;

/// <summary>SHOW: answered by vtgate, or sent to any shard of the keyspace that it asks about. Vitess: planbuilder/show.go.</summary>
internal static class ShowPlanner
{
    public static Planned Plan(OtherStatement show, TableResolver resolver) => Destinations.Plan("SHOW", Root(show, resolver));

    private static Primitive Root(OtherStatement show, TableResolver resolver)
    {
        switch (show.Option)
        {
            case "charset" or "databases" or "keyspaces" or "plugins" or "engines" or "vitess_target" or "vschema keyspaces" or "vschema vindexes":
                return Destinations.Rows;
            case "vschema tables":
                Destinations.Target(resolver, "");
                return Destinations.Rows;
            case "warnings":
                return Destinations.Own("SHOW WARNINGS", PlanType.Local);
            case "vitess_replication_status" or "vitess_shards" or "vitess_tablets" or "vitess_metadata variables":
                return new NamedPrimitive("ShowExec", " " + show.Option, []) { Type = show.Option == "vitess_metadata variables" ? PlanType.Topology : PlanType.Local };
            case "transaction status" or "unresolved transactions":
                return Destinations.Own("TransactionStatus", PlanType.MultiShard);
            case "variables" or "global variables":
                return Destinations.Own("ReplaceVariables", PlanType.Passthrough, Anywhere(show, resolver));
            case "columns" or "indexes":
                return OfTable(show, show.Tables is [TableName table, TableName database] ? table with { Qualifier = database.Name } : show.Tables[0], resolver);
            case "create table":
                return OfTable(show, show.Tables[0], resolver);
            case "tables":
                return new RowOperator(RowOperatorKind.RenameFields, OfDatabase(show, resolver));
            case "open tables" or "table status" or "triggers":
                return OfDatabase(show, resolver);
            case "create database":
                return Destinations.Send(Database(show.Tables[0].Name, resolver), SendTarget.AnyShard, show.Canonical);
            case "vitess_migrations":
                return Destinations.Send(Destinations.Target(resolver, DatabaseName(show)), SendTarget.AllShards, show.Canonical);
            case "global gtid_executed":
                return Positions(show, resolver);
            case "global vgtid_executed":
                return new Aggregate(AggregateVariant.Ordered, Positions(show, resolver));
            default:
                return show.Option.StartsWith("create ", StringComparison.Ordinal) && show.Tables is [var routine]
                    ? Destinations.Send(Database(routine.Qualifier, resolver), SendTarget.AnyShard, show.Canonical)
                    : Anywhere(show, resolver);
        }
    }

    private static NamedPrimitive Anywhere(OtherStatement show, TableResolver resolver) => Destinations.Send(resolver.AnyKeyspace, SendTarget.AnyShard, show.Canonical);

    private static NamedPrimitive OfTable(OtherStatement show, TableName name, TableResolver resolver) =>
        Destinations.Send(Destinations.Table(resolver, name)?.Keyspace ?? resolver.AnyKeyspace, SendTarget.AnyShard, show.Canonical);

    private static NamedPrimitive OfDatabase(OtherStatement show, TableResolver resolver) =>
        Destinations.Send(Database(DatabaseName(show), resolver), SendTarget.AnyShard, show.Canonical);

    private static string DatabaseName(OtherStatement show) => show.Tables is [var database, ..] ? database.Name : "";

    private static Keyspace Database(string name, TableResolver resolver) =>
        TableResolver.IsSystemSchema(name) ? resolver.AnyKeyspace : Destinations.Target(resolver, name);

    private static NamedPrimitive Positions(OtherStatement show, TableResolver resolver)
    {
        Keyspace keyspace = Destinations.Target(resolver, DatabaseName(show));
        return Destinations.Send(keyspace, SendTarget.AllShards, $"select '{keyspace.Name}' as db_name, @@global.gtid_executed as gtid_executed, :__vt_shard as shard");
    }
}
