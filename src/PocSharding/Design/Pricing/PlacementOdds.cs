namespace PocSharding.Design.Pricing;

/// <summary><see cref="Occupancy"/> for one number of shards, worked out once for each small whole number of keys.</summary>
internal sealed class PlacementOdds(int shards)
{
    private const int Most = 256;

    private readonly double[] touched = [.. Enumerable.Range(0, Most).Select(n => Occupancy.Shards(shards, n))];
    private readonly double[] several = [.. Enumerable.Range(0, Most).Select(n => Occupancy.Several(shards, n))];

    public int Shards => shards;

    /// <summary>D(N, n).</summary>
    public double Touched(double keys) => Whole(keys) is int n and >= 0 ? touched[n] : Occupancy.Shards(shards, keys);

    public double Several(double keys) => Whole(keys) is int n and >= 0 ? several[n] : Occupancy.Several(shards, keys);

    private static int Whole(double keys) => keys < Most && keys == (int)keys ? (int)keys : -1;
}
