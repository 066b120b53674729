using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>An operator whose other inputs are planned on their own already; only the change itself is still moved. Vitess: fk_cascade.go, fk_verify.go.</summary>
internal abstract class ForeignKeyOp(Op change) : OneInputOp(change)
{
    public override Op AddPredicate(PlanContext context, Predicate predicate) => throw RefusedException.NoPredicates();

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => throw RefusedException.NoColumns();

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => throw RefusedException.NoColumns();

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [];

    public abstract Primitive Around(Primitive change);
}

/// <summary>The changed rows' keys are read, the children changed by them, then the rows themselves.</summary>
internal sealed class FkCascadeOp(Op change, Primitive selection, IReadOnlyList<Primitive> children, IReadOnlyList<Reason> reasons) : ForeignKeyOp(change)
{
    public override Op Clone() => new FkCascadeOp(Source.Clone(), selection, children, reasons);

    public override Primitive Around(Primitive change) => new FkCascade(selection, children, change) { Reasons = reasons };
}

/// <summary>Queries that must find nothing run before the change.</summary>
internal sealed class FkVerifyOp(Op change, IReadOnlyList<(bool Parent, Primitive Check)> checks, IReadOnlyList<Reason> reasons) : ForeignKeyOp(change)
{
    public override Op Clone() => new FkVerifyOp(Source.Clone(), checks, reasons);

    public override Primitive Around(Primitive change) => new FkVerify(checks, change) { Reasons = reasons };
}
