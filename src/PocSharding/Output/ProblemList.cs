using PocSharding.Design;
using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Planning.Plan;

namespace PocSharding.Output;

/// <summary>The digests that vtgate or MySQL refuses, that we cannot plan, or cannot read: most executions first.</summary>
internal static class ProblemList
{
    public static IReadOnlyList<ProblemDigest> Of(DatabaseSchema schema, WorkloadProfile workload, StatementFigures figures, IReadOnlyList<(Digest Digest, string Table)> missing)
    {
        double all = Math.Max(1, workload.Digests.Where(d => d.Kind != DigestKind.Unplanned).Sum(d => d.Executions));
        List<ProblemDigest> problems = [];
        foreach ((DigestFacts digest, StatementPrice price) in figures.All)
            if (price.Plan is Refused refused)
                problems.Add(Problem("refused", digest.Digest, refused.ToString(), refused.Remedy));
            else if (price.Plan is NotModelled unknown)
                problems.Add(Problem("not modelled", digest.Digest, unknown.Why, ""));
            else if (LeafText.Refused(price.Plan).FirstOrDefault() is { } column)
                problems.Add(Problem("MySQL will refuse", digest.Digest, $"vtgate plans it, and sends MySQL a text with an {column}", "select the column by the derived table's own name, or ask for fewer joins at once"));
        foreach (Digest digest in workload.Digests.Where(d => d.Kind == DigestKind.NotUnderstood))
            problems.Add(Problem("not understood", digest, digest.Problem ?? "", ""));
        foreach ((Digest digest, string table) in missing)
            problems.Add(Problem("not understood", digest, schema.Views.Contains(table) ? $"{table} is a view, whose query is not looked into" : $"the schema has no table {table}", ""));
        return [.. problems.OrderByDescending(p => p.Executions)];

        ProblemDigest Problem(string kind, Digest digest, string reason, string remedy) => new(kind, digest.Text, digest.Executions, digest.Executions / all, reason, remedy);
    }
}
