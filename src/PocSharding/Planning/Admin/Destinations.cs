using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Admin;

/// <summary>Where a statement goes that no vindex plans. Vitess: executorcontext/vcursor_impl.go TargetDestination, FindTableOrVindex.</summary>
internal static class Destinations
{
    /// <summary>The keyspace named, else the selected one.</summary>
    public static Keyspace Target(TableResolver resolver, string qualifier)
    {
        string name = qualifier.Length > 0 ? qualifier : resolver.Database ?? "";
        name = ShardTarget.Parse(name)?.Keyspace ?? name;
        if (name.Length == 0)
            throw new RefusedException("VT09005", "no database selected: use keyspace<:shard><@type> or keyspace<[range]><@type> (<> are optional)");
        return resolver.Model.Keyspaces.GetValueOrDefault(name) ?? throw new RefusedException("VT05003", $"unknown database '{name}' in vschema");
    }

    /// <summary>A table that must exist; null for those of system schemas, which any keyspace serves.</summary>
    public static VTable? Table(TableResolver resolver, TableName name)
    {
        if (TableResolver.IsSystemSchema(name.Qualifier))
            return null;
        ResolvedTable found = resolver.Resolve(name);
        return found.Error is { } error ? throw new RefusedException(error) : found.Table ?? throw new RefusedException("VT05004", $"table '{name.Name}' does not exist");
    }

    /// <summary>The keyspace of a table, whether it exists or not.</summary>
    public static (Keyspace Keyspace, string Name) TableOrTarget(TableResolver resolver, TableName name) =>
        resolver.Resolve(name).Table is { } table ? (table.Keyspace, table.Name) : (Target(resolver, name.Qualifier), name.Name);

    /// <summary>What vtgate answers by itself.</summary>
    public static readonly NamedPrimitive Rows = new("Rows", "", []);

    public static NamedPrimitive Send(Keyspace keyspace, SendTarget target, string text) => new("Send", "", [])
    {
        Keyspace = keyspace,
        TargetDestination = target,
        Query = Later.Of(text, static t => t),
    };

    public static NamedPrimitive Own(string name, PlanType type, params Primitive[] inputs) => new(name, "", inputs) { Type = type };

    public static Planned Plan(string kind, Primitive root, params IReadOnlyList<string> tables) => new(PlanTypes.Of(root), kind, root, tables);

    public static string Used(Keyspace keyspace, string table) => $"{keyspace.Name}.{table}";
}
