using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Plan;

/// <summary>
/// A node of the plan tree, in the words of Vitess's EXPLAIN. It carries what pricing needs symbolically: which vindex is fed by
/// which values, what is joined, sorted or aggregated in vtgate, which lookups are read or written.
/// </summary>
internal abstract record Primitive
{
    public virtual IReadOnlyList<Primitive> Inputs => [];
}

/// <summary>How a leaf finds its shards.</summary>
internal sealed record Routing(Opcode Opcode, Keyspace? Keyspace)
{
    /// <summary>The vindex that maps the values; null for Unsharded, Scatter, Reference, None, ….</summary>
    public ColumnVindex? Vindex { get; init; }

    /// <summary>One value for each column of the vindex that is used: a literal, an argument, a list argument or tuple, an expression of these, <c>:join_variable</c>.</summary>
    public IReadOnlyList<Expr> Values { get; init; } = [];

    /// <summary>information_schema: the schemas that the query asks about.</summary>
    public IReadOnlyList<Expr> Schemas { get; init; } = [];

    /// <summary>information_schema: the tables that the query asks about, by bind variable.</summary>
    public IReadOnlyList<KeyValuePair<string, Expr>> TableNames { get; init; } = [];
}

/// <summary>A SELECT sent to shards. <see cref="Query"/> makes the text when asked.</summary>
internal sealed record Route(Routing Routing, Later Query) : Primitive
{
    /// <summary>Tables that the leaf reads, by keyspace.</summary>
    public IReadOnlyList<VTable> Tables { get; init; } = [];

    /// <summary>Rows of several shards are merged in this order.</summary>
    public Later? OrderBy { get; init; }

    /// <summary>Columns kept after the merge, 0 when none is cut.</summary>
    public int ResultColumns { get; init; }

    /// <summary>Why the Route is as it is.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
}

/// <summary>A Route through a lookup vindex: reads the backing table (first input), then the shards found (second input).</summary>
internal sealed record VindexLookup(Routing Routing, Primitive Lookup, Primitive SendTo) : Primitive
{
    public override IReadOnlyList<Primitive> Inputs => [Lookup, SendTo];
}

internal enum DmlVerb { Update, Delete }

/// <summary>UPDATE or DELETE sent to shards.</summary>
internal sealed record Dml(DmlVerb Verb, Routing Routing, Later Query) : Primitive
{
    public IReadOnlyList<VTable> Tables { get; init; } = [];

    /// <summary>Owned lookups whose rows this statement changes (UPDATE) or deletes.</summary>
    public IReadOnlyList<ColumnVindex> OwnedVindexes { get; init; } = [];

    /// <summary>SELECT … FOR UPDATE that reads the keyspace ids and the owned columns first; null when no lookup changes.</summary>
    public Later? OwnedVindexQuery { get; init; }

    /// <summary>The table whose keyspace id is read, for EXPLAIN.</summary>
    public IReadOnlyList<string> TableNames { get; init; } = [];

    public bool MultiShardAutocommit { get; init; }

    /// <summary>Why it goes to these shards.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
}

internal enum InsertVariant { Unsharded, Sharded, Select }

/// <summary>INSERT; <see cref="VindexValues"/> holds, for each column vindex and each of its columns, the value of every row.</summary>
internal sealed record InsertRows(InsertVariant Variant, Keyspace Keyspace, VTable Table, Later Query) : Primitive
{
    public IReadOnlyList<(ColumnVindex Vindex, IReadOnlyList<IReadOnlyList<Expr>> ColumnRows)> VindexValues { get; init; } = [];

    /// <summary>The sequence that fills missing values; null when the table has none.</summary>
    public AutoIncrement? Sequence { get; init; }

    /// <summary>What the text gives for the sequence's column, row by row.</summary>
    public IReadOnlyList<string> SequenceValues { get; init; } = [];

    /// <summary>Rows whose sequence column has no value (NULL, DEFAULT or absent).</summary>
    public int MissingSequenceValues { get; init; }

    public bool Ignore { get; init; }

    public bool Replace { get; init; }

    /// <summary>INSERT … SELECT: where the rows come from.</summary>
    public Primitive? Source { get; init; }

    public override IReadOnlyList<Primitive> Inputs => Source is null ? [] : [Source];
}

internal enum JoinVariant { Join, LeftJoin, HashJoin, HashLeftJoin }

internal sealed record Join(JoinVariant Variant, Primitive Left, Primitive Right) : Primitive
{
    /// <summary>Left columns handed to the right side, by bind variable name.</summary>
    public IReadOnlyList<(string Name, Expr Expr)> JoinVariables { get; init; } = [];

    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Why the two sides are not one Route.</summary>
    public Reason? NotMerged { get; init; }

    public override IReadOnlyList<Primitive> Inputs => [Left, Right];
}

internal sealed record SemiJoin(Primitive Left, Primitive Right) : Primitive
{
    /// <summary>Why the subquery is not part of the outer query.</summary>
    public Reason? NotMerged { get; init; }

    public override IReadOnlyList<Primitive> Inputs => [Left, Right];
}

internal enum PulloutVariant { PulloutValue, PulloutIn, PulloutNotIn, PulloutExists, PulloutNotExists }

internal sealed record UncorrelatedSubquery(PulloutVariant Variant, Primitive Subquery, Primitive Outer) : Primitive
{
    /// <summary>Why the subquery is not part of the outer query.</summary>
    public Reason? NotMerged { get; init; }

    public override IReadOnlyList<Primitive> Inputs => [Subquery, Outer];
}

/// <summary>LIMIT kept in vtgate.</summary>
internal sealed record LimitRows(Primitive Input, Expr? Count, Expr? Offset) : Primitive
{
    public override IReadOnlyList<Primitive> Inputs => [Input];
}

internal enum AggregateVariant { Scalar, Ordered }

internal sealed record Aggregate(AggregateVariant Variant, Primitive Input) : Primitive
{
    public Later Aggregates { get; init; } = Later.Empty;

    public Later GroupBy { get; init; } = Later.Empty;

    /// <summary>Why it is not left to MySQL.</summary>
    public Reason? KeptAbove { get; init; }

    public override IReadOnlyList<Primitive> Inputs => [Input];
}

/// <summary>An operator over one input that changes rows in vtgate: Sort (Memory), Distinct, Filter, Projection, SimpleProjection, ….</summary>
internal sealed record RowOperator(RowOperatorKind Kind, Primitive Input) : Primitive
{
    /// <summary>What it does, in words for EXPLAIN: the order, the predicate, the expressions.</summary>
    public Later Detail { get; init; } = Later.Empty;

    /// <summary>A Filter's predicates.</summary>
    public IReadOnlyList<Expr> Predicates { get; init; } = [];

    public override IReadOnlyList<Primitive> Inputs => [Input];
}

internal enum RowOperatorKind { Sort, Distinct, Filter, Projection, SimpleProjection, RenameFields }

internal sealed record Concatenate(IReadOnlyList<Primitive> Legs) : Primitive
{
    public override IReadOnlyList<Primitive> Inputs => Legs;
}

internal sealed record RecurseCte(Primitive Seed, Primitive Term) : Primitive
{
    public override IReadOnlyList<Primitive> Inputs => [Seed, Term];
}

/// <summary>Reads primary keys, then changes the rows by them.</summary>
internal sealed record DmlWithInput(Primitive Input, IReadOnlyList<Primitive> Dmls) : Primitive
{
    public override IReadOnlyList<Primitive> Inputs => [Input, .. Dmls];
}

/// <summary>Selection, one child each, then the parent's own DML. <c>InputName</c>s in EXPLAIN: Selection, CascadeChild-1 …, Parent.</summary>
internal sealed record FkCascade(Primitive Selection, IReadOnlyList<Primitive> Children, Primitive Parent) : Primitive
{
    /// <summary>One key for each child.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    public override IReadOnlyList<Primitive> Inputs => [Selection, .. Children, Parent];
}

internal sealed record FkVerify(IReadOnlyList<(bool Parent, Primitive Check)> Checks, Primitive PostVerify) : Primitive
{
    /// <summary>One key for each check.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    public override IReadOnlyList<Primitive> Inputs => [.. Checks.Select(c => c.Check), PostVerify];
}

/// <summary>INSERT … ON DUPLICATE KEY UPDATE with foreign keys: pairs of insert and update.</summary>
internal sealed record Upsert(IReadOnlyList<(Primitive Insert, Primitive Update)> Pairs) : Primitive
{
    public override IReadOnlyList<Primitive> Inputs => [.. Pairs.SelectMany(p => new[] { p.Insert, p.Update })];
}

/// <summary>A primitive with no more to say than its name and inputs: SingleRow, Rows, Lock, Send, VindexFunc, Sequential, ….</summary>
internal sealed record NamedPrimitive(string OperatorType, string Variant, IReadOnlyList<Primitive> Children) : Primitive
{
    public Keyspace? Keyspace { get; init; }

    public Later? Query { get; init; }

    public ColumnVindex? Vindex { get; init; }

    /// <summary>Where it goes when no vindex says so.</summary>
    public SendTarget? TargetDestination { get; init; }

    /// <summary>The plan's type, where the name does not tell it.</summary>
    public PlanType? Type { get; init; }

    public override IReadOnlyList<Primitive> Inputs => Children;
}
