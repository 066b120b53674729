using PocSharding.Planning.Admin;
using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.LeafSql;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Queries;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning;

/// <summary>From an analyzed statement to its plan: shortcut, errors that were waiting, then the planner of its kind. Vitess: planbuilder/builder.go.</summary>
internal static class StatementPlanner
{
    public static PlanResult Plan(Analysis analysis, TableResolver resolver)
    {
        string kind = QueryType(analysis.Normalized);
        if (TargetedPlanner.TryPlan(analysis.Normalized, resolver) is { } sent)
            return sent;
        if (analysis.FoundRows is { } found)
            return WithFoundRows((Planned)Plan(found.Limited, resolver), (Planned)Plan(found.Count, resolver));
        if (analysis.Normalized is TransactionStatement)
            return new Planned(PlanType.Complex, kind, null, []);
        if (analysis.Normalized is not (SelectStatement or Insert or Update or Delete))
            return OtherStatements.Plan(analysis.Normalized, analysis.Mode, resolver);
        if (analysis.Normalized.RefusedByVitess is { } refused)
            throw new RefusedException("", refused);
        if (analysis is { RefusedEverywhere: true, Error: { } always })
            throw new RefusedException(always);
        ResolvedTable[] named = Resolve(analysis.NamedTables, resolver);
        foreach (ResolvedTable table in named)
            if (table.Error is { } error)
                throw new RefusedException(error);
        CheckTargets(analysis.Normalized, named);
        if (MirrorPlanner.Applies(analysis, resolver, named))
            return Mirrored(analysis, resolver);
        return UnshardedShortcut.TryPlan(analysis, resolver, named) ?? Routed(analysis, resolver, named);
    }

    private static Planned Mirrored(Analysis analysis, TableResolver resolver) => MirrorPlanner.Plan(resolver, r => Routed(analysis, r, Resolve(analysis.NamedTables, r)));

    /// <summary>What is not simply passed on.</summary>
    private static Planned Routed(Analysis analysis, TableResolver resolver, ResolvedTable[] named)
    {
        if (analysis.NotModelled is { } why)
            throw new NotModelledException(why);
        if (analysis.Error is not null && !DualSelect.IsVtgatesOwn(analysis.Normalized))
            throw new RefusedException(analysis.Error);
        var context = new PlanContext(analysis, resolver, Resolve(analysis, resolver))
        {
            AnyKeyspace = resolver.AnyKeyspace,
            ForeignKeyChecks = ForeignKeyChecks.Of(analysis.Normalized),
        };
        context.ForeignKeys = ForeignKeyDuties.Of(context);
        if (!context.ForeignKeys.Any && UnshardedShortcut.TryPlan(analysis, resolver, named, foreignKeysKnown: true) is { } untouched && !MirrorPlanner.Applies(analysis, resolver, named))
            return untouched;
        if (analysis.Errors.NotUnsharded is { } late && !InsertsOutsideShards(analysis.Normalized, resolver))
            throw new RefusedException(late);
        Primitive root = Build(context);
        return new Planned(PlanTypes.Of(root), QueryType(analysis.Normalized), root, Later.List((root, context.AnyKeyspace), static plan => TablesUsed.Of(plan.root, plan.AnyKeyspace)));
    }

    /// <summary>An INSERT into anything but a sharded keyspace does not ask what is wrong with its SELECT. Vitess: planbuilder/insert.go errOutIfPlanCannotBeConstructed.</summary>
    private static bool InsertsOutsideShards(Statement statement, TableResolver resolver) =>
        statement is Insert insert && resolver.Resolve(insert.Table).Table is not { Keyspace.Sharded: true };

    /// <summary>The planner of the statement's kind.</summary>
    public static Primitive Build(PlanContext context) => context.Statement switch
    {
        SelectStatement select => SelectPlanner.Plan(context, select),
        Insert insert => Dml.InsertPlanner.Plan(context, insert),
        Update update => Dml.UpdatePlanner.Plan(context, update),
        Delete delete => Dml.DeletePlanner.Plan(context, delete),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What the analysis' tables stand for in the VSchema.</summary>
    public static ResolvedTable[] Resolve(Analysis analysis, TableResolver resolver)
    {
        var tables = new ResolvedTable[analysis.Tables.Count];
        for (int i = 0; i < tables.Length; i++)
            if (analysis.Tables[i] is { Kind: TableKind.Table or TableKind.Dual } instance)
                tables[i] = resolver.Resolve(instance.Name);
        return tables;
    }

    /// <summary>What names in a statement's text stand for; those of system schemas for nothing.</summary>
    public static ResolvedTable[] Resolve(IReadOnlyList<TableName> names, TableResolver resolver)
    {
        var tables = new ResolvedTable[names.Count];
        if (TableResolver.IsSystemSchema(resolver.Database ?? ""))
            return tables;
        for (int i = 0; i < tables.Length; i++)
            if (!TableResolver.IsSystemSchema(names[i].Qualifier))
                tables[i] = resolver.Resolve(names[i]);
        return tables;
    }

    private static Planned WithFoundRows(Planned limited, Planned count)
    {
        var root = new NamedPrimitive("SQL_CALC_FOUND_ROWS", "", [limited.Root!, count.Root!]);
        return new Planned(PlanTypes.Of(root), limited.QueryType, root, limited.TablesUsed);
    }

    /// <summary>Only UPDATE and DELETE may name their shards; only a SELECT may ask a replica.</summary>
    private static void CheckTargets(Statement statement, ResolvedTable[] tables)
    {
        foreach (ResolvedTable table in tables)
        {
            if (table.Target is not { } target)
                continue;
            if (statement is SelectStatement or Insert && target.Shards.Length > 0)
                throw new RefusedException("VT09017", $"{QueryType(statement)} with a target destination is not allowed");
            if (statement is not SelectStatement && target.IsReplica)
                throw new RefusedException("VT09002", $"{QueryType(statement).ToLowerInvariant()} statement with a replica target");
        }
    }

    public static string QueryType(Statement statement) => statement switch
    {
        SelectStatement => "SELECT",
        Insert { Replace: true } => "REPLACE",
        Insert => "INSERT",
        Update => "UPDATE",
        Delete => "DELETE",
        TransactionStatement transaction => transaction.Verb.ToString().ToUpperInvariant(),
        OtherStatement other => other.Kind.ToUpperInvariant(),
        _ => "OTHER",
    };

    /// <summary>The text of a statement as it stands, keyspace names taken out.</summary>
    public static Later TextOf(Statement statement, string? keyspace = null) =>
        Later.Of((statement, keyspace), static sent => SqlPrinter.Print(SentSql.WithoutKeyspaces(sent.statement, sent.keyspace)));
}
