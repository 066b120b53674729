using System.Runtime.CompilerServices;

namespace PocSharding.Tests;

/// <summary>How each public type is used, on the shop that the command has built in. Every example compiles and runs.</summary>
public class Examples
{
    private static readonly string Demo = Path.Combine(SharedData.Root, "src", "PocSharding.Cli", "Demo");
    private static readonly string SchemaFile = Path.Combine(Demo, "shop.sql");
    private static readonly string LogFile = Path.Combine(Demo, "shop-slow.log");
    private static readonly string StatisticsFile = Path.Combine(Demo, "shop-table-stats.tsv");
    private static readonly Lazy<Proposal> Proposed = new(() => ShardingAdvisor.Propose(DatabaseSchema.Load(SchemaFile, StatisticsFile), WorkloadProfile.Load(LogFile)));

    [Test]
    public void ReadTheTables()
    {
        DatabaseSchema schema = DatabaseSchema.Load(SchemaFile, statistics: StatisticsFile);
        TableSchema orders = schema.Tables.Single(t => t.Name == "orders");
        ColumnSchema user = orders.Columns[1];
        KeySchema primary = orders.Keys.Single(k => k.Primary);
        ForeignKeySchema foreign = orders.ForeignKeys[0];

        Assert.That($"{user.Name} {user.Type} {user.VitessType}", Is.EqualTo("user_id bigint unsigned UINT64"));
        Assert.That(primary.Columns, Is.EqualTo(new[] { "id" }));
        Assert.That(foreign.ParentTable, Is.EqualTo("users"));
        Assert.That(orders.RowsSource, Is.EqualTo(FigureSource.Statistics));
    }

    [Test]
    public void ReadTheLog()
    {
        WorkloadProfile load = WorkloadProfile.Load(LogFile);
        Coverage coverage = load.Coverage;
        Digest most = load.Digests.Where(d => d.Kind == DigestKind.Planned).MaxBy(d => d.Executions)!;
        IReadOnlyList<Skipped> skipped = load.Skipped;

        Assert.That(coverage.Entries, Is.EqualTo(563));
        Assert.That(most.Text, Does.Contain("?").And.Not.Contain("'"));
        Assert.That(skipped, Is.Empty);
    }

    [Test]
    public void FollowALongRead()
    {
        var steps = new List<AdvisorProgress>();
        WorkloadProfile.Load([LogFile], new Reports(steps));
        Assert.That(steps.Select(s => s.Step), Is.All.Contains("shop-slow.log"));
    }

    [Test]
    public void ProposeADesign()
    {
        AdvisorOptions options = new() { Shards = 4, Scale = 10, Costs = new CostParameters { SeveralShardsWritten = 20 } };
        Proposal proposal = ShardingAdvisor.Propose(DatabaseSchema.Load(SchemaFile, StatisticsFile), WorkloadProfile.Load(LogFile), options);
        TableDecision orders = proposal.Tables.Single(t => t.Table == "orders");
        RunnerUp? other = orders.RunnerUp;
        ProposalKeyspaces keyspaces = proposal.Keyspaces;

        Assert.That(orders.Role, Is.EqualTo(TableRoleKind.Sharded));
        Assert.That(orders.Confidence, Is.Not.EqualTo(Confidence.Low));
        Assert.That(other!.Cost, Is.GreaterThanOrEqualTo(proposal.Cost.Best));
        Assert.That(keyspaces, Is.EqualTo(new ProposalKeyspaces("shop", "main")));
    }

    [Test]
    public void CompareWithOtherDesigns()
    {
        DesignCost cost = Proposed.Value.Cost;
        Baselines baselines = Proposed.Value.Baselines;
        Baseline primary = baselines.PrimaryKey;

        Assert.That(cost.Gap, Is.Zero);
        Assert.That(primary.Cost, Is.GreaterThanOrEqualTo(cost.Best));
    }

    [Test]
    public void SeeWhatIsNotAtomicAndWhatIsRefused()
    {
        TransactionShares transactions = Proposed.Value.Transactions;
        StatementShares statements = Proposed.Value.Statements;
        IReadOnlyList<ProblemDigest> problems = Proposed.Value.Problems;
        ShardingNeed need = Proposed.Value.Needed;

        Assert.That(transactions.WriteSeveral, Is.LessThanOrEqualTo(transactions.SpanSeveral));
        Assert.That(problems, Has.Count.LessThanOrEqualTo((int)(statements.Refused + statements.NotModelled + statements.NotUnderstood)));
        Assert.That(need.Needed, Is.False);
    }

    [Test]
    public void SeeSequencesAndColumnsThatCannotBeKeys()
    {
        IReadOnlyList<SequenceDecision> sequences = Proposed.Value.Sequences;
        IReadOnlyList<ExcludedColumn> excluded = Proposed.Value.ExcludedColumns;

        Assert.That(sequences.Select(s => s.Sequence), Does.Contain("orders_seq").Or.Contain("main.orders_seq"));
        Assert.That(excluded.Select(e => e.Column), Does.Contain("created_at"));
    }

    [Test]
    public void PlanAQuery()
    {
        VSchema vschema = VSchema.Parse("""
            {"keyspaces": {"shop": {"sharded": true, "vindexes": {"xxhash": {"type": "xxhash"}},
              "tables": {"orders": {"column_vindexes": [{"column": "user_id", "name": "xxhash"}]}}}}}
            """);
        QueryPlan plan = vschema.Plan("select * from orders where user_id = 7");

        Assert.That(plan.Type, Is.EqualTo("Passthrough"));
        Assert.That(plan.ToTree(), Does.Contain("EqualUnique"));
    }

    [Test]
    public void SeeWhatAPlanSendsWhereAndWhy()
    {
        VSchema vschema = VSchema.Parse("""
            {"keyspaces": {"shop": {"sharded": true, "vindexes": {"xxhash": {"type": "xxhash"}},
              "tables": {"orders": {"column_vindexes": [{"column": "user_id", "name": "xxhash"}]}}}}}
            """);
        QueryPlan plan = vschema.Plan("select count(*) from orders where user_id in (7, 8)");
        IReadOnlyList<PlanStep> steps = plan.Steps;
        IReadOnlyList<RefusedColumn> refused = plan.MySqlWillRefuse;
        PlanLeaf leaf = steps.Single(s => s.Leaf is not null).Leaf!;
        ShardValue by = leaf.Values[0];

        Assert.That(steps[0].Operation, Does.StartWith("Aggregate"));
        Assert.That(refused, Is.Empty);
        Assert.That(leaf.Shards, Is.EqualTo("D(N, 2)"));
        Assert.That((by.Column, by.Offsets.Count), Is.EqualTo(("user_id", 2)));
    }

    [Test]
    public void BadInputIsOneException()
    {
        PocShardingException wrong = Assert.Throws<PocShardingException>(() => DatabaseSchema.Load(LogFile))!;
        Assert.That(wrong.Kind, Is.EqualTo(FailureKind.Unusable));
    }

    [Test]
    public void EveryPublicTypeHasAnExample() =>
        Assert.That(typeof(DatabaseSchema).Assembly.GetExportedTypes().Select(t => t.Name).Where(name => !Source().Contains(name)), Is.Empty);

    private static string Source([CallerFilePath] string file = "") => File.ReadAllText(file);

    private sealed class Reports(List<AdvisorProgress> steps) : IProgress<AdvisorProgress>
    {
        public void Report(AdvisorProgress value) => steps.Add(value);
    }
}
