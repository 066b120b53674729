using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Admin;

/// <summary>Statements that go as they stand to one shard or to all of a keyspace. Vitess: planbuilder/builder.go, call_proc.go, other_read.go, migration.go.</summary>
internal static class SentStatements
{
    public static Planned? TryPlan(OtherStatement statement, TableResolver resolver) => statement.Kind switch
    {
        "ExplainStmt" when statement.Inner is { } inner => Explain(statement, inner, resolver),
        "ExplainTab" => ExplainTable(statement, resolver),
        "Analyze" => Analyze(statement, resolver),
        "CallProc" => Unsharded("CALL_PROC", CalledIn(statement, resolver), statement.Canonical, "CALL is not supported for sharded keyspace"),
        "Load" => Unsharded("OTHER", Destinations.Target(resolver, ""), statement.Option, "LOAD is not supported on sharded keyspace"),
        "OtherAdmin" => Destinations.Plan("OTHER", Destinations.Send(Destinations.Target(resolver, ""), SendTarget.AnyShard, statement.Option)),
        "Flush" => Flush(statement, resolver),
        "AlterMigration" => Destinations.Plan("MIGRATION", Destinations.Send(Destinations.Target(resolver, ""), SendTarget.AllShards, statement.Canonical)),
        "RevertMigration" => Destinations.Plan("MIGRATION", Destinations.Own("RevertMigration", PlanType.Passthrough) with { Keyspace = Destinations.Target(resolver, "") }),
        "Stream" => Destinations.Plan("STREAM", new NamedPrimitive("MStream", "", []) { Keyspace = Destinations.Table(resolver, statement.Tables[0])?.Keyspace, TargetDestination = new SendTarget(SendTargetKind.ExactKeyRange, "-") }),
        _ => null,
    };

    private static Planned Explain(OtherStatement explain, Statement inner, TableResolver resolver)
    {
        ResolvedTable[] tables = StatementPlanner.Resolve(TableNames.Of(inner), resolver);
        foreach (ResolvedTable table in tables)
            if (table.Error is { } error)
                throw new RefusedException(error);
        VTable[] real = [.. tables.Select(t => t.Table).OfType<VTable>().Where(t => !TableResolver.IsDual(t))];
        if (real.Any(t => !ReferenceEquals(t.Keyspace, real[0].Keyspace)))
            throw new RefusedException("VT03031", "EXPLAIN is only supported for single keyspace");
        Keyspace keyspace = real is [var first, ..] ? first.Keyspace : resolver.AnyKeyspace;
        return Destinations.Plan("EXPLAIN", Destinations.Send(keyspace, SendTarget.AnyShard, explain.Canonical), TablesUsed.Sorted(real, keyspace));
    }

    private static Planned ExplainTable(OtherStatement explain, TableResolver resolver)
    {
        Keyspace keyspace = Destinations.Table(resolver, explain.Tables[0])?.Keyspace ?? resolver.AnyKeyspace;
        return Destinations.Plan("EXPLAIN", Destinations.Send(keyspace, SendTarget.AnyShard, explain.Canonical), Destinations.Used(keyspace, explain.Tables[0].Name));
    }

    private static Planned Analyze(OtherStatement analyze, TableResolver resolver)
    {
        (Keyspace keyspace, string name) = Destinations.TableOrTarget(resolver, analyze.Tables[0]);
        return Destinations.Plan("ANALYZE", Destinations.Send(keyspace, SendTarget.AllShards, analyze.Canonical), name);
    }

    private static Keyspace CalledIn(OtherStatement call, TableResolver resolver) =>
        TableResolver.IsSystemSchema(call.Option) ? resolver.AnyKeyspace : Destinations.Target(resolver, call.Option);

    private static Planned Unsharded(string kind, Keyspace keyspace, string text, string otherwise) => keyspace.Sharded
        ? throw new RefusedException("", otherwise)
        : Destinations.Plan(kind, Destinations.Send(keyspace, SendTarget.AnyShard, text));

    /// <summary>FLUSH goes to all shards; of tables, to those of each keyspace with its own tables.</summary>
    private static Planned Flush(OtherStatement flush, TableResolver resolver)
    {
        if (flush.Tables.Count == 0)
        {
            Keyspace keyspace = string.IsNullOrEmpty(resolver.Database) ? resolver.AnyKeyspace : Destinations.Target(resolver, "");
            return Destinations.Plan("FLUSH", Destinations.Send(keyspace, SendTarget.AllShards, flush.Canonical));
        }
        VTable[] tables = [.. flush.Tables.Select(t => Destinations.Table(resolver, t)).OfType<VTable>()];
        string tail = flush.Canonical[Flush(flush, flush.Tables.Select(SqlPrinter.Print)).Length..];
        Primitive[] sends =
        [
            .. tables.GroupBy(t => t.Keyspace).OrderBy(g => g.Key.Name, StringComparer.Ordinal)
                .Select(g => Destinations.Send(g.Key, SendTarget.AllShards, Flush(flush, g.Select(t => SqlPrinter.Quote(t.Name))) + tail)),
        ];
        return Destinations.Plan("FLUSH", sends is [var only] ? only : new Concatenate(sends), TablesUsed.Sorted(tables, resolver.AnyKeyspace));
    }

    /// <summary>FLUSH of the tables, without the lock that may follow.</summary>
    private static string Flush(OtherStatement flush, IEnumerable<string> tables) => $"{flush.Option} {string.Join(", ", tables)}";
}
