using PocSharding.Planning.LeafSql;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>Operators to primitives, with the last checks of what vtgate can run. Vitess: operator_transformers.go.</summary>
internal static class PrimitiveBuilder
{
    public static Primitive Build(PlanContext context, Op op) => op switch
    {
        RouteOp route when Changes(route.Source) is { } dml => Dml.DmlPrimitives.Build(context, route, dml),
        RouteOp route => OfRoute(context, route),
        ApplyJoinOp join => OfJoin(context, join),
        HashJoinOp join => OfHashJoin(context, join),
        SubQueryOp subquery => OfSubquery(context, subquery),
        FilterOp filter => OfFilter(context, filter),
        OrderingOp ordering => new RowOperator(RowOperatorKind.Sort, Build(context, ordering.Source)) { Detail = Later.Of<IReadOnlyList<OrderBy>>(ordering.Order, OrderText) },
        DistinctOp distinct => new RowOperator(RowOperatorKind.Distinct, Build(context, distinct.Source)),
        LimitOp limit => new LimitRows(Build(context, limit.Source), limit.Limit.RowCount, limit.Limit.Offset),
        AggregatorOp aggregator => OfAggregator(context, aggregator),
        ProjectionOp projection => OfProjection(context, projection),
        UnionOp union => new Concatenate(OfAll(context, union.Legs)),
        RecurseOp recurse => new RecurseCte(Build(context, recurse.Seed), Build(context, recurse.Term)),
        WindowOp window => OfWindow(context, window),
        VindexFunctionOp function => OfVindexFunction(function),
        Dml.ForeignKeys.ForeignKeyOp keys => keys.Around(Build(context, keys.Source)),
        Dml.DmlWithInputOp dml => new DmlWithInput(Build(context, dml.Source), OfAll(context, dml.Dmls)),
        _ => throw new NotModelledException($"{op.GetType().Name} left in the plan"),
    };

    private static List<Primitive> OfAll(PlanContext context, List<Op> ops) => ops.ConvertAll(op => Build(context, op));

    /// <summary>The change that a Route sends, perhaps below a filter that reads a subquery's result.</summary>
    private static DmlOp? Changes(Op op) => op switch
    {
        DmlOp dml => dml,
        FilterOp filter => Changes(filter.Source),
        _ => null,
    };

    private static Primitive OfRoute(PlanContext context, RouteOp route)
    {
        Routing routing = RoutingOf(context, route.Routing);
        var primitive = new Route(routing, TextOf(context, route))
        {
            Tables = TablesOf(route),
            OrderBy = route.MergeOrder.Count == 0 ? null : Later.Of(route.MergeOrder, OrderText),
            ResultColumns = route.ResultColumns,
            Reasons = Later.List(route.Routing, RoutingReasons.Of),
        };
        if (routing.Vindex?.Vindex is not LookupVindex { Planable: true } lookup)
            return primitive;
        var sendTo = primitive with { Routing = new Routing(Opcode.ByDestination, routing.Keyspace) };
        return new VindexLookup(routing, LookupPlans.Read(context, lookup), sendTo);
    }

    public static Routing RoutingOf(PlanContext context, TableRouting routing) => routing switch
    {
        ShardedRouting { Selected: { } selected } sharded => new Routing(sharded.Opcode, sharded.Keyspace)
        {
            Vindex = ReferenceEquals(selected.Vindex, selected.ColumnVindex.Vindex) ? selected.ColumnVindex : selected.ColumnVindex with { Vindex = selected.Vindex },
            Values = selected.Values!,
        },
        SequenceRouting sequence => new Routing(Opcode.Next, sequence.Home),
        InfoSchemaRouting schema => new Routing(Opcode.DBA, context.AnyKeyspace) { Schemas = schema.Schemas, TableNames = [.. schema.TableNames] },
        _ => new Routing(routing.Opcode, routing.Keyspace ?? context.AnyKeyspace),
    };

    /// <summary>The text that a Route sends.</summary>
    public static RouteText TextOf(PlanContext context, RouteOp route) => new(context, route);

    public static List<VTable> TablesOf(RouteOp route)
    {
        var tables = new List<VTable>();
        Collect(route, tables);
        tables.AddRange(route.MergedTables);
        return tables;
    }

    private static void Collect(Op op, List<VTable> into)
    {
        if (op is TableOp { Instance.Kind: TableKind.Table or TableKind.Dual or TableKind.RecursiveCte } table)
            into.Add(table.Table);
        foreach (Op input in op.Inputs)
            Collect(input, into);
    }

    private static RowOperator OfFilter(PlanContext context, FilterOp filter) => new(RowOperatorKind.Filter, Build(context, filter.Source))
    {
        Detail = Later.Of(filter, static f => string.Join(" and ", f.Predicates.Select(p => p.ToString()))),
        Predicates = Later.List(filter, static f => f.Predicates.ConvertAll(p => p.Expr)),
    };

    private static Join OfJoin(PlanContext context, ApplyJoinOp join)
    {
        var variables = new List<(string Name, Expr Expr)>();
        foreach (JoinVariable variable in join.Output.Where(c => !c.IsPureLeft).SelectMany(c => c.Left).Concat(join.Predicates.SelectMany(c => c.Left)).Concat(join.Extra))
            if (!variables.Exists(v => v.Name == variable.Name))
                variables.Add((variable.Name, variable.Expr));
        return new Join(join.IsInner ? JoinVariant.Join : JoinVariant.LeftJoin, Build(context, join.Left), Build(context, join.Right))
        {
            JoinVariables = variables,
            NotMerged = join.NotMerged,
        };
    }

    private static Join OfHashJoin(PlanContext context, HashJoinOp join)
    {
        if (join.Comparisons.Count != 1)
            throw RefusedException.Unsupported("hash joins must have exactly one join predicate");
        return new Join(join.IsInner ? JoinVariant.HashJoin : JoinVariant.HashLeftJoin, Build(context, join.Left), Build(context, join.Right));
    }

    private static Primitive OfSubquery(PlanContext context, SubQueryOp subquery)
    {
        Primitive inner = Build(context, subquery.Inner), outer = Build(context, subquery.Outer);
        return subquery.Variables.Count > 0
            ? new SemiJoin(outer, inner) { NotMerged = subquery.NotMerged }
            : new UncorrelatedSubquery(subquery.Variant, inner, outer) { NotMerged = subquery.NotMerged };
    }

    private static Aggregate OfAggregator(PlanContext context, AggregatorOp aggregator)
    {
        if (aggregator.Rollup)
            throw RefusedException.Unsupported("GROUP BY WITH ROLLUP not supported for sharded queries");
        Primitive input = Build(context, aggregator.Source);
        foreach (Aggregation aggregation in aggregator.Aggregations)
            Check(aggregation);
        return new Aggregate(aggregator.Groupings.Count == 0 ? AggregateVariant.Scalar : AggregateVariant.Ordered, input)
        {
            Aggregates = Later.Of(aggregator.Aggregations, static list => string.Join(", ", list.Select(a => SqlPrinter.Print(a.Original.Expr)))),
            GroupBy = Later.Of(aggregator.Groupings, static list => string.Join(", ", list.Select(g => SqlPrinter.Print(g.Expr)))),
            KeptAbove = aggregator.KeptAbove,
        };
    }

    private static void Check(Aggregation aggregation)
    {
        if (aggregation.Function is { Kind: AggregateKind.UserDefined })
            throw RefusedException.Unsupported($"Aggregate UDF '{SqlPrinter.Print(aggregation.Original.Expr)}' must be pushed down to MySQL");
        if (aggregation.Opcode == AggregateOpcode.Unassigned)
            throw RefusedException.Unsupported($"in scatter query: aggregation function '{SqlPrinter.Print(aggregation.Original.Expr)}'");
    }

    private static RowOperator OfProjection(PlanContext context, ProjectionOp projection)
    {
        Primitive input = Build(context, projection.Source);
        bool simple = projection.Known.TrueForAll(i => i.IsOffset);
        return new RowOperator(simple ? RowOperatorKind.SimpleProjection : RowOperatorKind.Projection, input)
        {
            Detail = Later.Of(projection.Known, static list => string.Join(", ", list.Select(i => SqlPrinter.Print(i.Eval)))),
        };
    }

    private static Primitive OfWindow(PlanContext context, WindowOp window)
    {
        window.Check();
        return Build(context, window.Source);
    }

    private static NamedPrimitive OfVindexFunction(VindexFunctionOp function)
    {
        if (function.Vindex.MultiColumn)
            throw RefusedException.Unsupported("multi-column vindexes not supported");
        if (function.Value is null)
            throw VindexFunctionOp.Wrong("where clause missing");
        return new NamedPrimitive("VindexFunc", "VindexMap", []) { Vindex = new ColumnVindex(function.Vindex, ["id"]) };
    }

    private static string OrderText(IReadOnlyList<OrderBy> order) =>
        string.Join(", ", order.Select(o => SqlPrinter.Print(o.Inner) + (o.Descending ? " DESC" : " ASC")));
}
