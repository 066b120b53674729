using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Operators;

/// <summary>What one planning run knows: the analysis, the VSchema, and names given so far. Not shared between threads.</summary>
internal sealed class PlanContext(Analysis analysis, TableResolver resolver, ResolvedTable[] tables)
{
    private Dictionary<Expr, string>? arguments;

    public Analysis Analysis => analysis;

    public TableResolver Resolver => resolver;

    public Statement Statement { get; set; } = analysis.Bound;

    /// <summary>What the analysis' tables stand for, by instance.</summary>
    public ResolvedTable[] Tables => tables;

    public Equalities Equalities { get; } = new();

    public ReservedNames Names { get => field ??= analysis.Names.Copy(); private init; }

    /// <summary>The foreign keys that vtgate keeps in this statement.</summary>
    public ForeignKeyDuties ForeignKeys { get; set; } = ForeignKeyDuties.None;

    /// <summary>What the user's statement says about <c>foreign_key_checks</c>.</summary>
    public bool? ForeignKeyChecks { get; init; }

    /// <summary>Shared with the statements that foreign keys add.</summary>
    public NestedCount Nested { get => field ??= new(); private init; }

    public Phase Phase { get; set; }

    /// <summary>An error that counts only when the plan has more than one Route.</summary>
    public Refused? NotSingleRoute { get; set; } = analysis.Errors.NotSingleRoute;

    /// <summary>Set once a hash join stands in the tree.</summary>
    public bool HashJoin { get; set; }

    /// <summary>Subqueries that became part of their outer Route: written back into expressions at the end.</summary>
    public List<SubQueryOp> Merged => field ??= [];

    /// <summary>Recursive common table expressions whose term is being built: the instance that it reads, and predicates that read it.</summary>
    public Stack<(TableSet Rows, List<(Predicate Predicate, Expr Original)> Predicates)> Recursions => field ??= [];

    /// <summary>A predicate; inside the term of a recursion it reads the rows so far by arguments.</summary>
    public Predicate PredicateOf(Expr expr)
    {
        if (!analysis.Signature.RecursiveCte || Recursions.Count == 0 || !Exprs.DirectDeps(expr).Overlaps(Recursions.Peek().Rows))
            return new Predicate(expr);
        var predicate = new Predicate(JoinColumn.Split(this, expr, Recursions.Peek().Rows).Right!);
        Recursions.Peek().Predicates.Add((predicate, expr));
        return predicate;
    }

    public TableSet DmlTargets { get; set; }

    public bool IsDml => Statement is Update or Delete;

    /// <summary>Which keyspace serves tables without one: <c>dual</c>, information_schema.</summary>
    public required Keyspace AnyKeyspace { get; init; }

    /// <summary>The context of a statement that a foreign key adds: names go on counting.</summary>
    public PlanContext ForNested(Analysis nested) => new(nested, resolver, StatementPlanner.Resolve(nested, resolver))
    {
        AnyKeyspace = AnyKeyspace,
        Names = Names,
        ForeignKeyChecks = ForeignKeyChecks,
        Nested = Nested,
    };

    /// <summary>Tables that a change writes at their source, under the source's name alone: Vitess forgets the old one (planner-facts §14).</summary>
    public TableSet Redirected { get; private set; }

    /// <summary>Reads and writes another table in an instance's place: the source of a reference table.</summary>
    public void Redirect(TableInstance instance, VTable table)
    {
        tables[instance.Id] = new ResolvedTable(table, null, null);
        Redirected = Redirected.Union(instance.Set);
    }

    public TableInstance Instance(int id) => analysis.Tables[id];

    public VTable? TableOf(int instance) => instance < tables.Length ? tables[instance].Table : null;

    /// <summary>The argument that carries an expression across a join; the same for equal expressions.</summary>
    public string ArgumentFor(Expr expr)
    {
        arguments ??= [];
        if (arguments.TryGetValue(expr, out string? name))
            return name;
        name = expr is ColumnName column ? Names.ForColumn(column) : Names.ForExpression(expr);
        arguments[expr] = name;
        return name;
    }

    /// <summary>The expression that an argument of a join carries.</summary>
    public Expr? ExpressionOf(string argument)
    {
        foreach ((Expr expr, string name) in arguments ?? [])
            if (name == argument)
                return expr;
        return null;
    }

    public static Expr WeightString(Expr expr) => new WeightStringExpr(expr, null);

    /// <summary>Whether vtgate needs MySQL's <c>weight_string()</c> to compare values: the type, or a text's collation, is unknown.</summary>
    public bool NeedsWeightString(Expr expr) => expr switch
    {
        Literal or WeightStringExpr or NullLiteral => false,
        _ => Types.Of(this, expr) is not { IsComparable: true },
    };

    /// <summary>Replaces columns of a derived table by the expressions behind them.</summary>
    public Expr InsideDerived(Expr expr, TableInstance derived) => Tree.Map(expr, node =>
        node is ColumnName { Binding: ColumnBinding { Table: { } table } } column && ReferenceEquals(table, derived)
            ? derived.Columns?.FirstOrDefault(c => c.Name.Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase))?.Expr
                ?? new ColumnName(column.Name, TableName.None) { Binding = new ColumnBinding(null, derived.Inner, derived.Inner) }
            : null);

    /// <summary>The one table that an expression's columns name; null when there is none or several.</summary>
    public TableInstance? SingleTable(Expr expr)
    {
        TableSet direct = Exprs.DirectDeps(expr);
        return direct.IsSingle ? Instance(direct.First) : null;
    }
}
