namespace PocSharding.Vitess;

/// <summary>Builds one keyspace by itself, as ApplyVSchema checks it: vindexes, then tables, up to the first error.</summary>
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
        keyspace.Error = AddVindexes(keyspace, document) ?? AddTables(keyspace, document);
        return keyspace;
    }

    private static string? AddVindexes(Keyspace keyspace, KeyspaceDocument document)
    {
        foreach ((string name, VindexDocument vindex) in document.Vindexes)
        {
            string? owner = vindex.Owner.Length > 0 ? vindex.Owner : null;
            VindexResult made = VindexTypes.Create(new VindexSpec(name, vindex.Type, vindex.Params, owner));
            if (made.Vindex is null)
                return made.Error;
            keyspace.Vindexes.Add(name, made.Vindex);
        }
        return null;
    }

    private static string? AddTables(Keyspace keyspace, KeyspaceDocument document)
    {
        foreach ((string name, TableDocument table) in document.Tables)
        {
            var built = new VTable(name, keyspace) { ColumnListAuthoritative = table.ColumnListAuthoritative };
            if (TableBuilder.Fill(built, table, document) is { } error)
                return error;
            keyspace.Tables.Add(name, built);
        }
        return null;
    }
}
