namespace PocSharding.Output;

/// <summary>Sentences that the screen and the report share.</summary>
internal static class Phrases
{
    public static string Types(IReadOnlyDictionary<string, double> shares) =>
        string.Join(", ", shares.OrderByDescending(s => s.Value).Select(s => $"{s.Key} {Units.Percent(s.Value)}"));

    public static string Transactions(TransactionShares shares) =>
        $"{Units.Percent(shares.WriteSeveral)} write several shards (not atomic), {Units.Percent(shares.SpanSeveral)} span several, {Units.Percent(shares.TouchSeveral)} touch several";

    public static string Statements(StatementShares statements) =>
        $"{Units.Count(statements.Planned)} planned, {Units.Count(statements.Refused)} refused, {Units.Count(statements.NotModelled)} not modelled, {Units.Count(statements.NotUnderstood)} not understood, {Units.Count(statements.Unplanned)} need no plan";
}
