using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>
/// A predicate as it stands at the moment. One that a join pushed down reads the left side by arguments, and gets its own form
/// back when the join merges after all. Vitess: operators/predicates/tracker.go.
/// </summary>
internal sealed class Predicate
{
    private readonly Predicate? origin;
    private readonly Func<Expr, Expr>? map;
    private Expr? own;
    private Expr? mappedFrom;

    public Predicate(Expr expr) => own = expr;

    private Predicate(Predicate origin, Func<Expr, Expr> map)
    {
        this.origin = origin;
        this.map = map;
        FromJoin = origin.FromJoin;
    }

    /// <summary>A join gave this to its right side; it makes no outer join further down inner.</summary>
    public bool FromJoin { get; init; }

    public Expr Expr
    {
        get
        {
            if (origin is null || own is not null)
                return own!;
            Expr source = origin.Expr;
            if (!ReferenceEquals(source, mappedFrom))
            {
                mappedFrom = source;
                mapped = map!(source);
            }
            return mapped!;
        }
        set => own = value;
    }

    private Expr? mapped;

    /// <summary>
    /// What is sent instead, in terms of the inside of a derived table that computes it: Vitess does so with a join's predicates, and MySQL
    /// will not find the tables. Vitess: horizon.go AddPredicate.
    /// </summary>
    public Predicate? SentAs { get; set; }

    /// <summary>What this one is a view of.</summary>
    public Predicate Root => origin?.Root ?? this;

    /// <summary>The same predicate seen from elsewhere, say inside a derived table; it follows changes of this one.</summary>
    public Predicate Seen(Func<Expr, Expr> from) => new(this, from);

    public override string ToString() => Sql.SqlPrinter.Print(Expr);
}
