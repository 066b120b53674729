using System.Text;
using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

/// <summary>Keyspace ids, bit for bit.</summary>
public class VindexVectorTests
{
    [Test]
    public void EveryVectorOfVitess()
    {
        int rows = 0;
        var wrong = new List<string>();
        foreach (string line in SharedData.Lines("vitess", "vindex-vectors.tsv.zst"))
        {
            rows++;
            string ours = KeyspaceIds.BatchLine(line[..line.LastIndexOf('\t')]);
            if (ours != line)
                wrong.Add($"{line} not {ours[(ours.LastIndexOf('\t') + 1)..]}");
        }
        Assert.That(wrong, Is.Empty);
        Assert.That(rows, Is.GreaterThan(21_000));
    }

    [TestCase("hash", "1", "166b40b44aba4bd6")]
    [TestCase("hash", "-1", "355550b2150e2451")]
    [TestCase("hash", "9223372036854775807", "f77d48aadda1f1bb")]
    [TestCase("hash", "abc", "none")]
    [TestCase("xxhash", "alice", "49602e5f48eaa373")]
    [TestCase("xxhash", "", "99e9d85137db46ef")]
    [TestCase("binary_md5", "TEST", "033bd94b1168d7e4f0d644c3c95e35bf")]
    [TestCase("numeric", "1", "0000000000000001")]
    [TestCase("reverse_bits", "6", "6000000000000000")]
    [TestCase("null", "x", "00")]
    [TestCase("unicode_loose_md5", "Te\u0301st ", "0b5edbb401fd7524393690491d64f1f5")]
    [TestCase("unicode_loose_xxhash", "TEST", "42d21361087a4c07")]
    [TestCase("unicode_loose_xxhash", " Test", "4fcb8be34ec05775")]
    public void MapsValue(string type, string value, string id) =>
        Assert.That(KeyspaceIds.Of(type, value, new Dictionary<string, string>(), null).Text, Is.EqualTo(id));

    [TestCase("INT64", "2035", "none")]
    [TestCase("UINT64", "2035", "70bb023c810ca87a")]
    [TestCase("INT64", "3138343436373434303733373039353531363135", "none")]
    [TestCase("HEXNUM", "30783035", "none")]
    public void HashReadsSignedValuesStrictly(string type, string hex, string id) =>
        Assert.That(KeyspaceIds.BatchLine($"hash\t\t{type}\t{hex}"), Does.EndWith("\t" + id));

    [TestCase("(1,1,1)", "166b40166b40166b")]
    [TestCase("(255,1,1)", "254e88166b40166b")]
    [TestCase("(1)", "DestinationKeyRange(166b40-166b41)")]
    [TestCase("(1,1)", "DestinationKeyRange(166b40166b40-166b40166b41)")]
    public void MulticolTakesPrefixes(string values, string id) =>
        Assert.That(KeyspaceIds.Of("multicol", values.Trim('(', ')'), new Dictionary<string, string> { ["column_count"] = "3", ["column_bytes"] = "3,3,2" }, null).Text, Is.EqualTo(id));

    [TestCase("12345567", "md5", "202cb96c8399c5e0")]
    [TestCase("abcdef", "xxhash64", "9909779e374d")]
    public void CfcHashesComponents(string value, string hash, string id) =>
        Assert.That(KeyspaceIds.Of("cfc", value, new Dictionary<string, string> { ["hash"] = hash, ["offsets"] = "[3,5]" }, null).Text, Is.EqualTo(id));

    [TestCase("abcd%", "md5", "DestinationKeyRange(900150-900151)")]
    [TestCase("abcd%", "xxhash64", "DestinationKeyRange(990977-990978)")]
    [TestCase("a%", "md5", "DestinationAllShards()")]
    [TestCase("\\%bcd_f%", "", "DestinationKeyRange(25626364-25626365)")]
    public void CfcMapsPatterns(string pattern, string hash, string range)
    {
        var parameters = new Dictionary<string, string> { ["hash"] = hash, ["offsets"] = "[3,5]" };
        var prefix = (FunctionalVindex)VindexTypes.Create(new VindexSpec("c", "cfc", parameters, null)).Vindex!.PrefixVindex!;
        Assert.That(KeyspaceIds.Describe(prefix.Map([new VindexValue(VindexValueType.Text, Encoding.UTF8.GetBytes(pattern))])), Is.EqualTo(range));
    }

    [TestCase("-80,80-", "1", "-80")]
    [TestCase("-80,80-", "2", "-80")]
    [TestCase("-80,80-", "4", "80-")]
    public void FindsTheShard(string shards, string value, string shard) =>
        Assert.That(KeyspaceIds.Of("hash", value, new Dictionary<string, string>(), shards).Shards.Single().Name, Is.EqualTo(shard));

    [TestCase("nosuch", "1", null)]
    [TestCase("lookup", "1", null)]
    [TestCase("hash", "1", "-8,8-")]
    public void RefusesMisuse(string type, string value, string? shards) =>
        Assert.That(() => KeyspaceIds.Of(type, value, new Dictionary<string, string>(), shards), Throws.TypeOf<PocShardingException>());

    [TestCase("hash\t\tINT64")]
    [TestCase("hash\t\tINT64\tzz")]
    [TestCase("multicol\t\tINT64\t31")]
    public void BadLinesAreErrors(string line) => Assert.That(KeyspaceIds.BatchLine(line), Is.EqualTo(line + "\terror"));
}
