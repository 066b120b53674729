namespace PocSharding.Vitess;

/// <summary>
/// Makes the model that vtgate holds out of a document; what is wrong is stored on the keyspace or the rule. Where several things
/// are wrong in a keyspace Vitess names one at random, we the first by name. Vitess: vindexes/vschema.go, BuildVSchema.
/// </summary>
internal static class VSchemaBuilder
{
    public static VSchemaModel Build(VSchemaDocument document)
    {
        var keyspaces = new SortedDictionary<string, Keyspace>(StringComparer.Ordinal);
        foreach ((string name, KeyspaceDocument keyspace) in document.Keyspaces)
            keyspaces.Add(name, KeyspaceBuilder.Build(name, keyspace));
        var names = GlobalNames.Of(document, keyspaces.Values);
        new ReferenceBuilder(document, keyspaces, names).Resolve();
        var finder = new TableFinder(keyspaces, names.Tables);
        var rules = RuleBuilder.Routing(document.RoutingRules, finder);
        SequenceResolver.Resolve(document, keyspaces, names, finder, rules);
        return new VSchemaModel
        {
            Keyspaces = keyspaces,
            GlobalTables = names.Tables,
            GlobalVindexes = names.Vindexes,
            RoutingRules = rules,
            KeyspaceRoutingRules = RuleBuilder.Keyspaces(document.KeyspaceRoutingRules),
            MirrorRules = MirrorRuleBuilder.Build(document.MirrorRules, finder),
        };
    }
}
