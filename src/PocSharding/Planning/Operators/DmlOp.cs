using PocSharding.Planning.Phases;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Operators;

/// <summary>UPDATE or DELETE of one target over the rows below. Vitess: operators/update.go, delete.go.</summary>
internal sealed class DmlOp(Op source, DmlVerb verb, TableInstance target, VTable table) : OneInputOp(source)
{
    public DmlVerb Verb => verb;

    public TableInstance Target => target;

    public VTable Table => table;

    /// <summary>SET of an UPDATE.</summary>
    public List<Assignment> Assignments { get; init; } = [];

    /// <summary>Arguments of subqueries that feed a changed lookup: vtgate needs the value itself.</summary>
    public HashSet<string> VindexArguments { get; init; } = [];

    public bool Ignore { get; init; }

    /// <summary>Owned lookups that this statement changes.</summary>
    public IReadOnlyList<ColumnVindex> Owned { get; init; } = [];

    /// <summary>SELECT … FOR UPDATE of the keyspace id and the owned columns, without its WHERE; null when no lookup changes.</summary>
    public Select? OwnedQuery { get; init; }

    /// <summary>It changes a vindex's column of some rows only, and no order says of which: no LIMIT may be left over such a change.</summary>
    public bool ChangesVindexOfAnyRows { get; init; }

    public override Op Clone() => new DmlOp(Source.Clone(), verb, target, table)
    {
        Assignments = [.. Assignments],
        VindexArguments = VindexArguments,
        Ignore = Ignore,
        Owned = Owned,
        OwnedQuery = OwnedQuery,
        ChangesVindexOfAnyRows = ChangesVindexOfAnyRows,
    };

    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => [];

    /// <summary>The ORDER BY of a change is MySQL's: nothing is merged.</summary>
    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];

    /// <summary>A change gives no rows: a semi-join above it has nothing to read.</summary>
    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column) => throw RefusedException.NoColumns();

    public bool BlocksMerging(SubQueryOp subquery) => VindexArguments.Contains(subquery.Argument);

    /// <summary>Over one Route the statement is sent as it is.</summary>
    public Op? TryPush()
    {
        if (Source is not RouteOp route)
            return null;
        route.Routing = route.Routing switch
        {
            SequenceRouting sequence => new AnyShardRouting(sequence.Home),
            AnyShardRouting any => new AnyShardRouting(any.Keyspace),
            var other => other,
        };
        return HorizonPushing.Swap(this, route);
    }

    public Op? RestoreMerged(Func<Expr, Expr> restore)
    {
        for (int i = 0; i < Assignments.Count; i++)
            Assignments[i] = Assignments[i] with { Value = restore(Assignments[i].Value) };
        return null;
    }
}
