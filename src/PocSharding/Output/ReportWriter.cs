using System.Text;

namespace PocSharding.Output;

/// <summary>Writes <c>report.md</c>: what is not known first, then the design, its price, its statements and its transactions.</summary>
internal sealed class ReportWriter
{
    private const int MostProblems = 40;
    private const int MostQuestions = 12;
    private const int LongestCell = 300;

    private readonly StringBuilder text = new();
    private readonly Proposal proposal;

    private ReportWriter(Proposal proposal) => this.proposal = proposal;

    public static string Write(Proposal proposal)
    {
        var writer = new ReportWriter(proposal);
        writer.Line($"# How {proposal.Database} shards on Vitess");
        writer.NotSeen();
        writer.Questions();
        writer.Design();
        writer.Decisions();
        writer.Price();
        writer.Statements();
        writer.Transactions();
        writer.Application();
        writer.Limits();
        return writer.text.ToString();
    }

    private void NotSeen()
    {
        Coverage coverage = proposal.Coverage;
        Title("What could not be seen");
        Item(coverage is { From: { } from, To: { } to } ? Units.Text($"The log covers {(to - from).TotalMinutes:0.#} minutes, {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm}: what happens at other times is not in it.") : "The log says no time: rates are not known, and prices are those of the whole log.");
        Item(Units.Text($"{coverage.Entries:#,0} entries of {coverage.Sessions:#,0} sessions, {coverage.SessionsFromStart:#,0} of them seen from their start; {coverage.OpenTransactions:#,0} transactions were still open at the end and do not count."));
        if (coverage.SmallestQueryTime is { } smallest)
            Item(Units.Text($"Shortest statement: {smallest * 1000:0.###} ms. {(smallest > 0.01 ? "Shorter ones were probably not logged (long_query_time)." : "Short statements are in the log.")}"));
        if (proposal.LogDatabase is { } other)
            Item($"Most statements of the log ran in the database `{other}`, the dump is of `{proposal.Database}`: they are taken to be the same.");
        if (coverage.Users.Count > 0)
            Item($"Users: {string.Join(", ", coverage.Users.OrderByDescending(u => u.Value).Select(u => $"{u.Key} ({Units.Count(u.Value)})"))}.");
        if (proposal.WithoutValues > 0)
            Item($"{Units.Percent(proposal.WithoutValues)} of the executions show ? in place of values (prepared batches): their keys are taken to be those of their transactions where other statements tell, and left out where none does.");
        foreach (IGrouping<string, Skipped> skipped in proposal.Skipped.GroupBy(s => s.Reason))
            Item($"Not used: {Units.Count(skipped.Sum(s => s.Count))} × {skipped.Key} (first: {skipped.First().File}, line {skipped.First().Line}).");
        int silent = proposal.Tables.Count(t => t.Executions == 0);
        if (silent > 0)
            Item(Units.Text($"{silent} of {proposal.Tables.Count} tables are named by no statement of the log."));
    }

    private void Questions()
    {
        List<TableDecision> unsure = [.. proposal.Tables.Where(t => t is { Confidence: Confidence.Low, RunnerUp: not null } && t.Executions > 0)];
        if (unsure.Count == 0)
            return;
        Title("Questions for the customer");
        foreach (TableDecision table in unsure.OrderByDescending(t => t.Executions).Take(MostQuestions))
            Item($"`{table.Table}`: {table.Decision}, or {table.RunnerUp}? {string.Join("; ", table.Reasons)}.");
        if (unsure.Count > MostQuestions)
            Item(Units.Text($"{unsure.Count - MostQuestions} more tables of fewer executions are marked low below."));
    }

    private void Design()
    {
        Title("The design");
        Line(Units.Text($"{proposal.Shards} shards, scale {proposal.Scale:0.##}; keyspace `{proposal.Keyspaces.Sharded}` is sharded, `{proposal.Keyspaces.Unsharded}` is not. The application selects {(proposal.SelectedKeyspace is null ? "no keyspace" : $"`{proposal.SelectedKeyspace}`")}."));
        Line($"Sharding needed: **{(proposal.Needed.Needed ? "yes" : "no")}**: {proposal.Needed.Reason}.");
        Line();
        Line("| table | role | confidence | runner-up |");
        Line("|---|---|---|---|");
        foreach (TableDecision table in proposal.Tables)
            Line($"| `{table.Table}` | {table.Decision} | {table.Confidence.ToString().ToLowerInvariant()} | {table.RunnerUp} |");
    }

    private void Decisions()
    {
        Title("Why");
        foreach (TableDecision table in proposal.Tables)
            Item($"`{table.Table}`, {table.Decision}: {string.Join("; ", table.Reasons)}{(table.Placement is null ? "" : $"; {table.Placement}")}.");
    }

    private void Price()
    {
        Title("The price");
        Line("Milliseconds of database work for each second of the log; how it is made up stands in `Design/README.md` of the source.");
        Line();
        Line("| design | price | refused | plan types by executions | transactions |");
        Line("|---|---|---|---|---|");
        Line($"| proposed | {Units.Price(proposal.Cost.Best)} | | {Phrases.Types(proposal.ExecutionsByType)} | {Phrases.Transactions(proposal.Transactions)} |");
        Row("by primary key", proposal.Baselines.PrimaryKey);
        Row("by the most popular WHERE column", proposal.Baselines.PopularColumn);
        Row("unsharded", proposal.Baselines.Unsharded);
        Line();
        Line(proposal.Cost.Gap == 0
            ? Units.Text($"Proven: no design of these roles is cheaper ({proposal.Cost.Nodes:#,0} nodes).")
            : Units.Text($"Not proven: no design of these roles costs less than {Units.Price(proposal.Cost.Bound)}, so this one is at most {Units.Percent(proposal.Cost.Gap)} too dear ({proposal.Cost.Nodes:#,0} nodes)."));
        List<TableDecision> ties = [.. proposal.Tables.Where(t => t is { RunnerUp.Tie: true, Executions: > 0 })];
        if (ties.Count > 0)
            Line($"Ties: {string.Join("; ", ties.Select(t => $"`{t.Table}` {t.Decision} or {t.RunnerUp}"))}.");
    }

    private void Row(string name, Baseline baseline) =>
        Line($"| {name} | {Units.Price(baseline.Cost)} | {Units.Percent(baseline.RefusedExecutions)} | {Phrases.Types(baseline.ExecutionsByType)} | {Phrases.Transactions(baseline.Transactions)} |");

    private void Statements()
    {
        Title("Statements");
        Line(Phrases.Statements(proposal.Statements) + ".");
        Line($"Plan types of the planned ones: {Phrases.Types(proposal.ExecutionsByType)}.");
        Dearest();
        if (proposal.Problems.Count == 0)
            return;
        Line();
        Line("| kind | executions | share | statement | reason |");
        Line("|---|---|---|---|---|");
        foreach (ProblemDigest problem in proposal.Problems.Take(MostProblems))
            Line($"| {problem.Kind} | {Units.Count(problem.Executions)} | {Units.Percent(problem.Share)} | `{Cell(problem.Sql)}` | {Cell(problem.Reason)} |");
        if (proposal.Problems.Count > MostProblems)
            Line(Units.Text($"\n{proposal.Problems.Count - MostProblems} more are in proposal.json."));
    }

    private void Dearest()
    {
        Line();
        Line("The dearest, by their share of the price:");
        Line();
        Line("| share | executions | plan type | statement |");
        Line("|---|---|---|---|");
        foreach (DearStatement dear in proposal.Dearest)
            Line($"| {Units.Percent(dear.Share)} | {Units.Count(dear.Executions)} | {dear.Type} | `{Cell(dear.Sql)}` |");
    }

    private void Transactions()
    {
        Title("Transactions");
        Line(Units.Text($"{proposal.Transactions.Count:#,0} transactions ended in the log (rolled back ones count; autocommit statements are none)."));
        Line();
        Line("| | write several shards | span several | touch several |");
        Line("|---|---|---|---|");
        TransactionRow("expected, keys placed uniformly", proposal.Transactions);
        TransactionRow("with the log's values where the vindex puts them", proposal.TransactionsPlaced);
        Line();
        Line($"Writes outside transactions that change several shards: {Units.Percent(proposal.AutocommitWritesSeveral)} of them; they commit one after another.");
    }

    private void TransactionRow(string name, TransactionShares shares) =>
        Line($"| {name} | {Units.Percent(shares.WriteSeveral)} | {Units.Percent(shares.SpanSeveral)} | {Units.Percent(shares.TouchSeveral)} |");

    private void Application()
    {
        Title("What the application must change");
        List<string> changes = [.. Changes()];
        foreach (string change in changes)
            Item(change);
        if (changes.Count == 0)
            Line("Nothing that the log shows.");
    }

    private IEnumerable<string> Changes()
    {
        foreach (ProblemDigest refused in proposal.Problems.Where(p => p.Kind == "refused").Take(MostProblems))
            yield return $"`{Cell(refused.Sql)}` is refused ({Cell(refused.Reason)}){(refused.Remedy.Length > 0 ? ": " + refused.Remedy : "")}.";
        foreach (SequenceDecision sequence in proposal.Sequences)
            yield return $"`{sequence.Table}.{sequence.Column}` takes its values from the sequence `{sequence.Sequence}` instead of AUTO_INCREMENT: values no longer follow each other without gaps.";
        if (proposal.SelectedKeyspace is null && proposal.Tables.Any(t => t.Role == TableRoleKind.Reference))
            yield return $"Select the keyspace `{proposal.Keyspaces.Sharded}` on connecting, so that reads of a reference table alone go to a copy and not to its source in `{proposal.Keyspaces.Unsharded}`.";
        if (proposal.Transactions.WriteSeveral > 0)
            yield return $"Look at the transactions that write several shards ({Units.Percent(proposal.Transactions.WriteSeveral)}): a failure during their commit leaves them half done.";
    }

    private void Limits()
    {
        Title("What this does not take into account yet");
        Item("Lookup vindexes are not offered: statements by another column than the key scatter.");
        Item("A parameter that an earlier statement of its transaction has read counts as a key of its own, though it may be determined by another.");
        Item("Foreign keys are left to MySQL: one whose tables lie on different shards must be dropped.");
        if (proposal.ExcludedColumns.Count > 0)
            Item($"Columns never offered as keys: {string.Join("; ", proposal.ExcludedColumns.Select(c => $"`{c.Table}.{c.Column}` ({c.Rule}: {c.Detail})"))}.");
    }

    private static string Cell(string value)
    {
        string line = value.ReplaceLineEndings(" ").Replace("|", "\\|").Replace("`", "");
        return line.Length <= LongestCell ? line : line[..LongestCell] + " …";
    }

    private void Title(string title)
    {
        Line();
        Line("## " + title);
        Line();
    }

    private void Item(string item) => Line("- " + item);

    private void Line(string line = "") => text.Append(line).Append('\n');
}
