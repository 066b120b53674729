using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

public class ShardsTests
{
    [Test]
    public void NamesAndResolvesAsVitess()
    {
        int rows = 0;
        var wrong = new List<string>();
        foreach (string line in SharedData.Lines("vitess", "shards.tsv.zst"))
        {
            string[] cells = line.Split('\t');
            rows++;
            string ours = cells[0] == "equal"
                ? Shards.Equal(int.Parse(cells[1])).ToString()
                : Shards.Parse(cells[1])?.Of(Convert.FromHexString(cells[2]))?.Name ?? "none";
            if (ours != cells[^1])
                wrong.Add($"{line}: {ours}");
        }
        Assert.That(wrong, Is.Empty);
        Assert.That(rows, Is.GreaterThan(3000));
    }

    [TestCase("-80,80-", "7f", "-80")]
    [TestCase("80-,-80", "80", "80-")]
    [TestCase("-", "", "-")]
    [TestCase("-40-80-", "40", "40-80")]
    public void FindsTheShard(string shards, string id, string shard) =>
        Assert.That(Shards.Parse(shards)!.Of(Convert.FromHexString(id))!.Name, Is.EqualTo(shard));

    [TestCase("-80,90-")]
    [TestCase("-8,8-")]
    [TestCase("x-")]
    [TestCase("-80,70-")]
    public void RefusesWhatIsNoPartition(string shards) => Assert.That(Shards.Parse(shards), Is.Null);
}
