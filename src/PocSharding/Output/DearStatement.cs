using PocSharding.Design;
using PocSharding.Planning.Plan;

namespace PocSharding.Output;

/// <summary>A statement that much of the price is for.</summary>
internal sealed record DearStatement(string Sql, string Type, long Executions, double Share)
{
    private const int Most = 10;

    public static IReadOnlyList<DearStatement> Of(DesignModel model, StatementFigures figures, double cost) => [.. figures.All
        .Select(f => new DearStatement(f.Digest.Digest.Text, Word(f.Price.Plan), f.Digest.Digest.Executions, cost > 0 ? model.JOf(f.Digest, f.Price) / cost : 0))
        .OrderByDescending(d => d.Share)
        .Take(Most)];

    private static string Word(PlanResult plan) => plan switch
    {
        Planned planned => planned.Type.ToString(),
        Refused => "refused",
        _ => "not modelled",
    };
}
