namespace PocSharding.Vitess;

/// <summary>
/// Builds one keyspace by itself, as ApplyVSchema checks it: vindexes, then tables. Vitess stops at the first fault, in random order; its error
/// is most likely one of the kind that is most frequent.
/// </summary>
internal static class KeyspaceBuilder
{
    public static Keyspace Build(string name, KeyspaceDocument document)
    {
        var keyspace = new Keyspace(name, document.Sharded)
        {
            RequireExplicitRouting = document.RequireExplicitRouting,
            // An unset mode counts as unmanaged.
            ForeignKeyMode = document.ForeignKeyMode is > 0 and <= 3 ? (ForeignKeyMode)document.ForeignKeyMode : ForeignKeyMode.Unmanaged,
        };
        AddVindexes(keyspace, document);
        if (keyspace.Faults.Count == 0)
            AddTables(keyspace, document);
        keyspace.Error = Commonest(keyspace.Faults)?.Message;
        return keyspace;
    }

    private static void AddVindexes(Keyspace keyspace, KeyspaceDocument document)
    {
        foreach ((string name, VindexDocument vindex) in document.Vindexes)
        {
            string? owner = vindex.Owner.Length > 0 ? vindex.Owner : null;
            VindexResult made = VindexTypes.Create(new VindexSpec(name, vindex.Type, vindex.Params, owner));
            if (made.Vindex is not null)
                keyspace.Vindexes.Add(name, made.Vindex);
            else
                keyspace.Faults.Add(new VSchemaFault(FaultKind.Vindex, made.Error!));
        }
    }

    /// <summary>Beside a faulty table Vitess holds others by chance; we hold none.</summary>
    private static void AddTables(Keyspace keyspace, KeyspaceDocument document)
    {
        foreach ((string name, TableDocument table) in document.Tables)
        {
            var built = new VTable(name, keyspace) { ColumnListAuthoritative = table.ColumnListAuthoritative };
            if (TableBuilder.Fill(built, table, document) is { } fault)
                keyspace.Faults.Add(fault);
            else
                keyspace.Tables.Add(name, built);
        }
        if (keyspace.Faults.Count > 0)
            keyspace.Tables.Clear();
    }

    private static VSchemaFault? Commonest(List<VSchemaFault> faults) =>
        faults.GroupBy(f => f.Kind).OrderByDescending(g => g.Count()).FirstOrDefault()?.First();
}
