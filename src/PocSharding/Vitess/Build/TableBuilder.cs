namespace PocSharding.Vitess;

/// <summary>Type, pin, columns and vindexes of one table, in Vitess's order of checks. Vitess: vindexes/vschema.go, buildTables.</summary>
internal static class TableBuilder
{
    public static VSchemaFault? Fill(VTable table, TableDocument document, KeyspaceDocument keyspace) =>
        SetType(table, document)
        ?? SetPin(table, document)
        ?? NeedsVindex(table, document)
        ?? AddColumns(table, document)
        ?? ColumnVindexBuilder.Add(table, document, keyspace);

    private static VSchemaFault? SetType(VTable table, TableDocument document)
    {
        switch (document.Type)
        {
            case "":
                return null;
            case "reference":
                table.Type = VTableType.Reference;
                return document.Source.Length > 0 && SourceName.Parse(document.Source) is null
                    ? new(FaultKind.Source, $"invalid source {GoText.Quote(document.Source)} for reference table: {table.Name}; {SourceName.Refusal(document.Source)}")
                    : null;
            case "sequence":
                table.Type = VTableType.Sequence;
                return table.Keyspace.Sharded && document.Pinned.Length == 0
                    ? new(FaultKind.SequenceInShards, $"sequence table has to be in an unsharded keyspace or must be pinned: {table.Name}")
                    : null;
            default:
                return new(FaultKind.TableType, $"unidentified table type {document.Type}");
        }
    }

    private static VSchemaFault? SetPin(VTable table, TableDocument document)
    {
        if (document.Pinned.Length == 0)
            return null;
        (table.Pinned, string? error) = GoText.Hex(document.Pinned);
        return error is null ? null : new(FaultKind.Pin, $"could not decode the keyspace id for pin: {error}");
    }

    private static VSchemaFault? NeedsVindex(VTable table, TableDocument document) =>
        table.Keyspace.Sharded && table.Type != VTableType.Reference && document.Pinned.Length == 0 && document.ColumnVindexes.Count == 0
            ? new(FaultKind.NoVindex, $"missing primary col vindex for table: {table.Name}")
            : null;

    private static VSchemaFault? AddColumns(VTable table, TableDocument document)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ColumnDocument column in document.Columns)
        {
            if (!names.Add(column.Name.ToLowerInvariant()))
                return new(FaultKind.DuplicateColumn, $"duplicate column name '{column.Name}' for table: {table.Name}");
            if (column.Default.Length > 0 && !SqlNames.IsExpression(column.Default))
                return new(FaultKind.Default, $"could not parse the '{column.Name}' column's default expression '{column.Default}' for table '{table.Name}'");
            table.Columns.Add(ColumnOf(column));
        }
        return null;
    }

    private static VColumn ColumnOf(ColumnDocument column) => new(column.Name, column.TypeName)
    {
        Collation = column.CollationName.Length > 0 ? column.CollationName : null,
        Invisible = column.Invisible,
        Default = column.Default.Length > 0 ? column.Default : null,
        Size = column.Size,
        Scale = column.Scale,
        Nullable = column.Nullable ?? true,
        Values = column.Values,
    };
}
