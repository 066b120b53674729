namespace PocSharding.Vitess;

/// <summary>A table's vindexes in order, the first being the primary one. Vitess: vindexes/vschema.go, buildTables.</summary>
internal static class ColumnVindexBuilder
{
    public static VSchemaFault? Add(VTable table, TableDocument document, KeyspaceDocument keyspace)
    {
        for (int i = 0; i < document.ColumnVindexes.Count; i++)
            if (Add(table, document.ColumnVindexes[i], keyspace, i) is { } fault)
                return fault;
        return null;
    }

    private static VSchemaFault? Add(VTable table, ColumnVindexDocument document, KeyspaceDocument keyspace, int index)
    {
        if (!table.Keyspace.Vindexes.TryGetValue(document.Name, out Vindex? vindex))
            return new(FaultKind.UnknownVindex, $"vindex {document.Name} not found for table {table.Name}");
        if (document.Column.Length > 0 && document.Columns.Count > 0)
            return new(FaultKind.ColumnAndColumns, $"can't use column and columns at the same time in vindex ({document.Name}) and table ({table.Name})");
        List<string> columns = document.Column.Length > 0 ? [document.Column] : document.Columns;
        if (columns.Count == 0)
            return new(FaultKind.NoColumn, $"must specify at least one column for vindex ({document.Name}) and table ({table.Name})");
        bool owned = vindex is LookupVindex && keyspace.Vindexes[document.Name].Owner == table.Name;
        VSchemaFault? fault = (index == 0 ? Primary(vindex, owned, table) : null) ?? (owned ? Owner(vindex, columns) : null);
        if (fault is null && vindex.MultiColumn && index > 0)
            fault = new(FaultKind.MultiColumnNotPrimary, $"multi-column vindex {document.Name} should be a primary vindex for table {table.Name}");
        if (fault is null)
            table.ColumnVindexes.AddRange(Entries(vindex, columns, owned));
        return fault;
    }

    private static VSchemaFault? Primary(Vindex vindex, bool owned, VTable table) =>
        !vindex.Unique ? new(FaultKind.PrimaryNotUnique, $"primary vindex {vindex.Name} is not Unique for table {table.Name}")
        : owned ? new(FaultKind.PrimaryOwned, $"primary vindex {vindex.Name} cannot be owned for table {table.Name}")
        : null;

    /// <summary>Consistent lookups alone compare their columns with their owner's.</summary>
    private static VSchemaFault? Owner(Vindex vindex, List<string> columns) =>
        LookupTypes.IsConsistent(vindex.Type) && ((LookupVindex)vindex).From.Count != columns.Count
            ? new(FaultKind.OwnerColumns, $"VT03029: column count does not match value count with the row for vindex '{vindex.Name}'")
            : null;

    /// <summary>The vindex, and where it takes prefixes one dearer entry for each, the longest first.</summary>
    private static IEnumerable<ColumnVindex> Entries(Vindex vindex, List<string> columns, bool owned)
    {
        yield return new ColumnVindex(vindex, columns) { Owned = owned, Cost = vindex.Cost };
        if (!vindex.PartialUsable)
            yield break;
        for (int count = columns.Count - 1; count > 0; count--)
            yield return new ColumnVindex(vindex, columns[..count]) { Owned = owned, Partial = true, Cost = vindex.Cost + columns.Count - count };
    }
}
