namespace PocSharding.Vitess;

/// <summary>Table and keyspace routing rules; an error stays with its rule until a query uses it. Vitess: vindexes/vschema.go, buildRoutingRule.</summary>
internal static class RuleBuilder
{
    public static Dictionary<string, RoutingRule> Routing(RulesDocument<RoutingRuleDocument>? document, TableFinder finder)
    {
        var rules = new Dictionary<string, RoutingRule>(StringComparer.Ordinal);
        foreach (RoutingRuleDocument rule in document?.Rules ?? [])
            rules[rule.FromTable] = Target(rule, finder, rules.ContainsKey(rule.FromTable));
        return rules;
    }

    public static Dictionary<string, string> Keyspaces(RulesDocument<KeyspaceRoutingRuleDocument>? document)
    {
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyspaceRoutingRuleDocument rule in document?.Rules ?? [])
            rules[rule.FromKeyspace] = rule.ToKeyspace;
        return rules;
    }

    /// <summary>A target must be <c>keyspace.table</c>; quoting is taken off.</summary>
    public static TableFound Qualified(string name, TableFinder finder)
    {
        if (name.Split('.') is not [var keyspace, var table])
            return new TableFound(null, $"invalid table name: '{name}', it must be of the qualified form <keyspace_name>.<table_name> (dots are not allowed in either name)");
        (keyspace, table) = (Unquoted(keyspace), Unquoted(table));
        return keyspace.Length == 0 ? new TableFound(null, $"table {name} must be qualified") : finder.Find(keyspace, table);
    }

    private static RoutingRule Target(RoutingRuleDocument rule, TableFinder finder, bool duplicate)
    {
        if (rule.ToTables.Count > 1)
            return new RoutingRule(null, $"table {rule.FromTable} has more than one target: [{string.Join(' ', rule.ToTables)}]");
        if (rule.ToTables.Count == 0)
            return new RoutingRule(null, null);
        if (duplicate)
            return new RoutingRule(null, $"duplicate rule for entry {rule.FromTable}");
        TableFound found = Qualified(rule.ToTables[0], finder);
        return new RoutingRule(found.Table, found.Error);
    }

    private static string Unquoted(string name) => name is ['`', .., '`'] && name.Length > 1 ? name[1..^1].Replace("``", "`", StringComparison.Ordinal) : name;
}
