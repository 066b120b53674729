using PocSharding.Planning.Operators;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Dml;

/// <summary>Reads primary keys, and what new values need, then changes the rows by them. Vitess: operators/dml_with_input.go.</summary>
internal sealed class DmlWithInputOp(Op source, List<Op> dmls, List<ColumnName> read) : Op
{
    private Op source = source;

    public Op Source => source;

    public List<Op> Dmls => dmls;

    /// <summary>How the rows are read; null: as the whole statement reads.</summary>
    public LockClause? Lock { get; init; }

    public override ReadOnlySpan<Op> Inputs => new Op[] { source }.Concat(dmls).ToArray();

    public override void SetInput(int index, Op input)
    {
        if (index == 0)
            source = input;
        else
            dmls[index - 1] = input;
    }

    public override Op Clone() => new DmlWithInputOp(source.Clone(), dmls.ConvertAll(d => d.Clone()), read) { Lock = Lock };

    public override Op AddPredicate(PlanContext context, Predicate predicate) => throw RefusedException.NoPredicates();

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => throw RefusedException.NoColumns();

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => throw RefusedException.NoColumns();

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [];

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];

    public override Op PlanOffsets(PlanContext context)
    {
        foreach (ColumnName column in read)
            source.AddColumn(context, true, false, Wrap(column));
        return this;
    }
}

/// <summary>A change whose rows are not one Route reads their keys first. Vitess: phases.go createDMLWithInput (planner-facts §14.2).</summary>
internal static class DmlWithInputPlanning
{
    public const string Keys = "dml_vals";

    public static Op Run(PlanContext context, Op root) => Op.BottomUp(context, root, static (_, op) => op is DmlOp dml ? WithInput(dml) : null);

    private static DmlWithInputOp WithInput(DmlOp dml)
    {
        List<ColumnName> keys = KeyColumns(dml.Table, dml.Target);
        if (dml.Source.All<TableOp>().Find(t => t.Instance == dml.Target) is not { } table)
            throw new NotModelledException("the rows of a change are not found");
        var projection = ProjectionOp.Over(dml.Source, keys.Select(Op.Wrap));
        dml.Source = Rows(table.Syntax, dml.Target, keys);
        return new DmlWithInputOp(projection, [dml], keys);
    }

    /// <summary>The target's rows by their keys.</summary>
    private static QueryGraphOp Rows(AliasedTable syntax, TableInstance target, List<ColumnName> keys)
    {
        Expr left = keys.Count == 1 ? keys[0] : new TupleExpr(new NodeList<Expr>([.. keys]));
        var byKey = new ComparisonExpr(ComparisonOp.In, left, new ListArgument(Keys));
        return new QueryGraphOp([new QueryTable(target, syntax) { Predicates = [new Predicate(byKey)] }]);
    }

    public static List<ColumnName> KeyColumns(Vitess.VTable table, TableInstance target) =>
        table.PrimaryKey.Count > 0 ? KnownKeyColumns(table, target) : throw RefusedException.NeedsColumns();

    /// <summary>The same, and none where the key is not known: an UPDATE by input does not test for that.</summary>
    public static List<ColumnName> KnownKeyColumns(Vitess.VTable table, TableInstance target)
    {
        var binding = new ColumnBinding(target, target.Set, target.Set);
        return [.. table.PrimaryKey.Select(c => new ColumnName(new Ident(c), new TableName("", target.Alias)) { Binding = binding })];
    }
}
