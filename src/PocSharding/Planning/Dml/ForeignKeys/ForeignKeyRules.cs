using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>Foreign keys that vtgate manages itself: where each kind of change meets its rules (planner-facts §15).</summary>
internal static class ForeignKeyRules
{
    /// <summary>Whether the unsharded shortcut must wait until the statement's foreign keys are known.</summary>
    public static bool MayNeedHandling(VTable[] tables) => Array.Exists(tables, t =>
        t.Keyspace.ForeignKeyMode == ForeignKeyMode.Managed && t.ParentForeignKeys.Count + t.ChildForeignKeys.Count > 0);

    /// <summary>INSERT and REPLACE.</summary>
    public static Primitive AroundInsert(PlanContext context, Insert insert, VTable table, Func<Insert, Primitive> plain) => KeysOnInsert.Around(context, insert, table, plain);

    /// <summary>UPDATE: children cascade, then new keys and children that restrict are verified first.</summary>
    public static Op AroundUpdate(PlanContext context, Update update, TableInstance target, VTable table, Op change) =>
        Verification.Around(context, update, target, table, CascadeOnUpdate.Around(context, update, target, table, change));

    /// <summary>DELETE: children cascade.</summary>
    public static Op AroundDelete(PlanContext context, Delete delete, TableInstance target, VTable table, Op change) => CascadeOnDelete.Around(context, delete, target, table, change);

    public static void CheckUpdate(PlanContext context, Update update) => UpdatedByUpdated.Refuse(context, update);

    /// <summary>The rows must be named by their primary keys, as parent and children are changed by statements of their own.</summary>
    public static bool NeedsInput(PlanContext context, Delete delete, TableInstance[] targets) =>
        Array.Exists(targets, t => context.ForeignKeys.Children(t.Id).Count > 0) && (delete.Limit is not null || delete.Tables is not [AliasedTable]);

    /// <summary>The same for UPDATE.</summary>
    public static bool NeedsInput(PlanContext context, Update update, TableInstance[] targets) =>
        update.Limit is not null && Array.Exists(targets, t => context.ForeignKeys.Children(t.Id).Count + context.ForeignKeys.Parents(t.Id).Count > 0);

    public static RefusedException CrossShard(VForeignKey key) =>
        new("VT12002", $"unsupported: cross-shard foreign keys between table '{key.Child}' and '{key.Parent}'");

    public static RefusedException SetDefault() => new("VT09016", "Cannot delete or update a parent row: a foreign key constraint fails");
}
