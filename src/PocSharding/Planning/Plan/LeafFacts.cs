using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Plan;

/// <summary>What a leaf of a plan sends, where to and by which value (execution-facts X12, X13, X28, X40, X42–X44).</summary>
internal sealed class LeafFacts(IReadOnlyDictionary<string, List<int>> offsets)
{
    /// <summary>Null for what vtgate does itself.</summary>
    public PlanLeaf? Of(Primitive primitive, bool perRow) => primitive switch
    {
        Route route => Routed(route, route.Routing, route.Tables, route.Query, perRow),
        Dml dml => Routed(dml, dml.Routing, dml.Tables, dml.Query, perRow) with { LookupsWritten = [.. dml.OwnedVindexes.Select(v => v.Name)], Writes = true },
        InsertRows insert => OfInsert(insert, perRow),
        NamedPrimitive { Query: { } query } named => new PlanLeaf
        {
            Keyspace = named.Keyspace?.Name ?? "",
            Shards = Shards(named),
            RunsPerRow = perRow,
            Sql = query.ToString(),
        },
        _ => null,
    };

    private static string Shards(NamedPrimitive named) => named switch
    {
        { Keyspace.Sharded: false } => "1",
        { TargetDestination.Kind: SendTargetKind.AllShards } or { Type: PlanType.DirectDDL } => "N",
        { TargetDestination.Kind: SendTargetKind.ExactKeyRange } => "range",
        _ => "1",
    };

    private PlanLeaf Routed(Primitive leaf, Routing routing, IReadOnlyList<VTable> tables, Later text, bool perRow) => new()
    {
        Keyspace = routing.Keyspace?.Name ?? "",
        Tables = Names(tables),
        Shards = Shards(routing),
        RunsPerRow = perRow,
        Values = Values(routing),
        LookupsRead = ReadBy(routing),
        Sql = text.ToString(),
        MySqlWillRefuse = [.. LeafText.Of(leaf).Select(c => new RefusedColumn(c.Name, c.Why.ToString()!))],
    };

    private PlanLeaf OfInsert(InsertRows insert, bool perRow)
    {
        bool sharded = insert.Variant != InsertVariant.Unsharded;
        ColumnVindex[] lookups = sharded ? [.. insert.Table.ColumnVindexes.Where(v => v.Vindex is LookupVindex && !v.Partial)] : [];
        return new PlanLeaf
        {
            Keyspace = insert.Keyspace.Name,
            Tables = [insert.Table.Name],
            Shards = !sharded ? "1" : insert.Source is not null ? "D(N, rows)" : Spread(RowCount(insert)),
            RunsPerRow = perRow,
            Values = insert.VindexValues.Count == 0 ? [] : [.. insert.VindexValues[0].Vindex.Columns.Select((c, i) => Value(c, insert.VindexValues[0].ColumnRows[i]))],
            LookupsRead = [.. lookups.Where(v => !v.Owned && v.Vindex is LookupVindex { NoVerify: false, WriteOnly: false }).Select(v => v.Name)],
            LookupsWritten = [.. lookups.Where(v => v.Owned).Select(v => v.Name)],
            Writes = true,
            Sql = insert.Query.ToString(),
        };
    }

    private static int RowCount(InsertRows insert) => insert.VindexValues.Count == 0 || insert.VindexValues[0].ColumnRows.Count == 0 ? 1 : insert.VindexValues[0].ColumnRows[0].Count;

    /// <summary>The expected number of distinct shards of n values, D(N, n), is 1 for one of them.</summary>
    private static string Spread(int values) => values == 1 ? "1" : $"D(N, {values})";

    private string Shards(Routing routing) => routing.Opcode switch
    {
        Opcode.None => "0",
        Opcode.Unsharded or Opcode.Next or Opcode.Reference or Opcode.DBA or Opcode.EqualUnique => "1",
        Opcode.Equal => $"D(N, keyspace ids of {Text(routing)})",
        Opcode.IN or Opcode.MultiEqual => Listed(routing),
        Opcode.Between or Opcode.SubShard => "range",
        Opcode.ByDestination => "those found",
        _ => "N",
    };

    /// <summary>IN: every combination of the columns' values is mapped.</summary>
    private string Listed(Routing routing)
    {
        bool several = routing.Vindex is { Unique: false };
        int? product = 1;
        foreach (Expr value in routing.Values)
            product *= Count(value);
        if (product is { } n && !several)
            return Spread(n);
        return several ? $"D(N, keyspace ids of {Text(routing)})" : $"D(N, {Text(routing)})";
    }

    private int? Count(Expr value) => value switch
    {
        TupleExpr tuple => tuple.Items.Count,
        ListArgument list => offsets.TryGetValue(list.Name, out List<int>? literals) && literals.Count > 0 ? literals.Count : null,
        _ => 1,
    };

    private static string Text(Routing routing) => string.Join(", ", routing.Values.Select(SqlPrinter.Print));

    private List<ShardValue> Values(Routing routing)
    {
        if (routing.Vindex is not { } vindex)
            return [];
        var values = new List<ShardValue>();
        for (int i = 0; i < routing.Values.Count; i++)
            values.Add(Value(i < vindex.Columns.Count ? vindex.Columns[i] : "", [routing.Values[i]]));
        return values;
    }

    private ShardValue Value(string column, IReadOnlyList<Expr> values)
    {
        var places = new SortedSet<int>();
        foreach (Expr value in values)
            Tree.Walk(value, node =>
            {
                string? name = node switch { Argument argument => argument.Name, ListArgument list => list.Name, _ => null };
                if (name is not null && offsets.TryGetValue(name, out List<int>? found))
                    places.UnionWith(found);
                return true;
            });
        return new ShardValue(column, string.Join(", ", values.Select(SqlPrinter.Print)), [.. places]);
    }

    private static IReadOnlyList<string> ReadBy(Routing routing) => routing.Vindex is { Vindex: LookupVindex } lookup ? [lookup.Name] : [];

    private static string[] Names(IReadOnlyList<VTable> tables) => [.. tables.Select(t => t.Name).Distinct()];
}
