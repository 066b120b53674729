using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Admin;

/// <summary>Definitions: to every shard of the table's keyspace, where its keyspace allows them. Vitess: planbuilder/ddl.go, builder.go buildDBDDLPlan, buildVSchemaDDLPlan.</summary>
internal static class DefinitionPlanner
{
    private const string Kind = "DDL";

    public static PlanResult? TryPlan(Statement statement, TableResolver resolver) => statement switch
    {
        CreateTable create => OnTable(create, (Destinations.Target(resolver, create.Table.Qualifier), create.Table.Name), create.Temporary),
        AlterTable alter => OnTable(alter, Destinations.TableOrTarget(resolver, alter.Table)),
        CreateIndex index => OnTable(index, Destinations.TableOrTarget(resolver, index.Table)),
        DropIndex index => OnTable(index, Destinations.TableOrTarget(resolver, index.Table)),
        OtherStatement { Kind: "TruncateTable" } truncate => OnTable(truncate, Destinations.TableOrTarget(resolver, truncate.Tables[0])),
        DropTable drop => OnTables(drop, drop.Tables, resolver, drop.Temporary),
        OtherStatement { Kind: "DropView" } drop => OnTables(drop, drop.Tables, resolver, false),
        RenameTable rename => Rename(rename, resolver),
        CreateView view => ViewPlanner.Plan(view, resolver),
        CreateRoutine { Kind: "CreateProcedure" } routine => Procedure(routine, resolver),
        OtherStatement { Kind: "DropProcedure" } drop => OnTable(drop, (Destinations.Target(resolver, drop.Tables[0].Qualifier), drop.Tables[0].Name)),
        CreateDatabase create => CreateDatabase(create, resolver),
        DropDatabase drop => DropDatabase(drop, resolver),
        OtherStatement { Kind: "AlterDatabase" } alter => AlterDatabase(alter, resolver),
        AlterVSchema alter => AlterVSchema(alter, Destinations.Target(resolver, alter.Table.Qualifier)),
        _ => null,
    };

    public static Planned Definition(Statement statement, Keyspace keyspace, params IReadOnlyList<string> tables)
    {
        var ddl = new NamedPrimitive("DDL", "", []) { Keyspace = keyspace, Query = StatementPlanner.TextOf(statement), Type = PlanType.DirectDDL };
        return Destinations.Plan(Kind, ddl, [.. tables.Select(t => Destinations.Used(keyspace, t)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static Planned OnTable(Statement statement, (Keyspace Keyspace, string Name) table, bool temporary = false)
    {
        if (table.Keyspace.ForeignKeyMode == ForeignKeyMode.Disallow && Tree.Contains<ForeignKeyDefinition>(statement))
            throw new RefusedException("VT10001", "foreign key constraints are not allowed");
        NotTemporary(table.Keyspace, temporary);
        return Definition(statement, table.Keyspace, table.Name);
    }

    private static void NotTemporary(Keyspace keyspace, bool temporary)
    {
        if (temporary && keyspace.Sharded)
            throw new RefusedException("", $"Temporary table not supported in sharded database {keyspace.Name}");
    }

    private static Planned OnTables(Statement statement, NodeList<TableName> tables, TableResolver resolver, bool temporary)
    {
        (Keyspace Keyspace, string Name)[] found = [.. tables.Select(t => Destinations.TableOrTarget(resolver, t))];
        SameDestination(found);
        NotTemporary(found[0].Keyspace, temporary);
        return Definition(statement, found[0].Keyspace, [.. found.Select(f => f.Name)]);
    }

    private static void SameDestination((Keyspace Keyspace, string Name)[] tables)
    {
        if (tables.Any(t => !ReferenceEquals(t.Keyspace, tables[0].Keyspace)))
            throw RefusedException.Unsupported("Tables or Views specified in the query do not belong to the same destination");
    }

    private static Planned Rename(RenameTable rename, TableResolver resolver)
    {
        var found = new List<(Keyspace Keyspace, string Name)>();
        foreach (TableRename pair in rename.Renames)
        {
            (Keyspace Keyspace, string Name) from = Destinations.TableOrTarget(resolver, pair.From);
            if (pair.To.Qualifier.Length > 0 && Destinations.Target(resolver, pair.To.Qualifier) is var to && !ReferenceEquals(to, from.Keyspace))
                throw new RefusedException("VT03002", $"changing schema from '{from.Keyspace.Name}' to '{to.Name}' is not allowed");
            found.Add(from);
            SameDestination([found[0], from]);
        }
        return Definition(rename, found[0].Keyspace, [.. found.Select(f => f.Name), .. rename.Renames.Select(r => r.To.Name)]);
    }

    private static Planned Procedure(CreateRoutine routine, TableResolver resolver)
    {
        Keyspace keyspace = Destinations.Target(resolver, routine.Name.Qualifier);
        if (keyspace.Sharded)
            throw RefusedException.Unsupported("CREATE PROCEDURE is not supported on sharded keyspaces");
        return Definition(routine, keyspace, routine.Name.Name);
    }

    private static Planned CreateDatabase(CreateDatabase create, TableResolver resolver)
    {
        if (!resolver.Model.Keyspaces.ContainsKey(create.Name))
            return Database("CREATEDB", create.Name, null);
        return create.IfNotExists ? NothingToDo() : throw new RefusedException("VT06001", $"cannot create database '{create.Name}'; database exists");
    }

    private static Planned DropDatabase(DropDatabase drop, TableResolver resolver)
    {
        if (resolver.Model.Keyspaces.GetValueOrDefault(drop.Name) is { } keyspace)
            return Database("DROPDB", drop.Name, keyspace);
        return drop.IfExists ? NothingToDo() : throw new RefusedException("VT05001", $"cannot drop database '{drop.Name}'; database does not exists");
    }

    private static Planned AlterDatabase(OtherStatement alter, TableResolver resolver)
    {
        string name = alter.Option.Length > 0 ? alter.Option : resolver.Database ?? "";
        if (resolver.Model.Keyspaces.ContainsKey(name))
            throw RefusedException.Unsupported("ALTER DATABASE");
        throw new RefusedException("VT05002", $"cannot alter database '{name}'; unknown database");
    }

    private static Planned NothingToDo() => Destinations.Plan(Kind, Destinations.Rows);

    private static Planned Database(string what, string name, Keyspace? keyspace) =>
        Destinations.Plan(Kind, new NamedPrimitive(what, "", []) { Keyspace = keyspace ?? new Keyspace(name, false) });

    private static Planned AlterVSchema(AlterVSchema alter, Keyspace keyspace) =>
        Destinations.Plan(Kind, new NamedPrimitive("AlterVSchema", "", []) { Keyspace = keyspace }, Destinations.Used(keyspace, alter.Table.Name));
}
