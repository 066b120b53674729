using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

/// <summary>Keyspace ids, bit for bit.</summary>
public class VindexVectorTests
{
    [TestCase("hash", "1", "166b40b44aba4bd6")]
    [TestCase("hash", "18446744073709551615", "355550b2150e2451")]
    [TestCase("hash", "9223372036854775807", "f77d48aadda1f1bb")]
    [TestCase("xxhash", "alice", "49602e5f48eaa373")]
    [TestCase("xxhash", "", "99e9d85137db46ef")]
    [TestCase("binary_md5", "TEST", "033bd94b1168d7e4f0d644c3c95e35bf")]
    [TestCase("numeric", "1", "0000000000000001")]
    [TestCase("reverse_bits", "6", "6000000000000000")]
    [TestCase("null", "x", "00")]
    public void MapsText(string type, string value, string id)
    {
        var vindex = (FunctionalVindex)VindexTypes.Create(new VindexSpec("v", type, new Dictionary<string, string>(), null)).Vindex!;
        Destination destination = vindex.Map([new VindexValue(VindexValueType.Text, System.Text.Encoding.UTF8.GetBytes(value))]);
        Assert.That(Convert.ToHexStringLower(((Destination.Id)destination).Bytes.Span), Is.EqualTo(id));
    }
}
