using System.Text;

namespace PocSharding.Output;

/// <summary>The answer on one screen.</summary>
internal static class OneScreen
{
    private const int MostTables = 24;

    public static string Write(Proposal proposal)
    {
        var text = new StringBuilder();
        text.Append(Units.Text($"{proposal.Database} on {proposal.Shards} shards: keyspace {proposal.Keyspaces.Sharded} (sharded), {proposal.Keyspaces.Unsharded} (unsharded)\n"));
        text.Append(Units.Text($"needed: {(proposal.Needed.Needed ? "yes" : "no")}, {proposal.Needed.Reason}\n"));
        if (proposal.LogDatabase is { } other)
            text.Append(Units.Text($"note: the log runs in {other}, the dump is of {proposal.Database}; they are taken to be the same database\n"));
        text.Append('\n');
        Tables(text, proposal);
        text.Append(Units.Text($"\nprice {Units.Price(proposal.Cost.Best)} ms/s, {(proposal.Cost.Gap == 0 ? "proven the cheapest" : $"at most {Units.Percent(proposal.Cost.Gap)} above the cheapest")}"));
        text.Append(Units.Text($"; by primary key {Units.Price(proposal.Baselines.PrimaryKey.Cost)}, by popular column {Units.Price(proposal.Baselines.PopularColumn.Cost)}, unsharded {Units.Price(proposal.Baselines.Unsharded.Cost)}\n"));
        text.Append(Units.Text($"executions: {Phrases.Types(proposal.ExecutionsByType)}\n"));
        text.Append(Units.Text($"transactions ({Units.Count(proposal.Transactions.Count)}): {Phrases.Transactions(proposal.Transactions)}\n"));
        text.Append("statements: ").Append(Phrases.Statements(proposal.Statements)).Append('\n');
        return text.ToString();
    }

    private static void Tables(StringBuilder text, Proposal proposal)
    {
        List<TableDecision> shown = [.. proposal.Tables.OrderBy(t => t.Role == TableRoleKind.Unsharded).Take(MostTables)];
        int name = shown.Max(t => t.Table.Length), decision = shown.Max(t => t.Decision.Length);
        foreach (TableDecision table in shown)
            text.Append(Units.Text($"  {table.Table.PadRight(name)}  {table.Decision.PadRight(decision)}  {table.Confidence.ToString().ToLowerInvariant(),-6}  {(table.RunnerUp is null ? "" : "else " + table.RunnerUp)}").TrimEnd()).Append('\n');
        foreach (IGrouping<TableRoleKind, TableDecision> rest in proposal.Tables.Except(shown).GroupBy(t => t.Role))
            text.Append(Units.Text($"  and {rest.Count()} more: {rest.Key.ToString().ToLowerInvariant()}\n"));
    }
}
