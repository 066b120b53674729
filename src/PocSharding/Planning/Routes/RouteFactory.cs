using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>The Route of one table by itself. Vitess: operators/route.go createRoute (planner-facts §5.2).</summary>
internal static class RouteFactory
{
    public static RouteOp Create(PlanContext context, QueryTable table)
    {
        if (table.Instance.Kind == TableKind.SystemSchema)
            return SystemSchema(context, table);
        if (table.Instance.Kind == TableKind.RecursiveCte)
            return RecurseOp.TermTable(context, table);
        ResolvedTable resolved = context.Tables[table.Instance.Id];
        VTable vtable = resolved.Table ?? throw new RefusedException(resolved.Error ?? new Refused("", $"table {table.Instance.Name} not found"));
        return resolved.Target is { Shards.Length: > 0 } target ? Targeted(table, vtable, target) : Create(context, table, vtable, alternates: true);
    }

    private static RouteOp Targeted(QueryTable table, VTable vtable, ShardTarget target) =>
        new(new TableOp(table.Instance, Routed(table.Syntax, vtable), vtable, table.Predicates), new TargetedRouting(vtable.Keyspace, target.Shards));

    private static RouteOp Create(PlanContext context, QueryTable table, VTable vtable, bool alternates)
    {
        TableRouting routing = Initial(vtable, table);
        foreach (Predicate predicate in table.Predicates)
            routing = routing.With(context, predicate);
        AliasedTable syntax = Routed(table.Syntax, vtable);
        if (table.Instance.Set.IsSolvedBy(context.Redirected))
            syntax = syntax with { Alias = table.Syntax.Alias };
        var op = new TableOp(table.Instance, syntax, vtable, table.Predicates);
        if (routing is ShardedRouting { Opcode: Opcode.Scatter } scatter && table.Predicates.Count > 0)
            routing = ScatterImprovement.TryImprove(context, scatter, op);
        var route = new RouteOp(op, routing);
        if (alternates && routing is AnyShardRouting any)
            AddAlternates(context, any, table, vtable);
        return route;
    }

    private static TableRouting Initial(VTable table, QueryTable query)
    {
        if (table.Type == VTableType.Sequence)
            return new SequenceRouting(table.Keyspace);
        if (TableResolver.IsDual(table))
            return new DualRouting();
        if (table.Type == VTableType.Reference || !table.Keyspace.Sharded)
            return new AnyShardRouting(table.Keyspace);
        return ShardedRouting.For(table, query.Instance, query.Syntax.Hints);
    }

    /// <summary>The table under its routed name; the old name stays as alias.</summary>
    public static AliasedTable Routed(AliasedTable syntax, VTable table)
    {
        var reference = (TableRef)syntax.Source;
        string name = TableResolver.IsDual(table) ? reference.Name.Name : table.Name;
        if (reference.Name.Qualifier.Length == 0 && name == reference.Name.Name && syntax.Hints.Count == 0)
            return syntax;
        string alias = syntax.Alias.Length == 0 && name != reference.Name.Name ? reference.Name.Name : syntax.Alias;
        NodeList<IndexHint> hints = new([.. syntax.Hints.Where(h => h.Kind is not (IndexHintKind.UseVindex or IndexHintKind.IgnoreVindex))]);
        return syntax with { Source = new TableRef(new TableName("", name)), Alias = alias, Hints = hints };
    }

    private static void AddAlternates(PlanContext context, AnyShardRouting routing, QueryTable table, VTable vtable)
    {
        foreach (VTable copy in vtable.ReferencedBy.Values)
            if (context.Resolver.Resolve(new TableName(copy.Keyspace.Name, copy.Name)).Table is { } routed)
                routing.Alternates[copy.Keyspace] = Create(context, table, routed, alternates: false);
        if (vtable.Source is { } source)
            routing.Alternates[source.Keyspace] = Create(context, table, source, alternates: false);
    }

    private static RouteOp SystemSchema(PlanContext context, QueryTable table)
    {
        TableRouting routing = new InfoSchemaRouting();
        foreach (Predicate predicate in table.Predicates)
            routing = routing.With(context, predicate);
        var vtable = new VTable(table.Instance.Name.Name, context.AnyKeyspace);
        return new RouteOp(new TableOp(table.Instance, table.Syntax, vtable, table.Predicates), routing);
    }
}

/// <summary>A second look at the predicates of a table that scatters. Vitess: sharded_routing.go tryImprove (planner-facts §5.6).</summary>
internal static class ScatterImprovement
{
    public static TableRouting TryImprove(PlanContext context, ShardedRouting scatter, TableOp table)
    {
        List<Predicate> rewritten = [];
        scatter.Seen = [];
        TableRouting routing = scatter;
        foreach (Predicate predicate in table.Predicates)
            foreach (Expr conjunct in Exprs.SplitAnd(PredicateRewriter.Rewrite(predicate.Expr)))
            {
                Predicate part = ReferenceEquals(conjunct, predicate.Expr) ? predicate : new Predicate(conjunct);
                rewritten.Add(part);
                routing = routing.With(context, part);
            }
        table.Predicates = rewritten;
        if (routing is not ShardedRouting { Opcode: Opcode.Scatter })
            return routing;
        foreach (Predicate predicate in rewritten)
            if (predicate.Expr is OrExpr or && PredicateRewriter.ExtractIn(or) is { } rows)
                routing = routing.With(context, new Predicate(rows));
        return routing;
    }
}

/// <summary>Says what chose the shards, and what it beat.</summary>
internal static class RoutingReasons
{
    public static IReadOnlyList<Reason> Of(TableRouting routing) => routing switch
    {
        ShardedRouting { Selected: { } selected } sharded => [new VindexChosen(selected.ColumnVindex, [.. selected.Predicates.Where(p => p is not null).Select(p => p!.Expr)], [.. Beaten(sharded, selected)])],
        ShardedRouting scatter => [new NoVindex([.. scatter.Candidates.Select(c => c.ColumnVindex)])],
        _ => [],
    };

    private static IEnumerable<(ColumnVindex, Opcode)> Beaten(ShardedRouting routing, VindexOption selected) =>
        routing.Candidates.SelectMany(c => c.Options).Where(o => o.Ready && !ReferenceEquals(o, selected)).Select(o => (o.ColumnVindex, o.Opcode));
}
