using PocSharding.Sql.Ast;

namespace PocSharding.Vitess;

/// <summary>The vindex forms of ALTER VSCHEMA. Vitess: topotools/vschema_ddl.go.</summary>
internal static class VindexAlteration
{
    public static string? Create(string name, KeyspaceDocument keyspace, AlterVSchema statement)
    {
        string vindex = statement.Table.Name;
        if (keyspace.Vindexes.ContainsKey(vindex))
            return $"vindex {vindex} already exists in keyspace {name}";
        Add(keyspace, vindex, statement);
        return null;
    }

    public static string? Drop(string name, KeyspaceDocument keyspace, string vindex)
    {
        if (!keyspace.Vindexes.ContainsKey(vindex))
            return $"vindex {vindex} does not exists in keyspace {name}";
        foreach ((string table, TableDocument document) in keyspace.Tables)
            if (document.ColumnVindexes.Exists(c => c.Name == vindex))
                return $"can not drop vindex cause {vindex} still defined on table {table}";
        keyspace.Vindexes.Remove(vindex);
        return null;
    }

    /// <summary>With a type the vindex is created, or must be the same as the one there is; without, it must be there.</summary>
    public static string? AddToTable(string name, KeyspaceDocument keyspace, AlterVSchema statement)
    {
        string vindex = statement.Vindex.Text, table = statement.Table.Name;
        if (keyspace.Vindexes.TryGetValue(vindex, out VindexDocument? known))
        {
            if (!statement.Type.IsEmpty && Difference(vindex, known, statement) is { } difference)
                return difference;
        }
        else if (statement.Type.IsEmpty)
        {
            return $"vindex {vindex} does not exist in keyspace {name}";
        }
        else
        {
            Add(keyspace, vindex, statement);
        }
        if (!keyspace.Tables.TryGetValue(table, out TableDocument? document))
            keyspace.Tables.Add(table, document = new TableDocument());
        if (document.ColumnVindexes.Exists(c => c.Name == vindex))
            return $"vindex {vindex} already defined on table {table}";
        document.ColumnVindexes.Add(new ColumnVindexDocument { Name = vindex, Columns = [.. statement.Columns.Select(c => c.Text)] });
        return null;
    }

    /// <summary>The last one takes the table with it.</summary>
    public static string? DropFromTable(string name, KeyspaceDocument keyspace, AlterVSchema statement)
    {
        string vindex = statement.Vindex.Text, table = statement.Table.Name;
        if (!keyspace.Tables.TryGetValue(table, out TableDocument? document))
            return $"table {name}.{table} not defined in vschema";
        int at = document.ColumnVindexes.FindIndex(c => c.Name == vindex);
        if (at < 0)
            return $"vindex {vindex} not defined in table {name}.{table}";
        document.ColumnVindexes.RemoveAt(at);
        if (document.ColumnVindexes.Count == 0)
            keyspace.Tables.Remove(table);
        return null;
    }

    /// <summary>A keyspace's first vindex makes it sharded.</summary>
    private static void Add(KeyspaceDocument keyspace, string vindex, AlterVSchema statement)
    {
        keyspace.Sharded |= keyspace.Vindexes.Count == 0;
        keyspace.Vindexes.Add(vindex, new VindexDocument { Type = statement.Type.Text, Owner = Owner(statement), Params = Params(statement) });
    }

    private static string? Difference(string vindex, VindexDocument known, AlterVSchema statement)
    {
        if (known.Type != statement.Type.Text)
            return $"vindex {vindex} defined with type {known.Type} not {statement.Type.Text}";
        if (known.Owner != Owner(statement))
            return $"vindex {vindex} defined with owner {known.Owner} not {Owner(statement)}";
        return known.Params.SequenceEqual(Params(statement)) ? null : $"vindex {vindex} defined with different parameters";
    }

    private static bool IsOwner(VindexParam parameter) => parameter.Name.Equals("owner", StringComparison.OrdinalIgnoreCase);

    private static string Owner(AlterVSchema statement) => statement.Params.LastOrDefault(IsOwner)?.Value ?? "";

    private static SortedDictionary<string, string> Params(AlterVSchema statement)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (VindexParam parameter in statement.Params)
            if (!IsOwner(parameter))
                parameters[parameter.Name] = parameter.Value;
        return parameters;
    }
}
