namespace PocSharding.Vitess;

/// <summary>The types that only Vitess's planner tests register; their VSchemas use them. Vitess: planbuilder/plan_test_vindex.go.</summary>
internal static class TestVindexes
{
    private static readonly Dictionary<string, Func<VindexSpec, Vindex>> Types = new(StringComparer.Ordinal)
    {
        ["hash_test"] = s => new UnmappedVindex(s, multiColumn: false),
        ["multiCol_test"] = s => new UnmappedVindex(s, multiColumn: true),
        ["lookup_test"] = s => Lookup(s, unique: true, 2, planable: false),
        ["name_lkp_test"] = s => Lookup(s, unique: false, 3, planable: true),
        ["costly"] = s => Lookup(s, unique: false, 10, planable: false),
        ["unq_lkp_test"] = s => Lookup(s, unique: false, GoText.Whole(s.Param("cost") ?? "0").Number, planable: true),
    };

    public static bool Exists(string type) => Types.ContainsKey(type);

    public static Vindex Create(VindexSpec spec) => Types[spec.Type](spec);

    private static LookupVindex Lookup(VindexSpec spec, bool unique, int cost, bool planable) => new(spec.Name, spec.Type, unique, cost, planable)
    {
        Params = spec.Params,
        Owner = spec.Owner,
        Table = spec.Param("table") ?? "",
        From = [.. (spec.Param("from") ?? "").Split(',').Select(c => c.Trim())],
        To = spec.Param("to") ?? "",
        WriteOnly = spec.Type == "unq_lkp_test" && spec.Param("write_only") == "true",
    };

    private sealed class UnmappedVindex(VindexSpec spec, bool multiColumn) : FunctionalVindex(spec.Name, spec.Type)
    {
        public override int Cost => 1;

        public override bool MultiColumn => multiColumn;

        public override bool PartialUsable => multiColumn;

        public override Destination Map(ReadOnlySpan<VindexValue> values) => new Destination.Failed($"vindex type {Type} exists in Vitess's tests only");
    }
}
