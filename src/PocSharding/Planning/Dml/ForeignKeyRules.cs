using PocSharding.Planning.Operators;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml;

/// <summary>Foreign keys that vtgate manages itself (planner-facts §15).</summary>
internal static class ForeignKeyRules
{
    /// <summary>Whether an unsharded change must not simply be passed on.</summary>
    public static bool NeedsHandling(Statement statement, VTable[] tables, TableResolver resolver)
    {
        _ = (statement, resolver);
        return Array.Exists(tables, IsManaged);
    }

    public static void RefuseUnmodelled(PlanContext context, Statement statement, TableInstance target)
    {
        _ = statement;
        if (context.TableOf(target.Id) is { } table && IsManaged(table))
            throw new NotModelledException("foreign keys managed by vtgate");
    }

    public static bool IsManaged(VTable table) =>
        table.Keyspace.ForeignKeyMode == ForeignKeyMode.Managed && table.ParentForeignKeys.Count + table.ChildForeignKeys.Count > 0;
}
