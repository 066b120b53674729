using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>Queries before an UPDATE that find rows which would break a key. Vitess: operators/update.go createFKVerifyOp.</summary>
internal static class Verification
{
    private const string Child = "child";
    private const string Parent = "parent";

    public static Op Around(PlanContext context, Update update, TableInstance target, VTable table, Op change)
    {
        var checks = new List<(bool Parent, Primitive Check)>();
        var reasons = new List<Reason>();
        foreach (VForeignKey key in context.ForeignKeys.Parents(target.Id))
        {
            checks.Add((true, NestedStatement.Plan(context, WithoutParent(update, table, key))));
            reasons.Add(new ForeignKeyKept(key, "the new parent must exist"));
        }
        foreach (VForeignKey key in context.ForeignKeys.Children(target.Id).Where(k => ForeignKeyDuties.IsRestrict(k.OnUpdate)))
        {
            if (!context.ForeignKeys.VerifyAll)
                throw ForeignKeyRules.CrossShard(key);
            checks.Add((false, NestedStatement.Plan(context, WithChild(update, table, key))));
            reasons.Add(new ForeignKeyKept(key, "no child may be left"));
        }
        return checks.Count == 0 ? change : new FkVerifyOp(change, checks, reasons);
    }

    /// <summary>Rows whose new key has no parent.</summary>
    private static Select WithoutParent(Update update, VTable table, VForeignKey key)
    {
        var join = new List<Expr>();
        var where = new List<Expr>();
        List<Expr> old = [], @new = [];
        for (int i = 0; i < key.ChildColumns.Count; i++)
        {
            Expr parent = Column(key.ParentColumns[i], Parent), own = Column(key.ChildColumns[i], Child);
            where.Add(new IsExpr(parent, IsTest.Null));
            if (update.Assignments.FirstOrDefault(a => a.Column.Name.Text.Equals(key.ChildColumns[i], StringComparison.OrdinalIgnoreCase)) is { } assignment)
            {
                old.Add(own);
                own = ForeignKeySql.Qualified(UpdatedValue.Cast(table, assignment), Child);
                @new.Add(own);
            }
            join.Add(new ComparisonExpr(ComparisonOp.Equal, parent, own));
            if (Constants.Simplify(new IsExpr(own, IsTest.NotNull)) is { } known)
                where.Add(known);
        }
        where.Add(new NotExpr(new ComparisonExpr(ComparisonOp.NullSafeEqual, new TupleExpr(new NodeList<Expr>([.. old])), new TupleExpr(new NodeList<Expr>([.. @new])))));
        Expr? rows = Rows(update, Child);
        var from = new JoinTable(JoinKind.Left, ForeignKeySql.From(table, Child)[0], ForeignKeySql.From(key.Parent, Parent)[0], Exprs.And(join));
        return One(from, ForeignKeySql.And(Exprs.And(where), rows), table);
    }

    /// <summary>Children that the change would leave without their parent.</summary>
    private static Select WithChild(Update update, VTable table, VForeignKey key)
    {
        IEnumerable<Expr> join = key.ParentColumns.Select((c, i) => new ComparisonExpr(ComparisonOp.Equal, Column(c, Parent), Column(key.ChildColumns[i], Child)));
        Assignment[] own = [.. update.Assignments.Where(a => KeyColumns.Has(key.ParentColumns, a.Column.Name.Text))];
        Expr? differs = ChangedKey.Differs(key, own, (a, _) => ForeignKeySql.Qualified(UpdatedValue.Cast(table, a), Parent), Child);
        var from = new JoinTable(JoinKind.Inner, ForeignKeySql.From(table, Parent)[0], ForeignKeySql.From(key.Child, Child)[0], Exprs.And(join));
        return One(from, ForeignKeySql.And(Rows(update, Parent), differs), table);
    }

    private static ColumnName Column(string name, string table) => new(new Ident(name), new TableName("", table));

    /// <summary>The rows of WHERE; of joined tables only the changed one is read, and takes the others' columns for its own, as Vitess does.</summary>
    private static Expr? Rows(Update update, string alias) => update.Where is null ? null : ForeignKeySql.Qualified(update.Where, alias);

    private static Select One(JoinTable from, Expr? where, VTable table) => new(new NodeList<SelectItem>([new ExprItem(Literal.Integer(1), Ident.None)]))
    {
        From = new NodeList<TableExpr>([from]),
        Where = where,
        Limit = new Limit(null, Literal.Integer(1)),
        Lock = ForeignKeySql.Lock(table, LockMode.Share),
    };
}
