using PocSharding.Design.Load;
using PocSharding.Design.Plans;
using PocSharding.Design.Pricing;
using PocSharding.Design.Rules;
using PocSharding.Design.Search;
using PocSharding.Design.Shapes;
using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Design;

/// <summary>J as a network of terms: one for each digest, for each set of tables that transactions use, for each rule.</summary>
internal sealed class DesignModel
{
    /// <summary>Combinations of roles of one digest that its bound may look at; beyond, or over more tables, only its floor bounds.</summary>
    private const long MostCombinations = 256;
    private const int MostTables = 4;

    /// <summary>A mark of the tie-breaking rules, as a share of the work on one shard.</summary>
    private const double Mark = 1e-8;

    private readonly AdvisorOptions options;
    private readonly List<Term> priced = [];

    public DesignModel(DatabaseSchema schema, WorkloadProfile profile, AdvisorOptions options)
    {
        this.options = options;
        Names = KeyspaceNames.For(schema, options);
        Load = new(new(schema), profile);
        Space = new(Load, options);
        Shapes = ShapeFolder.Fold(Load, new(Load, Space.Candidates), new(Load, ParentRule.Stated(Load, Space)));
        Flow = new(Load, Shapes);
        Links = ParentRule.Links(Load, Space, Flow);
        Families = new(Load, Links);
        Context = new(Load, Families, options);
        Book = new(schema, Load, Space, Context, Names, options.Database);
        OneShard = Load.Digests.OfType<DigestFacts>().Sum(d => d.Executions * (Context.Costs.ShardStatement + d.Work(Context.Costs)) / Load.Seconds)
            + Shapes.Sum(s => s.Count) * Context.Commit / Load.Seconds;
        Network = Build();
    }

    public KeyspaceNames Names { get; }

    public LoadModel Load { get; }

    public RoleSpace Space { get; }

    public PriceContext Context { get; }

    public PriceBook Book { get; }

    public IReadOnlyList<TransactionShape> Shapes { get; }

    public KeyFlow Flow { get; }

    public IReadOnlyList<ParentLink> Links { get; }

    public KeyFamilies Families { get; }

    public Network Network { get; }

    /// <summary>J at N = 1, every statement on the one shard.</summary>
    public double OneShard { get; }

    /// <summary>J of a full choice: tie-breaking marks and rules left out.</summary>
    public double Price(ReadOnlySpan<int> choices)
    {
        double sum = 0;
        foreach (Term term in priced)
            sum += term.Bound(choices);
        return sum;
    }

    /// <summary>The price of one execution of a digest under a full choice.</summary>
    public StatementPrice PriceOf(DigestFacts digest, int[] choices) => Book.Price(digest, [.. digest.Tables.Select(t => choices[t])]);

    /// <summary>What all executions of a digest add to J.</summary>
    public double JOf(DigestFacts digest, StatementPrice price)
    {
        double perExecution = price.PerExecution(Context.Shards, Context.Costs.VtgateWeight) * digest.Executions + price.Autocommit * digest.Autocommit / Context.Shards;
        double refused = price.Plan is Refused ? Context.Costs.RefusedDigest * OneShard / Context.Shards : 0;
        return perExecution / Load.Seconds + refused;
    }

    private Network Build()
    {
        priced.AddRange(Load.Digests.OfType<DigestFacts>().Select(TermOf));
        List<TransactionTerm> transactions = [.. TransactionTerm.ForAll(Shapes, Load, Book, Context, 1 / Load.Seconds)];
        Term[] statements = [.. priced];
        priced.AddRange(transactions);
        return new()
        {
            Choices = [.. Space.Roles.Select(r => r.Length)],
            Terms = [.. ParentRule.Terms(Links, Space), .. statements, .. new Preferences(Load, Space, Flow, Families, Mark * OneShard).Terms(Links), .. transactions],
            Weights = [.. Space.Roles.Select((roles, t) => roles.Select(r => r is TableRole.ShardedBy ? 0 : (Load.Index[t].Bytes ?? 0) * options.Scale).ToArray())],
            Budget = options.Costs.Budget,
        };
    }

    private TableTerm TermOf(DigestFacts digest)
    {
        int[][] classes = Book.ClassesOf(digest);
        int[][] first = [.. classes.Select(of => Enumerable.Range(0, of.Max() + 1).Select(c => Array.IndexOf(of, c)).ToArray())];
        return new(digest.Tables, classes, at => JOf(digest, Book.Price(digest, [.. at.Select((c, i) => first[i][c])])), Floor(digest), digest.Tables.Length > MostTables ? 0 : MostCombinations);
    }

    /// <summary>The least that a digest costs: one shard's fixed cost and the data work; nothing where a NULL may make it None.</summary>
    private double Floor(DigestFacts digest)
    {
        bool none = false;
        Tree.Walk(digest.Digest.Statement!, node => !(none |= node is NullLiteral or BoolLiteral));
        return none ? 0 : digest.Executions * (Context.Costs.ShardStatement + digest.Work(Context.Costs)) / Context.Shards / Load.Seconds;
    }
}
