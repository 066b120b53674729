using PocSharding.Planning.Operators;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Dml;

/// <summary>The locks of the SELECTs that a change sends: rows to be changed by key FOR UPDATE, what an UPDATE reads besides IN SHARE MODE. Vitess: lock_and_comment.go.</summary>
internal static class DmlLocks
{
    public static void Apply(Op root, LockClause? others)
    {
        foreach (DmlWithInputOp dml in root.All<DmlWithInputOp>())
            if (dml.Lock is not null)
                Lock(dml.Source, dml.Lock);
        if (others is not null)
            Lock(root, others);
    }

    private static void Lock(Op op, LockClause locking)
    {
        foreach (RouteOp route in op.All<RouteOp>())
            if (route.Source is not DmlOp)
                route.Lock ??= locking;
    }
}
