using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>All tables in one unsharded keyspace: the text goes there as it is. Vitess: single_sharded_shortcut.go (planner-facts §3.2).</summary>
internal static class UnshardedShortcut
{
    public static Planned? TryPlan(Analysis analysis, TableResolver resolver, ResolvedTable[] tables, bool foreignKeysKnown = false)
    {
        if (CommonKeyspace(analysis.NamedTables, tables) is not { } keyspace)
            return null;
        Statement statement = analysis.Sent;
        VTable[] used = Array.ConvertAll(tables, t => t.Table!);
        if (!foreignKeysKnown && statement is not SelectStatement && ForeignKeyRules.MayNeedHandling(used))
            return null;
        Later text = StatementPlanner.TextOf(statement);
        Primitive root = statement switch
        {
            SelectStatement => new Route(new Routing(Opcode.Unsharded, keyspace), text) { Tables = used },
            Insert { Table: var target } insert => InsertHere(insert, resolver.Resolve(target).Table!, keyspace, text),
            Update => new Plan.Dml(DmlVerb.Update, new Routing(Opcode.Unsharded, keyspace), text) { Tables = used },
            _ => new Plan.Dml(DmlVerb.Delete, new Routing(Opcode.Unsharded, keyspace), text) { Tables = used },
        };
        if (root is InsertRows { Sequence: not null })
            return null;
        return new Planned(PlanTypes.Of(root), StatementPlanner.QueryType(statement), root, Later.List((used, resolver), static plan => TablesUsed.Sorted(plan.used, plan.resolver.AnyKeyspace)));
    }

    private static InsertRows InsertHere(Insert insert, VTable table, Keyspace keyspace, Later text) =>
        new(InsertVariant.Unsharded, keyspace, table, text) { Ignore = insert.Ignore, Replace = insert.Replace, Sequence = table.AutoIncrement };

    /// <summary>Reference tables of any keyspace do not count; sequences, vindexes, system schemas and renamed tables rule it out.</summary>
    public static Keyspace? CommonKeyspace(IReadOnlyList<TableName> names, ResolvedTable[] tables)
    {
        Keyspace? common = null;
        for (int i = 0; i < tables.Length; i++)
        {
            if (tables[i].Table is not { } table)
                return null;
            if (TableResolver.IsDual(table))
                continue;
            if (tables[i].Target is not null || table.Type == VTableType.Sequence || table.Name != names[i].Name)
                return null;
            if (table.Type == VTableType.Reference)
                continue;
            if (table.Keyspace.Sharded || (common is not null && !ReferenceEquals(common, table.Keyspace)))
                return null;
            common = table.Keyspace;
        }
        return common;
    }
}
