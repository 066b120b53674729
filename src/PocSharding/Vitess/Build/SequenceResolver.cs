namespace PocSharding.Vitess;

/// <summary>Finds the sequences of auto_increment columns; a table whose sequence is missing is taken out. Vitess: vindexes/vschema.go, resolveAutoIncrement.</summary>
internal static class SequenceResolver
{
    public static void Resolve(VSchemaDocument document, IReadOnlyDictionary<string, Keyspace> keyspaces, GlobalNames names, TableFinder finder, Dictionary<string, RoutingRule> rules)
    {
        foreach ((string keyspace, KeyspaceDocument formal) in document.Keyspaces)
            foreach ((string name, TableDocument table) in formal.Tables)
                if (table.AutoIncrement is { } wanted && keyspaces[keyspace].Tables.TryGetValue(name, out VTable? built))
                    Resolve(built, wanted, names, finder, rules);
    }

    private static void Resolve(VTable table, AutoIncrementDocument wanted, GlobalNames names, TableFinder finder, Dictionary<string, RoutingRule> rules)
    {
        TableFound sequence = Find(wanted.Sequence, finder, rules);
        if (sequence.Table is not null)
        {
            table.AutoIncrement = new AutoIncrement(wanted.Column, sequence.Table);
            return;
        }
        table.Keyspace.Tables.Remove(table.Name);
        names.Tables.Remove(table.Name);
        var fault = new VSchemaFault(FaultKind.Sequence, $"cannot resolve sequence {wanted.Sequence}: {sequence.Error}");
        table.Keyspace.Faults.Add(fault);
        table.Keyspace.Error = fault.Message;
    }

    private static TableFound Find(string name, TableFinder finder, Dictionary<string, RoutingRule> rules)
    {
        if (SqlNames.ParseTable(name) is not { } parsed)
            return new TableFound(null, $"invalid table name: {name}");
        string qualified = parsed.Keyspace.Length > 0 ? $"{parsed.Keyspace}.{parsed.Table}" : parsed.Table;
        if (!rules.TryGetValue(qualified + "@primary", out RoutingRule? rule) && !rules.TryGetValue(qualified, out rule))
            return finder.Find(parsed.Keyspace, parsed.Table);
        return new TableFound(rule.Target, rule.Error ?? (rule.Target is null ? $"table {parsed.Table} has been disabled" : null));
    }
}
