using System.Text.Json;
using System.Text.RegularExpressions;

namespace PocSharding.Tests.Planning;

/// <summary>How far one of our answers agrees with Vitess's: our own reading of ../shared/conformance/levels.py.</summary>
internal static partial class Levels
{
    /// <summary>-1: plan against error; 0: another plan type; 1: other leaves; 2: another tree; 3: other texts; 4: all alike.</summary>
    public static int Reached(JsonElement want, JsonElement got)
    {
        if (got.TryGetProperty("not_modelled", out _))
            return -1;
        string? wantError = Error(want), gotError = Error(got);
        if (wantError is not null || gotError is not null)
            return wantError is not null && gotError is not null && ErrorClass(wantError) == ErrorClass(gotError) ? 4 : -1;
        if (TypeOf(want) != TypeOf(got))
            return 0;
        Node? a = Tree(want), b = Tree(got);
        if (a is null || b is null)
            return a is null && b is null ? 4 : 1;
        if (!Leaves(a).Order(StringComparer.Ordinal).SequenceEqual(Leaves(b).Order(StringComparer.Ordinal)))
            return 1;
        if (Text(a) != Text(b))
            return 2;
        return Queries(a).SequenceEqual(Queries(b)) ? 4 : 3;
    }

    /// <summary>An answer in a line: the error, or the plan's type and tree.</summary>
    public static string Describe(JsonElement answer) =>
        Error(answer) ?? (answer.TryGetProperty("not_modelled", out JsonElement why) ? $"not modelled: {why}" : $"{TypeOf(answer)} {(Tree(answer) is { } tree ? Text(tree) : "")}");

    /// <summary>Answers that are Vitess's own defects are left out.</summary>
    public static bool IsCrash(JsonElement want) => Error(want) is { } error && Crash().IsMatch(error);

    public static string? TypeOf(JsonElement answer) => answer.TryGetProperty("type", out JsonElement type) ? type.GetString() : null;

    private static string? Error(JsonElement answer) => answer.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;

    private static string ErrorClass(string error)
    {
        Match code = Code().Match(error);
        return code.Success ? code.Value : string.Join(' ', error.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3));
    }

    private sealed record Node(string Label, List<Node> Children, string Query);

    private static Node? Tree(JsonElement answer)
    {
        JsonElement plan = answer.GetProperty("plan");
        HashSet<string> used = [];
        if (plan.TryGetProperty("TablesUsed", out JsonElement tables))
            used = [.. tables.EnumerateArray().Select(t => Last(t.GetString()!))];
        return plan.TryGetProperty("Instructions", out JsonElement root) ? Of(root, used) : null;
    }

    /// <summary>A node; projections, which only rename or reorder columns, are passed over.</summary>
    private static Node Of(JsonElement element, HashSet<string> used)
    {
        List<Node> children = element.TryGetProperty("Inputs", out JsonElement inputs) ? [.. inputs.EnumerateArray().Select(i => Of(i, used))] : [];
        string type = Member(element, "OperatorType");
        if (type is "Projection" or "SimpleProjection" or "RenameFields" && children.Count == 1)
            return children[0];
        string keyspace = element.TryGetProperty("Keyspace", out JsonElement ks) && ks.ValueKind == JsonValueKind.Object ? Member(ks, "Name") : "";
        string query = Member(element, "Query");
        string named = children.Count > 0 ? "" : string.Join('+', Tables().Matches(query).Select(m => Last(m.Groups[1].Value)).Where(used.Contains).Distinct().Order(StringComparer.Ordinal));
        return new Node($"{type}:{Member(element, "Variant")}@{keyspace}[{Member(element, "Vindex")}]{named}", children, query);
    }

    private static string Member(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Last(string name) => name.Split('.')[^1].Trim('`').ToLowerInvariant();

    private static IEnumerable<string> Leaves(Node node) => node.Children.Count == 0 ? [node.Label] : node.Children.SelectMany(Leaves);

    private static string Text(Node node) => node.Children.Count == 0 ? node.Label : $"{node.Label}({string.Join(", ", node.Children.Select(Text))})";

    private static IEnumerable<string> Queries(Node node) => [node.Query, .. node.Children.SelectMany(Queries)];

    [GeneratedRegex(@"(?i)(?:\bfrom|\bjoin|\bupdate|\binto|,)\s*\(*\s*((?:`[^`]+`|[\w$]+)(?:\.(?:`[^`]+`|[\w$]+))?)")]
    private static partial Regex Tables();

    [GeneratedRegex(@"VT\d{5}")]
    private static partial Regex Code();

    [GeneratedRegex("panicked|VT13001|unsupported TypeCollationID|nil pointer")]
    private static partial Regex Crash();
}

/// <summary>Shares of lines, and of executions, that reach each level.</summary>
internal sealed class Score
{
    private readonly double[] lines = new double[5];
    private readonly double[] executions = new double[5];
    private double allLines;
    private double allExecutions;
    private double passthrough;

    public int Crashes { get; private set; }

    public void Add(JsonElement want, JsonElement got, long count)
    {
        if (Levels.IsCrash(want))
        {
            Crashes++;
            return;
        }
        allLines++;
        allExecutions += count;
        if (Levels.TypeOf(want) == "Passthrough")
            passthrough += count;
        int level = Levels.Reached(want, got);
        for (int i = 0; i <= level; i++)
        {
            lines[i]++;
            executions[i] += count;
        }
    }

    /// <summary>Per cent of the lines at the level.</summary>
    public double Lines(int level) => 100 * lines[level] / allLines;

    public double Executions(int level) => 100 * executions[level] / allExecutions;

    /// <summary>A table row: by executions, by lines, and what the constant answer Passthrough would score at L1.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Row(Executions)} |{Row(Lines)} | {100 * passthrough / allExecutions,6:F2} | {allLines,5:F0}");

    private static string Row(Func<int, double> level) => string.Concat(Enumerable.Range(0, 5).Select(i => level(i).ToString("F2", System.Globalization.CultureInfo.InvariantCulture).PadLeft(7)));
}
