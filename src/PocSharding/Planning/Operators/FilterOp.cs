using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

internal sealed class FilterOp : OneInputOp
{
    public FilterOp(Op source, params ReadOnlySpan<Predicate> predicates) : base(source) => Predicates = [.. predicates];

    public List<Predicate> Predicates { get; }

    /// <summary>The operator filtered; of a change, the rows that it reads.</summary>
    public static Op Over(Op source, Predicate predicate)
    {
        if (source is not DmlOp change)
            return new FilterOp(source, predicate);
        var filtered = (DmlOp)change.Clone();
        filtered.Source = new FilterOp(filtered.Source, predicate);
        return filtered;
    }

    public override Op Clone() => new FilterOp(Source.Clone(), [.. Predicates]);

    public override Op PlanOffsets(PlanContext context)
    {
        foreach (Predicate predicate in Predicates)
            Offsets.Use(context, predicate.Expr, Source);
        return this;
    }

    public override bool TryTruncate(int columns) => Source.TryTruncate(columns);
}

/// <summary>Fetches what an expression above needs from its input. Vitess: offset_planning.go useOffsets.</summary>
internal static class Offsets
{
    /// <summary>Refused when the rest cannot be computed in vtgate. True when the whole expression comes from the input.</summary>
    public static bool Use(PlanContext context, Expr expr, Op input)
    {
        var given = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        Tree.Walk(expr, node =>
        {
            if (node is not Expr part)
                return true;
            if (part is not (Literal or Argument or NullLiteral) || ReferenceEquals(part, expr))
            {
                if (input.FindColumn(context, part, false) >= 0)
                {
                    given.Add(part);
                    return false;
                }
            }
            if (!Exprs.MustFetch(part))
                return true;
            input.AddColumn(context, true, part is ColumnName, Op.Wrap(part));
            given.Add(part);
            return false;
        });
        if (!Evaluable.Check(expr, given.Contains))
            throw new RefusedException("", $"expr cannot be translated, not supported: {Sql.SqlPrinter.Print(expr)}");
        return given.Contains(expr);
    }
}
