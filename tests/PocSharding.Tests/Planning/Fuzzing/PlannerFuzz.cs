using System.Text.Json.Nodes;
using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>One mutated statement over one mutated VSchema.</summary>
internal sealed record FuzzCase(string World, string Sql, string? Database, PlanningMode Mode, bool Columns, JsonObject VSchema, SchemaTexts Keys);

/// <summary>Primary, unique and foreign keys as <see cref="SchemaFacts"/> reads them.</summary>
internal sealed record SchemaTexts(string Primary, string Unique, string Foreign, ForeignKeyMode? Mode);

/// <summary>Draws mutated statements and VSchemas from a world; the same seed draws the same.</summary>
internal sealed class PlannerFuzz(World world, int seed)
{
    private const int StatementsPerVSchema = 40;

    private readonly Random random = new(seed);
    private readonly IReadOnlyList<Statement> trees = world.Trees();

    /// <summary>Cases without end, and what plans them.</summary>
    public IEnumerable<(FuzzCase Case, Func<PlanResult> Plan)> Cases()
    {
        var statements = new TreeMutator(trees, random);
        var vschemas = new VSchemaMutator(random);
        var repair = new ScopeRepair(world.VSchema, random);
        while (true)
        {
            JsonObject vschema = random.Next(4) == 0 ? world.VSchema : vschemas.Mutate(world.VSchema, random.Next(1, 12));
            SchemaTexts keys = Keys();
            if (Model(vschema, keys) is not { } model)
                continue;
            for (int i = 0; i < StatementsPerVSchema; i++)
                if (Statement(statements, repair) is { } sql)
                {
                    var one = new FuzzCase(world.Name, sql, Database(model), Any(Enum.GetValues<PlanningMode>()), random.Next(8) > 0, vschema, keys);
                    yield return (one, () => Plan(one, model));
                }
        }
    }

    public static PlanResult Plan(FuzzCase one) => Plan(one, Model(one.VSchema, one.Keys)!);

    private static PlanResult Plan(FuzzCase one, VSchemaModel model)
    {
        Statement statement = SqlParser.Parse(one.Sql).Statement!;
        TableCatalog catalog = one.Columns ? TableCatalog.From(model, one.Database) : TableCatalog.Unknown;
        return Planner.Route(Planner.Analyze(statement, catalog, one.Mode), model, one.Database);
    }

    private static VSchemaModel? Model(JsonObject vschema, SchemaTexts keys)
    {
        VSchemaModel model;
        try
        {
            model = PocSharding.VSchema.Parse(vschema.ToJsonString()).Model;
        }
        catch (PocShardingException)
        {
            return null;
        }
        if (keys.Mode is { } mode)
            foreach (Keyspace keyspace in model.Keyspaces.Values)
                keyspace.ForeignKeyMode = mode;
        SchemaFacts.Apply(model, keys.Primary, keys.Unique, keys.Foreign);
        return model;
    }

    /// <summary>A mutated statement that parses; null where ten attempts gave none.</summary>
    private string? Statement(TreeMutator mutator, ScopeRepair repair)
    {
        for (int attempt = 0; attempt < 10; attempt++)
        {
            string? sql = random.Next(10) switch
            {
                < 7 => mutator.Mutate(Any(trees)) is { } tree ? SqlPrinter.Print(random.Next(5) == 0 ? tree : repair.Run(tree)) : null,
                < 9 => TokenMutator.Mutate(Any(world.Statements), Any(world.Statements), random),
                _ => Any(world.Statements),
            };
            if (sql is { Length: < 20_000 } && SqlParser.Parse(sql) is { Error: null, Statement: not null })
                return sql;
        }
        return null;
    }

    private string? Database(VSchemaModel model)
    {
        string keyspace = model.Keyspaces.Count == 0 ? "none" : Any([.. model.Keyspaces.Keys]);
        return random.Next(16) switch
        {
            < 8 => null,
            < 12 => keyspace,
            12 => keyspace + Any([":-80", "[-]", "[-80]", "@replica", ":"]),
            13 => Any(["information_schema", "mysql", "sys", "nowhere", ""]),
            _ => model.Keyspaces.Values.FirstOrDefault(k => k.Sharded)?.Name,
        };
    }

    private SchemaTexts Keys() => new(Some(world.PrimaryKeys), Some(world.UniqueKeys), Some(world.ForeignKeys), random.Next(3) switch { 0 => null, 1 => ForeignKeyMode.Managed, _ => Any(Enum.GetValues<ForeignKeyMode>()) });

    /// <summary>Lines of a file, some lost, some with cells of another line.</summary>
    private string Some(string lines)
    {
        string[] all = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (all.Length == 0 || random.Next(3) == 0)
            return lines;
        return string.Join('\n', all.Where(_ => random.Next(5) > 0).Select(l => random.Next(6) == 0 ? Crossed(l.Split('\t'), Any(all).Split('\t')) : l));
    }

    private string Crossed(string[] line, string[] other)
    {
        int cell = random.Next(line.Length);
        if (cell < other.Length && line[cell].Count(c => c == ',') == other[cell].Count(c => c == ','))
            line[cell] = other[cell];
        return string.Join('\t', line);
    }

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
