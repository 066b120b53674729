using PocSharding.Design;
using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Design.Rules;
using PocSharding.Planning.Plan;

namespace PocSharding.Output;

/// <summary>Says of one table what it becomes, why, how sure that is, and what the next best would cost.</summary>
internal sealed class DecisionWriter(DesignResult result, StatementFigures figures, AdvisorOptions options)
{
    /// <summary>From these on a decision is sure: the runner-up's distance, and executions that name the table.</summary>
    private const double Clear = 0.05;
    private const double Enough = 100;

    private readonly DesignModel model = result.Model;

    public TableDecision Write(int table)
    {
        TableRole role = result.RoleOf(table);
        RunnerUp? runnerUp = Second(table);
        double executions = Executions(table);
        (TableRoleKind kind, IReadOnlyList<string> columns, string? vindex) = Split(role);
        string keyspace = kind == TableRoleKind.Unsharded ? model.Names.Unsharded : model.Names.Sharded;
        return new(model.Load.Index[table].Name, keyspace, kind, columns, vindex, Sure(runnerUp, executions), [.. Reasons(table, role, executions, runnerUp)], runnerUp)
        {
            Executions = (long)executions,
            Placement = role is TableRole.ShardedBy by ? Placement(table, by.Column) : null,
        };
    }

    private static (TableRoleKind Kind, IReadOnlyList<string> Columns, string? Vindex) Split(TableRole role) => role switch
    {
        TableRole.ShardedBy by => (TableRoleKind.Sharded, [by.Column], by.Vindex),
        TableRole.Reference => (TableRoleKind.Reference, [], null),
        _ => (TableRoleKind.Unsharded, [], null),
    };

    private RunnerUp? Second(int table)
    {
        if (result.RunnersUp[table] is not { } second)
            return null;
        (TableRoleKind kind, IReadOnlyList<string> columns, _) = Split(second.Role);
        double share = result.Cost > 0 ? (second.Cost - result.Cost) / result.Cost : 0;
        return new(kind, columns, second.Cost, share, share < options.Costs.Tie);
    }

    private double Executions(int table) => figures.All.Where(f => f.Digest.Tables.Contains(table)).Sum(f => f.Digest.Executions);

    private static Confidence Sure(RunnerUp? runnerUp, double executions) =>
        executions == 0 || runnerUp is { Tie: true } ? Confidence.Low
        : executions >= Enough && (runnerUp is null || runnerUp.Share >= Clear) ? Confidence.High
        : Confidence.Medium;

    private IEnumerable<string> Reasons(int table, TableRole role, double executions, RunnerUp? runnerUp)
    {
        if (executions == 0)
            yield return "no statement of the log names it";
        else
            yield return Work(table, role, executions);
        if (role is TableRole.ShardedBy by)
            foreach (string together in Together(table, by.Column))
                yield return together;
        if (role is TableRole.Reference)
            yield return $"{Beside(table, executions)}; {Size(table)}";
        if (runnerUp is { Tie: true })
            yield return $"ties with {Name(runnerUp)}: the two prices differ by less than {Units.Percent(options.Costs.Tie)}";
        else if (runnerUp is not null)
            yield return $"{Name(runnerUp)} would cost {Units.Percent(runnerUp.Share)} more";
        if (model.Space.NoReference[table] is { } why && role is not TableRole.ShardedBy)
            yield return $"no reference table: {why}";
    }

    private string Work(int table, TableRole role, double executions)
    {
        double one = 0, scatter = 0, refused = 0;
        foreach ((DigestFacts digest, StatementPrice price) in figures.All.Where(f => f.Digest.Tables.Contains(table)))
            if (price.Plan is Refused)
                refused += digest.Executions;
            else if (price.ShardStatements <= 1.000001)
                one += digest.Executions;
            else if (price.Plan is Planned { Type: PlanType.Scatter })
                scatter += digest.Executions;
        string how = role is TableRole.Unsharded ? "on the unsharded keyspace" : "on one shard";
        string tail = (scatter > 0 ? $", {Units.Percent(scatter / executions)} scatter" : "") + (refused > 0 ? $", {Units.Percent(refused / executions)} are refused" : "");
        return $"{Units.Percent(one / executions)} of its {Units.Count(executions)} executions are one statement {how}{tail}";
    }

    /// <summary>The tables whose keys the chosen key goes with.</summary>
    private IEnumerable<string> Together(int table, string column)
    {
        foreach (ParentLink link in model.Links)
            if (link.Child == table && link.ChildColumn == column && result.RoleOf(link.Parent) is TableRole.ShardedBy by && by.Column.Equals(link.ParentColumn, StringComparison.OrdinalIgnoreCase))
                yield return $"lies with {model.Load.Index[link.Parent].Name}.{by.Column} ({link.By})";
        double company = model.Flow.Company(table, column);
        if (company > 0)
            yield return $"in its transactions {Units.Percent(company)} of the other tables have the same key values";
    }

    /// <summary>How a reference table is read: joined with a sharded one, where its copies help, or alone (X1).</summary>
    private string Beside(int table, double executions)
    {
        double joined = figures.All.Where(f => f.Digest.Tables.Contains(table) && f.Digest.Tables.Any(t => result.RoleOf(t) is TableRole.ShardedBy)).Sum(f => f.Digest.Executions);
        string alone = options.Database == model.Names.Sharded ? "on a random shard" : "from its source, as no keyspace is selected";
        return $"{Units.Percent(executions > 0 ? joined / executions : 0)} of the executions join it with sharded tables, which its copies keep on their shard; alone it is read {alone}";
    }

    private string Size(int table)
    {
        TableSchema schema = model.Load.Index[table];
        return schema.Rows is { } rows ? $"{Units.Count(rows)} rows" : "its size is not known";
    }

    private static string Name(RunnerUp runnerUp) => runnerUp.Role == TableRoleKind.Sharded ? $"sharding by {string.Join(", ", runnerUp.Columns)}" : runnerUp.Role == TableRoleKind.Reference ? "a reference table" : "the unsharded keyspace";

    private string? Placement(int table, string column)
    {
        double[] work = model.Load.Heat.WorkByShard(table, column, model.Context.Shards);
        double all = work.Sum();
        if (all == 0)
            return null;
        int values = model.Load.Heat.DistinctValues(table, column);
        return Units.Text($"{values} {(values == 1 ? "value" : "values")} on {work.Count(w => w > 0)} of {work.Length} shards, busiest {work.Max() / all * 100:0} %");
    }
}
