namespace PocSharding.Vitess;

/// <summary>A table's vindexes in order, the first being the primary one. Vitess: vindexes/vschema.go, buildTables.</summary>
internal static class ColumnVindexBuilder
{
    public static string? Add(VTable table, TableDocument document, KeyspaceDocument keyspace)
    {
        for (int i = 0; i < document.ColumnVindexes.Count; i++)
            if (Add(table, document.ColumnVindexes[i], keyspace, i) is { } error)
                return error;
        return null;
    }

    private static string? Add(VTable table, ColumnVindexDocument document, KeyspaceDocument keyspace, int index)
    {
        if (!table.Keyspace.Vindexes.TryGetValue(document.Name, out Vindex? vindex))
            return $"vindex {document.Name} not found for table {table.Name}";
        if (document.Column.Length > 0 && document.Columns.Count > 0)
            return $"can't use column and columns at the same time in vindex ({document.Name}) and table ({table.Name})";
        List<string> columns = document.Column.Length > 0 ? [document.Column] : document.Columns;
        if (columns.Count == 0)
            return $"must specify at least one column for vindex ({document.Name}) and table ({table.Name})";
        bool owned = vindex is LookupVindex && keyspace.Vindexes[document.Name].Owner == table.Name;
        string? error = (index == 0 ? Primary(vindex, owned, table) : null) ?? (owned ? Owner(vindex, columns) : null);
        if (error is null && vindex.MultiColumn && index > 0)
            error = $"multi-column vindex {document.Name} should be a primary vindex for table {table.Name}";
        if (error is null)
            table.ColumnVindexes.AddRange(Entries(vindex, columns, owned));
        return error;
    }

    private static string? Primary(Vindex vindex, bool owned, VTable table) =>
        !vindex.Unique ? $"primary vindex {vindex.Name} is not Unique for table {table.Name}"
        : owned ? $"primary vindex {vindex.Name} cannot be owned for table {table.Name}"
        : null;

    /// <summary>Consistent lookups alone compare their columns with their owner's.</summary>
    private static string? Owner(Vindex vindex, List<string> columns) =>
        LookupTypes.IsConsistent(vindex.Type) && ((LookupVindex)vindex).From.Count != columns.Count
            ? $"VT03029: column count does not match value count with the row for vindex '{vindex.Name}'"
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
