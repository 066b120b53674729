using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Plan;

/// <summary>What vtgate does with a statement: a plan, a refusal, or our own "not modelled". Never anything invented.</summary>
internal abstract record PlanResult;

/// <summary>A plan. <see cref="Root"/> is null where Vitess has none (BEGIN, COMMIT, …).</summary>
internal sealed record Planned(PlanType Type, string QueryType, Primitive? Root, IReadOnlyList<string> TablesUsed) : PlanResult;

/// <summary>Vitess's error: code (<c>VT12001</c>, empty where it has none), its text, and what the user may do about it.</summary>
internal sealed record Refused(string Code, string Message) : PlanResult
{
    public string Remedy => Remedies.For(this);

    public override string ToString() => Code.Length == 0 ? Message : $"{Code}: {Message}";
}

/// <summary>We cannot say; Vitess may plan it or refuse it.</summary>
internal sealed record NotModelled(string Why) : PlanResult;

/// <summary>Vitess: engine/plan.go; the order is the order of "higher".</summary>
internal enum PlanType { Unknown, Local, Passthrough, MultiShard, Lookup, Scatter, Join, ForeignKey, Complex, OnlineDDL, DirectDDL, Transaction, Topology }

/// <summary>Vitess: engine/routing.go; a smaller ordinal is preferred.</summary>
internal enum Opcode { Unsharded, EqualUnique, Equal, IN, Between, MultiEqual, SubShard, Scatter, Next, DBA, Reference, None, ByDestination }

/// <summary>Why a step of the plan is as it is.</summary>
internal abstract record Reason;

/// <summary>The predicate that chose the vindex, and what it beat.</summary>
internal sealed record VindexChosen(ColumnVindex Vindex, IReadOnlyList<Expr> Predicates, IReadOnlyList<(ColumnVindex Vindex, Opcode Opcode)> Beaten) : Reason
{
    /// <summary>An INSERT: every row has a value for it.</summary>
    public bool Inserted { get; init; }

    public override string ToString()
    {
        if (Inserted)
            return $"each row's keyspace id is {Name(Vindex)} of it";
        string by = Predicates.Count == 0 ? "the table's pin" : string.Join(" and ", Predicates.Select(SqlPrinter.Print));
        string over = Beaten.Count == 0 ? "" : $" over {string.Join(", ", Beaten.Select(b => $"{Name(b.Vindex)} ({b.Opcode})"))}";
        return $"{by} chose {Name(Vindex)}{over}";
    }

    public static string Name(ColumnVindex vindex) => $"{vindex.Name}({string.Join(", ", vindex.Columns)})";
}

/// <summary>No predicate gives any vindex a value.</summary>
internal sealed record NoVindex(IReadOnlyList<ColumnVindex> Vindexes) : Reason
{
    public override string ToString() =>
        Vindexes.Count == 0 ? "the table has no vindex to route by" : $"no predicate gives a value to {string.Join(" or ", Vindexes.Select(VindexChosen.Name))}";
}

/// <summary>No vindex is asked: the opcode says where the rows are.</summary>
internal sealed record Placed(Opcode Opcode, Vitess.Keyspace? Keyspace) : Reason
{
    public override string ToString() => Opcode switch
    {
        Opcode.Unsharded => $"{Keyspace?.Name} is not sharded",
        Opcode.Next => $"the sequence stands in {Keyspace?.Name}",
        Opcode.Reference => "every shard has a copy of the reference tables: any one is asked",
        Opcode.ByDestination => "the text names the shards",
        Opcode.DBA => "every shard has the system tables: any one is asked",
        _ => "no row can match",
    };
}

/// <summary>Why two sides did not become one Route.</summary>
internal sealed record NotMerged(string Why) : Reason
{
    public override string ToString() => $"not one query: {Why}";
}

/// <summary>A foreign key that vtgate keeps itself, and how.</summary>
internal sealed record ForeignKeyKept(Vitess.VForeignKey Key, string How) : Reason
{
    public override string ToString() =>
        $"{Key.Child.Name}({string.Join(", ", Key.ChildColumns)}) refers to {Key.Parent.Name}({string.Join(", ", Key.ParentColumns)}): {How}";
}

/// <summary>What kept work in vtgate.</summary>
internal sealed record KeptAbove(string What, string Why) : Reason
{
    public override string ToString() => $"{What} stays in vtgate: {Why}";
}
