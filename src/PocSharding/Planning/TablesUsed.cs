using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Vitess;

namespace PocSharding.Planning;

/// <summary>The tables that a plan reads or writes, <c>keyspace.table</c>, sorted; not the backing tables of lookups, not sequences.</summary>
internal static class TablesUsed
{
    public static IReadOnlyList<string> Of(Primitive root, Keyspace any)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        Collect(root, tables, any);
        return [.. tables.Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> Sorted(IEnumerable<VTable> tables, Keyspace any) =>
        [.. tables.Select(t => TableResolver.IsDual(t) ? $"{any.Name}.dual" : Name(t)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Name(VTable table) => $"{Sql.SqlPrinter.Quote(table.Keyspace.Name)}.{Sql.SqlPrinter.Quote(table.Name)}";

    private static void Collect(Primitive primitive, HashSet<string> into, Keyspace any)
    {
        IEnumerable<VTable> own = primitive switch
        {
            Route route => route.Tables,
            Plan.Dml dml => dml.Tables,
            InsertRows insert => [insert.Table],
            _ => [],
        };
        foreach (VTable table in own)
            into.Add(TableResolver.IsDual(table) ? $"{any.Name}.dual" : Name(table));
        IEnumerable<Primitive> inputs = primitive is VindexLookup lookup ? [lookup.SendTo] : primitive.Inputs;
        foreach (Primitive input in inputs)
            Collect(input, into, any);
    }
}
