using System.Globalization;
using PocSharding.Design;
using PocSharding.Design.Plans;
using PocSharding.Design.Shapes;

namespace PocSharding.Output;

/// <summary>Turns the result of the search into what the user holds.</summary>
internal static class ProposalBuilder
{
    public static Proposal Build(DatabaseSchema schema, WorkloadProfile workload, AdvisorOptions options, DesignResult result)
    {
        DesignModel model = result.Model;
        var figures = new StatementFigures(model, result.Choices);
        var decisions = new DecisionWriter(result, figures, options);
        var writer = new DesignVSchema(schema, model.Names);
        return new()
        {
            Database = schema.Name,
            LogDatabase = OtherDatabase(schema, workload),
            Shards = options.Shards,
            Scale = options.Scale,
            SelectedKeyspace = options.Database,
            Keyspaces = new(model.Names.Sharded, model.Names.Unsharded),
            Needed = Need(schema, options),
            Tables = [.. Enumerable.Range(0, schema.Tables.Count).Select(decisions.Write)],
            Cost = new(result.Cost, result.Bound, result.Cost > 0 ? result.Gap / result.Cost : 0) { Nodes = result.Nodes },
            Baselines = new(Compare(model, result.PrimaryKey), Compare(model, result.PopularColumn), Compare(model, result.Unsharded)),
            Statements = Count(workload, figures, model.Load.Missing),
            ExecutionsByType = figures.ByType(),
            Problems = ProblemList.Of(schema, workload, figures, model.Load.Missing),
            Transactions = TransactionFigures.Expected(model, result.Choices),
            TransactionsPlaced = TransactionFigures.Placed(model, result.Choices),
            AutocommitWritesSeveral = figures.AutocommitWritesSeveral(),
            Sequences = [.. Sequences(schema, result, writer, model.Names)],
            ExcludedColumns = [.. model.Space.Exclusions.Select(e => new ExcludedColumn(schema.Tables[e.Table].Name, e.Column, e.Rule, e.Detail))],
            Skipped = [.. schema.Skipped, .. workload.Skipped],
            Coverage = workload.Coverage,
            Dearest = DearStatement.Of(model, figures, result.Cost),
            WithoutValues = model.Load.WithoutValues,
            Document = writer.Write(schema.Tables.Select((t, i) => (t, result.RoleOf(i)))),
        };
    }

    private static string? OtherDatabase(DatabaseSchema schema, WorkloadProfile workload) =>
        workload.Digests.Where(d => d.Kind == DigestKind.Planned && d.Database.Length > 0).GroupBy(d => d.Database).MaxBy(g => g.Sum(d => d.Executions))?.Key is { } most && most != schema.Name ? most : null;

    private static ShardingNeed Need(DatabaseSchema schema, AdvisorOptions options)
    {
        double bytes = schema.Tables.Sum(t => t.Bytes ?? 0) * options.Scale, budget = options.Costs.Budget;
        int unknown = schema.Tables.Count(t => t.Bytes is null);
        bool needed = bytes > budget;
        if (unknown == schema.Tables.Count)
            return new(false, 0, budget, "no size is known of any table; give statistics");
        string gap = unknown == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; no size is known of {unknown} of {schema.Tables.Count} tables");
        string sentence = $"{Units.Bytes(bytes)} after scale {(needed ? "exceed" : "fit in")} the {Units.Bytes(budget)} that one server may hold{gap}";
        return new(needed, bytes, budget, sentence);
    }

    private static Baseline Compare(DesignModel model, int[] choices)
    {
        var figures = new StatementFigures(model, choices);
        double all = figures.All.Sum(f => f.Digest.Executions);
        return new(model.Price(choices), figures.ByType(), TransactionFigures.Expected(model, choices), all > 0 ? figures.Refused / all : 0);
    }

    private static StatementShares Count(WorkloadProfile workload, StatementFigures figures, IReadOnlyList<(Digest Digest, string Table)> missing) => new(
        figures.Planned,
        figures.Refused,
        workload.Digests.Where(d => d.Kind == DigestKind.Unplanned).Sum(d => d.Executions),
        figures.NotModelled,
        workload.Digests.Where(d => d.Kind == DigestKind.NotUnderstood).Sum(d => d.Executions) + missing.Sum(m => m.Digest.Executions));

    private static IEnumerable<SequenceDecision> Sequences(DatabaseSchema schema, DesignResult result, DesignVSchema writer, KeyspaceNames names)
    {
        for (int i = 0; i < schema.Tables.Count; i++)
            if (result.RoleOf(i) is TableRole.ShardedBy && schema.Tables[i].Columns.FirstOrDefault(c => c.AutoIncrement) is { } column)
                yield return new(schema.Tables[i].Name, column.Name, $"{names.Unsharded}.{writer.SequenceOf(schema.Tables[i])}");
    }
}
