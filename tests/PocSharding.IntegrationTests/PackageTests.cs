using System.Text.RegularExpressions;

namespace PocSharding.IntegrationTests;

/// <summary>The packed library, restored into a project outside the solution, runs the README's lines.</summary>
public partial class PackageTests
{
    [Test]
    public void ReadmeLinesRunOnThePackage()
    {
        using var work = new Workspace();
        work.Pack("PocSharding");
        string demo = Path.Combine(Workspace.Repository, "src", "PocSharding.Cli", "Demo");
        File.Copy(Path.Combine(demo, "shop.sql"), work.Path("schema.sql"));
        File.Copy(Path.Combine(demo, "shop-slow.log"), work.Path("slow.log"));
        File.Copy(Path.Combine(demo, "shop-table-stats.tsv"), work.Path("table_stats.tsv"));
        work.Write("Program.cs", ReadmeLines());
        work.Write("Directory.Build.props", "<Project />");
        work.Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestoreAdditionalProjectSources>{work.Path("packages")}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PocSharding" Version="{work.Version}" />
                <Compile Remove="packages/**" />
              </ItemGroup>
            </Project>
            """);

        Shell.Result run = Shell.DotNet(work.Folder, "run").Succeeded();

        Assert.That(run.Output, Does.Contain("order_lines: ").And.Contain("EqualUnique"));
        Assert.That(Directory.GetFiles(work.Path("out", "vschema"), "*.json"), Has.Length.EqualTo(2));
    }

    private static string ReadmeLines()
    {
        Match block = CSharpBlock().Match(File.ReadAllText(Path.Combine(Workspace.Repository, "README.md")));
        Assert.That(block.Success, "README.md has no C# block");
        return block.Groups[1].Value;
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
