using System.CommandLine;

namespace PocSharding.Cli.Commands;

/// <summary><c>demo</c>: <c>propose</c> on a small shop that is built in.</summary>
internal sealed class DemoCommand() : ToolCommand(CommandGroup.Decide, "demo", "demo", "all of it, on a small shop that is built in")
{
    public override IReadOnlyList<(string CommandLine, string What)> Examples =>
    [
        ("poc-sharding demo", "designs the shop for 8 shards and prints the answer"),
        ("poc-sharding demo -o out", "also writes out/vschema/*.json, out/proposal.json and out/report.md"),
    ];

    protected override void Configure(Command command)
    {
        var design = new DesignOptions();
        design.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, design, cancel)));
    }

    private static int Run(ParseResult parsed, DesignOptions design, CancellationToken cancel)
    {
        string folder = Directory.CreateTempSubdirectory("poc-sharding-demo-").FullName;
        try
        {
            string[] files = [.. ((string[])["shop.sql", "shop-slow.log", "shop-table-stats.tsv"]).Select(name => Unpack(name, folder))];
            return ProposeCommand.Run(parsed, design, files[0], [files[1]], files[2], cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Unpack(string name, string folder)
    {
        string path = Path.Combine(folder, name);
        using Stream embedded = typeof(DemoCommand).Assembly.GetManifestResourceStream(name)!;
        using FileStream file = File.Create(path);
        embedded.CopyTo(file);
        return path;
    }
}
