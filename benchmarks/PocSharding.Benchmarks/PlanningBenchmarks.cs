using BenchmarkDotNet.Attributes;
using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Benchmarks;

/// <summary>Planning one of each of the shop's statements: Analyze once a digest, Route once a design.</summary>
[MemoryDiagnoser]
public class PlanningBenchmarks
{
    private readonly VSchemaModel vschema;
    private readonly TableCatalog catalog;
    private readonly Statement[] statements;
    private readonly Analysis[] analyses;

    public PlanningBenchmarks()
    {
        DatabaseSchema schema = DatabaseSchema.Load(Inputs.Schema);
        WorkloadProfile profile = WorkloadProfile.Load(Inputs.Log);
        string folder = Directory.CreateTempSubdirectory("poc-sharding-bench-").FullName;
        ShardingAdvisor.Propose(schema, profile).Save(folder, force: true);
        vschema = VSchema.Load(Path.Combine(folder, "vschema")).Model;
        Directory.Delete(folder, recursive: true);
        catalog = TableCatalog.From(schema);
        statements = [.. profile.Digests.Where(d => d.Kind == DigestKind.Planned).Select(d => d.Statement!)];
        analyses = [.. statements.Select(s => Planner.Analyze(s, catalog, PlanningMode.Parameterized))];
    }

    [Benchmark]
    public int Analyze()
    {
        int tables = 0;
        foreach (Statement statement in statements)
            tables += Planner.Analyze(statement, catalog, PlanningMode.Parameterized).Tables.Count;
        return tables >= statements.Length ? tables : throw new InvalidOperationException("a statement of the shop names no table");
    }

    [Benchmark]
    public int Route()
    {
        int planned = 0;
        foreach (Analysis analysis in analyses)
            planned += Planner.Route(analysis, vschema, null) is Planned ? 1 : 0;
        return planned == analyses.Length ? planned : throw new InvalidOperationException("a statement of the shop has no plan");
    }
}
