using System.Text.Json;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Sql;

/// <summary>What we print parses to the same tree, and prints the same again.</summary>
public class RoundTripTests
{
    [Test]
    public void SqlCases() => Check(
        from file in Directory.GetFiles(SharedData.Path("sqlcases"), "*.json")
        from line in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray()
        select line.GetProperty("input").GetString()!);

    [TestCase("generated", "plans.jsonl.zst")]
    [TestCase("kanboard", "generated.rich.jsonl.zst")]
    [TestCase("kanboard", "statements.jsonl.zst")]
    [TestCase("wordpress", "statements.jsonl.zst")]
    [TestCase("ghost", "generated.good-fk.jsonl.zst")]
    public void Oracle(string folder, string file) => Check(SharedData.JsonLines("oracle", folder, file).Select(l => l.GetProperty("query").GetString()!));

    [Test]
    public void EveryPlannerCaseIsRead()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (string file in Directory.GetFiles(SharedData.Path("vitess", "planbuilder"), "*.json"))
        {
            foreach (JsonElement line in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray())
            {
                if (!line.TryGetProperty("query", out JsonElement query))
                    continue;
                count++;
                if (SqlParser.Parse(query.GetString()!) is { Error: { } error } && !line.GetRawText().Contains("syntax error", StringComparison.Ordinal))
                    wrong.Add($"{Path.GetFileName(file)}: {query} {error}");
            }
        }
        TestContext.Out.WriteLine($"{count} queries, {wrong.Count} not read");
        Assert.That(wrong, Is.Empty);
    }

    /// <summary>Vitess prints less than it read: OPTIMIZE and the like become one word, VSchema parameters lose their quotes; it drops the target of <c>delete t.* from a as t</c>, and the parentheses of one BETWEEN inside another.</summary>
    private static bool VitessPrintsAmbiguously(Statement tree)
    {
        bool found = tree is Delete { Targets.Count: 1, Tables: [AliasedTable] } or OtherStatement { Kind: "OtherAdmin" or "Load" } or AlterVSchema;
        Tree.Walk(tree, n => !(found |= n is BetweenExpr { Left: BetweenExpr }));
        return found;
    }

    private static void Check(IEnumerable<string> statements)
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (string sql in statements)
        {
            if (SqlParser.Parse(sql).Statement is not { } tree)
                continue;
            count++;
            string printed = SqlPrinter.Print(tree);
            if (VitessPrintsAmbiguously(tree))
                continue;
            ParseResult again = SqlParser.Parse(printed);
            if (again.Statement is not { } second)
                wrong.Add($"{sql}\n  -> {printed}\n  {again.Error}");
            else if (SqlPrinter.Print(second) != printed)
                wrong.Add($"{sql}\n  -> {printed}\n  -> {SqlPrinter.Print(second)}");
            else if (tree is SelectStatement or Insert or Update or Delete && second with { RefusedByVitess = null } != tree with { RefusedByVitess = null })
                wrong.Add($"tree: {sql}\n  -> {printed}");
        }
        TestContext.Out.WriteLine($"{count} statements, {wrong.Count} differ");
        Assert.That(wrong.Take(20), Is.Empty);
    }
}
