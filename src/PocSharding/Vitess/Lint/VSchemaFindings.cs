namespace PocSharding.Vitess;

/// <summary>Everything that is wrong or odd in a VSchema, for people: all faults, not only the one that Vitess would name.</summary>
internal static class VSchemaFindings
{
    public static IReadOnlyList<LintFinding> Of(VSchemaDocument document)
    {
        VSchemaModel model = VSchemaBuilder.Build(document);
        return
        [
            .. model.Keyspaces.Values.SelectMany(k => k.Faults.Select(f => new LintFinding(LintSeverity.Error, k.Name, f.Message))),
            .. model.RoutingRules.Where(r => r.Value.Error is not null).Select(r => new LintFinding(LintSeverity.Error, $"routing rule {r.Key}", r.Value.Error!)),
            .. model.MirrorRules.Where(r => r.Value.Error is not null).Select(r => new LintFinding(LintSeverity.Error, $"mirror rule {r.Key}", r.Value.Error!)),
            .. model.Keyspaces.Values.SelectMany(k => k.Vindexes.Values.SelectMany(v => Vindex(k, v))),
            .. UnknownFields(document),
        ];
    }

    private static IEnumerable<LintFinding> Vindex(Keyspace keyspace, Vindex vindex)
    {
        string place = $"{keyspace.Name}.{vindex.Name}";
        if (VindexTypes.IsTestOnly(vindex.Type))
            yield return new LintFinding(LintSeverity.Warning, place, $"vindex type {vindex.Type} exists in Vitess's tests only; a real vtgate refuses it");
        foreach (string name in vindex.UnknownParams)
            yield return new LintFinding(LintSeverity.Warning, place, $"{vindex.Type} does not know the parameter {name}: ignored, and refused by ApplyVSchema --strict");
    }

    private static IEnumerable<LintFinding> UnknownFields(VSchemaDocument document)
    {
        IEnumerable<ProtoDocument> messages =
        [
            document,
            .. document.Keyspaces.Values,
            .. document.Keyspaces.Values.SelectMany(k => k.Vindexes.Values),
            .. document.Keyspaces.Values.SelectMany(k => k.Tables.Values.SelectMany(OfTable)),
            .. document.Keyspaces.Values.Select(k => k.MultiTenantSpec).OfType<ProtoDocument>(),
            .. OfRules(document.RoutingRules),
            .. OfRules(document.ShardRoutingRules),
            .. OfRules(document.KeyspaceRoutingRules),
            .. OfRules(document.MirrorRules),
        ];
        return from message in messages
               from field in message.Unknown
               select new LintFinding(LintSeverity.Warning, $"line {field.Line}, column {field.Column}", $"Vitess passes over the field {field.Name}");
    }

    private static IEnumerable<ProtoDocument> OfTable(TableDocument table) =>
        [table, .. table.ColumnVindexes, .. table.Columns, .. table.AutoIncrement is { } auto ? [auto] : Array.Empty<ProtoDocument>()];

    private static IEnumerable<ProtoDocument> OfRules<T>(RulesDocument<T>? rules) where T : ProtoDocument, IRuleDocument<T>, new() =>
        rules is null ? [] : [rules, .. rules.Rules];
}
