namespace PocSharding.Design.Pricing;

/// <summary>How keys fall on shards when each is placed by itself and uniformly (execution-facts X12).</summary>
internal static class Occupancy
{
    /// <summary>D(N, n): expected number of the N shards that n distinct keys touch.</summary>
    public static double Shards(int shards, double keys) => keys <= 1 ? Math.Max(0, keys) : shards * (1 - Math.Pow(1 - 1.0 / shards, keys));

    /// <summary>The chance that n distinct keys are on more than one shard.</summary>
    public static double Several(int shards, double keys) => keys <= 1 ? 0 : 1 - Math.Pow(1.0 / shards, keys - 1);

    /// <summary>The chance that n more keys leave a single known shard.</summary>
    public static double Leaves(int shards, double keys) => keys <= 0 ? 0 : 1 - Math.Pow(1.0 / shards, keys);
}
