using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>What a table name stands for: a table, a vindex, or an error.</summary>
internal readonly record struct ResolvedTable(VTable? Table, Vindex? Vindex, Refused? Error)
{
    /// <summary>The shards that the name itself asks for; null for none.</summary>
    public ShardTarget? Target { get; init; }
}

/// <summary>Resolves table names over a VSchema. Vitess: vindexes/vschema.go FindRoutedTable, executorcontext/vcursor_impl.go.</summary>
internal sealed class TableResolver(VSchemaModel model, string? database, string? anyKeyspace = null)
{
    private static readonly VTable DualTable = new("dual", new Keyspace("", false)) { Type = VTableType.Reference };

    public VSchemaModel Model => model;

    public string? Database => database;

    /// <summary>How many lookups stand above the query that is planned: it reads the backing table of a lookup, which is found by one, ….</summary>
    public int LookupDepth { get; init; }

    /// <summary>The shards that the session targets; null for none.</summary>
    public ShardTarget? Target { get; } = ShardTarget.Parse(database ?? "");

    public bool MySql57 { get; init; }

    /// <summary>The texts that the session has prepared, by name.</summary>
    public IReadOnlyDictionary<string, string> Prepared { get; init; } = new Dictionary<string, string>();

    /// <summary>Set where every mirrored table stands for its mirror.</summary>
    public bool Mirrored { get; private init; }

    public TableResolver ToMirrors() => new(model, database, anyKeyspace) { Mirrored = true, MySql57 = MySql57, Prepared = Prepared };

    /// <summary>The table that mirrors another one's reads, if any.</summary>
    public VTable? MirrorOf(VTable? table) =>
        table is not null && model.MirrorRules.Count > 0
        && (model.MirrorRules.GetValueOrDefault($"{table}@primary") ?? model.MirrorRules.GetValueOrDefault(table.ToString())) is { Percent: > 0, Error: null, Target: { } target }
            ? target
            : null;

    /// <summary>The keyspace that serves statements without tables: the selected one, else the first sharded one; Vitess's tests say otherwise.</summary>
    public Keyspace AnyKeyspace
    {
        get
        {
            if (anyKeyspace is not null && model.Keyspaces.TryGetValue(anyKeyspace, out Keyspace? given))
                return given;
            if (!string.IsNullOrEmpty(database) && model.Keyspaces.TryGetValue(database, out Keyspace? selected))
                return selected;
            return model.FirstSharded ?? model.FirstKeyspace ?? throw new RefusedException("VT09005", "no database selected");
        }
    }

    public static bool IsDual(VTable table) => ReferenceEquals(table, DualTable);

    public static bool IsSystemSchema(string qualifier) =>
        qualifier.ToLowerInvariant() is "information_schema" or "performance_schema" or "sys" or "mysql";

    public ResolvedTable Resolve(TableName name)
    {
        ResolvedTable found = Find(name);
        return Mirrored && MirrorOf(found.Table) is { } mirror ? found with { Table = mirror } : found;
    }

    private ResolvedTable Find(TableName name)
    {
        if (name.Qualifier.Length == 0 && name.Name == "dual")
            return new ResolvedTable(DualTable, null, null);
        if (ShardTarget.Parse(name.Qualifier) is { } target)
            return Resolve(name with { Qualifier = target.Keyspace }) with { Target = target };
        string keyspace = RouteKeyspace(name.Qualifier.Length > 0 ? name.Qualifier : database ?? "");
        if (model.RuleFor(keyspace, name.Name) is { } rule)
            return Follow(rule, name);
        return keyspace.Length == 0 ? ResolveGlobal(name) : ResolveIn(keyspace, name);
    }

    private static ResolvedTable Follow(RoutingRule rule, TableName name)
    {
        if (rule.Error is not null)
            return Error(rule.Error);
        return rule.Target is null ? Error($"table {name.Name} has been disabled") : new ResolvedTable(rule.Target, null, null);
    }

    private string RouteKeyspace(string keyspace) =>
        model.KeyspaceRoutingRules.Count == 0 || keyspace.Length == 0 ? keyspace : model.KeyspaceRoutingRules.GetValueOrDefault(keyspace + "@primary") ?? model.KeyspaceRoutingRules.GetValueOrDefault(keyspace) ?? keyspace;

    private ResolvedTable ResolveGlobal(TableName name)
    {
        if (model.GlobalTables.TryGetValue(name.Name, out VTable? table))
            return table is null ? Error($"ambiguous table reference: {name.Name}") : new ResolvedTable(table, null, null);
        if (model.GlobalVindexes.TryGetValue(name.Name, out Vindex? vindex))
            return vindex is null ? Error($"ambiguous vindex reference: {name.Name}") : new ResolvedTable(null, vindex, null);
        if (model.Keyspaces.Count == 1 && model.Keyspaces.Values.First() is { Sharded: false } only)
            return new ResolvedTable(new VTable(name.Name, only) { Implicit = true }, null, null);
        return Error($"table {name} not found");
    }

    private ResolvedTable ResolveIn(string keyspaceName, TableName name)
    {
        if (!model.Keyspaces.TryGetValue(keyspaceName, out Keyspace? keyspace))
            return new ResolvedTable(null, null, new Refused("VT05003", $"unknown database '{keyspaceName}' in vschema"));
        if (keyspace.Tables.TryGetValue(name.Name, out VTable? table))
            return new ResolvedTable(table, null, null);
        if (keyspace.Vindexes.TryGetValue(name.Name, out Vindex? vindex))
            return new ResolvedTable(null, vindex, null);
        return keyspace.Sharded ? Error($"table {name.Name} not found") : new ResolvedTable(new VTable(name.Name, keyspace) { Implicit = true }, null, null);
    }

    private static ResolvedTable Error(string message) => new(null, null, new Refused("", message));
}
