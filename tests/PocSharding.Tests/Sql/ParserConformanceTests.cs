using System.Text.Json;
using PocSharding.Sql;

namespace PocSharding.Tests.Sql;

/// <summary>What Vitess's parser said of 6,025 statements and of every statement of the workloads. SQL_WRONG=folder writes the lines that differ.</summary>
public class ParserConformanceTests
{
    private static readonly string[] DmlKinds = ["Select", "Union", "Insert", "Update", "Delete", "ValuesStatement"];

    private sealed class Score
    {
        public int Lines, Accepted, Kinds, VitessAccepts, Dml, Canonical, All, CanonicalAll, Strict;

        public readonly List<string> Wrong = [];

        public void Add(string sql, string? kind, string? canonical, bool strict)
        {
            Lines++;
            ParseReport ours = ParseReport.Of(sql);
            bool accepts = kind is not null;
            if (accepts == (ours.Error is null))
                Accepted++;
            else
                Wrong.Add($"{(accepts ? "refused" : "accepted")}: {sql} -- {ours.Error}");
            if (!accepts)
                return;
            VitessAccepts++;
            if (strict == (ours.StrictError is not null))
                Strict++;
            else
                Wrong.Add($"strict {(strict ? "missing" : "wrong")}: {sql} -- {ours.StrictError}");
            bool dml = DmlKinds.Contains(kind), same = ours.Canonical == canonical;
            (Dml, Canonical, All, CanonicalAll) = (Dml + (dml ? 1 : 0), Canonical + (dml && same ? 1 : 0), All + 1, CanonicalAll + (same ? 1 : 0));
            Kinds += ours.Statement == kind ? 1 : 0;
            if (!same && ours.Error is null)
                Wrong.Add($"canonical [{kind}]: {sql}\n      vitess {canonical}\n      ours   {ours.Canonical}");
        }

        public double AcceptShare => 100.0 * Accepted / Lines;

        public double CanonicalShare => 100.0 * Canonical / Math.Max(1, Dml);

        public override string ToString() =>
            $"{Lines,6} statements, accept {AcceptShare,7:F3} %, canonical DML {CanonicalShare,7:F3} % of {Dml}, all {100.0 * CanonicalAll / Math.Max(1, All),7:F3} % of {All}, kinds {Kinds}/{VitessAccepts}, strict verdict {Strict}";
    }

    [Test]
    public void SqlCases()
    {
        var total = new Score();
        foreach (string file in Directory.GetFiles(SharedData.Path("sqlcases"), "*.json").Order())
        {
            var score = new Score();
            foreach (JsonElement line in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray())
                foreach (Score s in (Score[])[score, total])
                    Add(s, line, "input", "output");
            TestContext.Out.WriteLine($"{Path.GetFileName(file),-26} {score}");
        }
        Finish(total, "sqlcases", accept: 99.9, canonical: 99.9);
    }

    [Test]
    public void WorkloadStatements()
    {
        var total = new Score();
        foreach (string folder in Directory.GetDirectories(SharedData.Path("oracle")).Order())
        {
            if (!File.Exists(Path.Combine(folder, "statements.jsonl.zst")))
                continue;
            var score = new Score();
            foreach (JsonElement line in SharedData.JsonLines("oracle", Path.GetFileName(folder), "statements.jsonl.zst"))
                foreach (Score s in (Score[])[score, total])
                    Add(s, line, "query", "canonical");
            TestContext.Out.WriteLine($"{Path.GetFileName(folder),-26} {score}");
        }
        Finish(total, "oracle", accept: 100, canonical: 100);
    }

    private static void Add(Score score, JsonElement line, string input, string output)
    {
        string sql = line.GetProperty(input).GetString()!;
        string? kind = line.TryGetProperty("statement", out JsonElement k) ? k.GetString() : null;
        if (line.TryGetProperty("parse_error", out _) || line.TryGetProperty("error", out _))
            kind = null;
        score.Add(sql, kind, line.TryGetProperty(output, out JsonElement o) ? o.GetString() : sql, line.TryGetProperty("strict_error", out _));
    }

    private static void Finish(Score total, string name, double accept, double canonical)
    {
        TestContext.Out.WriteLine($"{"total",-26} {total}");
        if (Environment.GetEnvironmentVariable("SQL_WRONG") is { Length: > 0 } folder)
            File.WriteAllLines(Path.Combine(folder, name + ".wrong.txt"), total.Wrong);
        Assert.That(total.AcceptShare, Is.GreaterThanOrEqualTo(accept), "accepts and refuses as Vitess");
        Assert.That(total.CanonicalShare, Is.GreaterThanOrEqualTo(canonical), "prints as Vitess");
        Assert.That(100.0 * total.Strict / total.VitessAccepts, Is.GreaterThanOrEqualTo(99.8), "the strict parser's verdict");
        Assert.That(100.0 * total.Kinds / total.VitessAccepts, Is.GreaterThanOrEqualTo(99.9), "calls statements what Vitess calls them");
    }
}
