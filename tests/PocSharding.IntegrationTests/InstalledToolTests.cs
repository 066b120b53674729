namespace PocSharding.IntegrationTests;

/// <summary>The dotnet tool, packed and installed, and the native binary, published: both do the whole job on the built-in shop.</summary>
public class InstalledToolTests
{
    [Test]
    public void ToolInstallsFromItsPackageAndRunsTheDemo()
    {
        using var work = new Workspace();
        work.Pack("PocSharding.Cli");
        Shell.DotNet(work.Folder, "tool", "install", "PocSharding.Cli", "--tool-path", work.Path("tools"), "--add-source", work.Path("packages"), "--version", work.Version).Succeeded();

        CheckDemo(work, work.Path("tools", "poc-sharding"));
    }

    [Test]
    public void NativeBinaryRunsTheDemo()
    {
        using var work = new Workspace();
        Shell.DotNet(Workspace.Repository, "publish", Path.Combine("src", "PocSharding.Cli"), "-c", "Release", "-r", "linux-x64", "-p:PublishAot=true", "-o", work.Path("native")).Succeeded();

        CheckDemo(work, work.Path("native", "poc-sharding"));
    }

    private static void CheckDemo(Workspace work, string tool)
    {
        Shell.Result demo = Shell.Run(work.Folder, tool, "demo", "-o", work.Path("out")).Succeeded();
        Assert.That(demo.Output, Does.Contain("orders"));
        Assert.That(File.Exists(work.Path("out", "proposal.json")));
        Shell.Result explain = Shell.Run(work.Folder, tool, "explain", "select * from orders where user_id = 7", "--vschema", work.Path("out", "vschema")).Succeeded();
        Assert.That(explain.Output, Does.Contain("EqualUnique"));
    }
}
