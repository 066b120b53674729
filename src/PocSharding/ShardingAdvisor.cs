using System.Globalization;
using PocSharding.Design;
using PocSharding.Output;

namespace PocSharding;

/// <summary>Where a schema and a workload meet.</summary>
public static class ShardingAdvisor
{
    /// <summary>Designs how the database shards: a role for every table, chosen jointly, with its price and what is proven of it.</summary>
    /// <exception cref="PocShardingException">Options that make no sense, or a schema without tables.</exception>
    public static Proposal Propose(DatabaseSchema schema, WorkloadProfile workload, AdvisorOptions? options = null, IProgress<AdvisorProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new();
        Check(schema, options);
        return ProposalBuilder.Build(schema, workload, options, Designer.Run(schema, workload, options, progress, cancel));
    }

    private static void Check(DatabaseSchema schema, AdvisorOptions options)
    {
        if (schema.Tables.Count == 0)
            throw new PocShardingException(FailureKind.Unusable, "the schema has no table", schema.Name);
        if (options.Shards is < 1 or > 1024)
            throw new PocShardingException(FailureKind.Usage, string.Create(CultureInfo.InvariantCulture, $"{options.Shards} shards; 1 to 1024 make sense"), "--shards");
        if (!(options.Scale >= 1 && double.IsFinite(options.Scale)))
            throw new PocShardingException(FailureKind.Usage, string.Create(CultureInfo.InvariantCulture, $"a scale of {options.Scale}; it is 1 or more"), "--scale");
        KeyspaceNames names = KeyspaceNames.For(schema, options);
        if (options.Database is { } database && database != names.Sharded && database != names.Unsharded)
            throw new PocShardingException(FailureKind.Usage, $"{database} is no keyspace of the proposal; these are {names.Sharded} (sharded) and {names.Unsharded}", "--database");
    }
}
