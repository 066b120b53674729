using PocSharding.Planning.Operators;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>The parts that statements of foreign keys are made of.</summary>
internal static class ForeignKeySql
{
    private const string KeyValues = "fkc_vals";
    public const string ChecksOff = "/*+ SET_VAR(foreign_key_checks=OFF) */";
    private const string ChecksOn = "/*+ SET_VAR(foreign_key_checks=ON) */";

    public static TableName NameOf(VTable table) => new(table.Keyspace.Name, table.Name);

    public static NodeList<TableExpr> From(VTable table, string alias = "") => new([new AliasedTable(new TableRef(NameOf(table)), alias)]);

    public static TupleExpr Columns(IEnumerable<string> columns) => new(new NodeList<Expr>([.. columns.Select(c => new ColumnName(c))]));

    /// <summary><c>(columns) in ::fkc_vals</c>: the child rows of the rows that were read.</summary>
    public static ComparisonExpr RowsOf(PlanContext context, VForeignKey key) =>
        new(ComparisonOp.In, Columns(key.ChildColumns), new ListArgument(context.Names.Unused(KeyValues)));

    /// <summary>The child's columns become NULL.</summary>
    public static NodeList<Assignment> SetNull(VForeignKey key) =>
        new([.. key.ChildColumns.Select(c => new Assignment(new ColumnName(c), NullLiteral.Instance))]);

    /// <summary>Where the session switched the checks on, the children's statements say so too.</summary>
    public static NodeList<string> Comments(PlanContext context) => context.ForeignKeyChecks == true ? new([ChecksOn]) : NodeList<string>.Empty;

    /// <summary>Where vtgate verifies every key, MySQL must not.</summary>
    public static NodeList<string> UpdateComments(PlanContext context) => context.ForeignKeys.VerifyAll
        ? new NodeList<string>([.. context.Statement.Comments.Where(c => ForeignKeyChecks.Of(c) is null), ChecksOff])
        : context.Statement.Comments;

    /// <summary>A table with unique keys is not waited for: the lock may be held by this very transaction's other connection.</summary>
    public static LockClause Lock(VTable table, LockMode mode) => new(mode, NoWait: table.UniqueKeys.Count > 0);

    /// <summary>A cascading action in SQL's words.</summary>
    public static string Word(ReferenceAction action) => action == ReferenceAction.SetNull ? "set null" : "cascade";

    /// <summary>Every column, in subqueries too, gets the qualifier.</summary>
    public static Expr Qualified(Expr expr, string alias) =>
        Tree.Map(expr, node => node is ColumnName column ? new ColumnName(column.Name, new TableName("", alias)) : null);

    public static Expr? And(params Expr?[] parts) => Semantics.Exprs.And(parts.OfType<Expr>());
}
