using PocSharding.Output;

namespace PocSharding.Tests.Output;

public class OutputFolderTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Path.Combine(Path.GetTempPath(), "poc-sharding-" + Guid.NewGuid().ToString("N"));

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void ReplacesAnEarlierProposalAndItsKeyspaces()
    {
        OutputFolder.Write(folder, Files("shop", "main"), force: false);
        OutputFolder.Write(folder, Files("store", "main"), force: false);
        Assert.That(Directory.GetFiles(Path.Combine(folder, "vschema")).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "main.json", "store.json" }));
    }

    [Test]
    public void RefusesAFolderThatIsNotOurs()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        var refused = Assert.Throws<PocShardingException>(() => OutputFolder.Write(folder, Files("shop"), force: false))!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.OutputNotOurs));
        Assert.That(Directory.GetFileSystemEntries(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void ForceWritesBesideWhatIsThere()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        OutputFolder.Write(folder, Files("shop"), force: true);
        Assert.That(File.ReadAllText(Path.Combine(folder, "notes.txt")), Is.EqualTo("mine"));
        Assert.That(File.Exists(Path.Combine(folder, "vschema", "shop.json")), Is.True);
    }

    [Test]
    public void LeavesNothingBesideTheFolderWhenItFails()
    {
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        File.WriteAllText(Path.Combine(folder, "in", "vschema"), "a file where a folder should be");
        Assert.Throws<PocShardingException>(() => OutputFolder.Write(Path.Combine(folder, "in"), Files("shop"), force: true));
        Assert.That(Directory.GetFileSystemEntries(folder), Has.Length.EqualTo(1));
    }

    private static Dictionary<string, byte[]> Files(params string[] keyspaces)
    {
        Dictionary<string, byte[]> files = new() { ["proposal.json"] = System.Text.Encoding.UTF8.GetBytes("{\"format\": \"" + ProposalJson.Format + "\"}") };
        foreach (string keyspace in keyspaces)
            files[Path.Combine("vschema", keyspace + ".json")] = "{}"u8.ToArray();
        return files;
    }
}
