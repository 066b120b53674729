namespace PocSharding.Vitess;

/// <summary>Rules that send part of a table's reads to another keyspace too. Vitess: vindexes/vschema.go, buildMirrorRule.</summary>
internal static class MirrorRuleBuilder
{
    private static readonly string[] TabletTypes = ["primary", "replica", "rdonly"];

    public static Dictionary<string, MirrorRule> Build(RulesDocument<MirrorRuleDocument>? document, TableFinder finder)
    {
        var rules = new Dictionary<string, MirrorRule>(StringComparer.Ordinal);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (MirrorRuleDocument rule in document?.Rules ?? [])
        {
            if (rules.ContainsKey(rule.FromTable))
                rules[rule.FromTable] = new MirrorRule(null, rule.Percent, $"from table: duplicate rule for entry '{rule.FromTable}'");
            else
                rules[rule.FromTable] = Rule(rule, finder, sources);
        }
        HashSet<string> targets = [.. rules.Values.Where(r => r.Target is not null).Select(r => r.Target!.Keyspace.Name)];
        foreach ((string from, MirrorRule rule) in rules)
            if (rule.Target is not null && targets.Contains(sources[from]))
                rules[from] = rule with { Target = null, Error = "mirror chaining is not allowed" };
        return rules;
    }

    private static MirrorRule Rule(MirrorRuleDocument rule, TableFinder finder, Dictionary<string, string> sources)
    {
        string[] from = rule.FromTable.Split('@', 2);
        if (from.Length == 2 && !TabletTypes.Contains(from[1], StringComparer.OrdinalIgnoreCase))
            return Refused(rule, $"from table: invalid tablet type: '{rule.FromTable}'");
        TableFound source = RuleBuilder.Qualified(from[0], finder), target = RuleBuilder.Qualified(rule.ToTable, finder);
        if (source.Table is null)
            return Refused(rule, $"from table: {source.Error}");
        if (rule.ToTable.Contains('@'))
            return Refused(rule, $"to table: tablet type may not be specified: '{rule.ToTable}'");
        if (target.Table is null)
            return Refused(rule, $"to table: {target.Error}");
        if (source.Table.Keyspace == target.Table.Keyspace)
            return Refused(rule, "to table: cannot reside in same keyspace as from table");
        sources[rule.FromTable] = source.Table.Keyspace.Name;
        return new MirrorRule(target.Table, rule.Percent, null);
    }

    private static MirrorRule Refused(MirrorRuleDocument rule, string error) => new(null, rule.Percent, error);
}
