using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Vitess;

namespace PocSharding.Tests.Design;

public class OccupancyTests
{
    /// <summary>The values of execution-facts X12 for N = 4.</summary>
    [TestCase(1, 1)]
    [TestCase(2, 1.75)]
    [TestCase(3, 2.31)]
    [TestCase(5, 3.05)]
    [TestCase(8, 3.60)]
    public void ExpectedShardsAreThoseOfTheFormula(int keys, double shards) => Assert.That(Occupancy.Shards(4, keys), Is.EqualTo(shards).Within(0.005));

    [Test]
    public void CountingEveryPlacementGivesTheSame([Values(1, 2, 3, 4)] int keys)
    {
        int placements = (int)Math.Pow(3, keys), touched = 0, several = 0;
        for (int p = 0; p < placements; p++)
        {
            int distinct = Enumerable.Range(0, keys).Select(k => p / (int)Math.Pow(3, k) % 3).Distinct().Count();
            touched += distinct;
            several += distinct > 1 ? 1 : 0;
        }
        Assert.That(Occupancy.Shards(3, keys), Is.EqualTo((double)touched / placements).Within(1e-12));
        Assert.That(Occupancy.Several(3, keys), Is.EqualTo((double)several / placements).Within(1e-12));
    }

    [Test]
    public void KeyspaceIdsFallOnTheShardsThatVitessNames([Values(1, 2, 3, 8, 10, 300)] int shards)
    {
        Shards equal = Shards.Equal(shards);
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] id = new byte[8];
            random.NextBytes(id);
            int at = KeyValues.Shard(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(id), shards);
            Assert.That(equal.All[at].Contains(id), Is.True);
        }
    }
}
