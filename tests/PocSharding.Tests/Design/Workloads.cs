namespace PocSharding.Tests.Design;

/// <summary>The workloads of ../shared, each read once.</summary>
internal static class Workloads
{
    private static readonly Dictionary<string, (DatabaseSchema, WorkloadProfile)> Read = [];

    public static (DatabaseSchema Schema, WorkloadProfile Load) Of(string name)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(name, out (DatabaseSchema, WorkloadProfile) workload))
                Read[name] = workload = (DatabaseSchema.Load(Path(name, "schema.sql"), Path(name, "table_stats.tsv")), WorkloadProfile.Load(Path(name, "slow.log.zst")));
            return workload;
        }
    }

    private static string Path(string name, string file) => SharedData.Path("workloads", name, file);
}
