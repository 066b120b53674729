using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

/// <summary>What Vitess said to mutated VSchemas, and what we say.</summary>
public partial class VSchemaVerdictTests
{
    private static readonly string[] Kinds = ["json_error", "build_errors", "apply_errors", "unknown_params"];

    [Test]
    public void AgreesWithVitess()
    {
        int rows = 0, verdicts = 0, classes = 0;
        foreach (string line in SharedData.Lines("vitess", "vschema-verdicts.jsonl.zst"))
        {
            JsonElement theirs = JsonDocument.Parse(line).RootElement, ours = JsonDocument.Parse(LintBatch.Line(rows, Encoding.UTF8.GetBytes(line))).RootElement;
            bool verdict = Kinds.All(k => Subjects(theirs, k) == Subjects(ours, k)), message = Kinds.All(k => Classes(theirs, k) == Classes(ours, k));
            verdicts += verdict ? 1 : 0;
            classes += verdict && message ? 1 : 0;
            if (!verdict || !message)
                TestContext.Out.WriteLine($"{rows} {theirs.GetProperty("mutation")}: {string.Join(" ", Kinds.Select(k => Text(theirs, k)))}\n    ours: {ours}");
            rows++;
        }
        TestContext.Out.WriteLine($"{rows} rows, same verdict {verdicts}, same message class {classes}");
        Assert.That(verdicts, Is.GreaterThanOrEqualTo(rows * 0.99));
        Assert.That(classes, Is.GreaterThanOrEqualTo(rows * 0.97));
    }

    private static string Text(JsonElement row, string kind) => row.TryGetProperty(kind, out JsonElement value) ? value.ToString() : "";

    private static string Subjects(JsonElement row, string kind) => !row.TryGetProperty(kind, out JsonElement value) ? ""
        : value.ValueKind == JsonValueKind.String ? "error"
        : string.Join(' ', value.EnumerateObject().Select(p => p.Name + (kind == "unknown_params" ? p.Value.ToString() : "")).Order());

    private static string Classes(JsonElement row, string kind) => !row.TryGetProperty(kind, out JsonElement value) ? ""
        : value.ValueKind == JsonValueKind.String ? Places().Replace(value.GetString()!.Replace('\u00a0', ' '), "")
        : string.Join('\n', value.EnumerateObject().Select(p => $"{p.Name}: {Names().Replace(p.Value.ToString(), "N")}").Order());

    /// <summary>Vitess was given the same JSON with other blanks.</summary>
    [GeneratedRegex(@"line \d+:\d+")]
    private static partial Regex Places();

    /// <summary>Names within a message: which of several wrong tables Vitess names is chance.</summary>
    [GeneratedRegex(@"(?<=table: |table |table '|table \(|vindex |vindex \(|column name '|type |source |cannot resolve sequence |keyspace |the )['""]?[\w.`]*['""]?|(?<=U\+)\w+ '.'|'[^']*'|(?<=must be pinned: )\S+|\w+ => \S+ => \S+: \w+")]
    private static partial Regex Names();
}
