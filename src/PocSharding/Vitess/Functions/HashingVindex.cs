namespace PocSharding.Vitess;

/// <summary>A vindex over one column that multicol and numeric_static_map may build on. Vitess: vindexes/vindex.go, Hashing.</summary>
internal abstract class HashingVindex : FunctionalVindex
{
    protected HashingVindex(VindexSpec spec)
        : base(spec.Name, spec.Type)
    {
        Params = spec.Params;
        UnknownParams = spec.UnknownAmong();
    }

    public override int Cost => 1;

    /// <summary>An id, None, or Failed.</summary>
    public abstract Destination Hash(in VindexValue value);

    public sealed override Destination Map(ReadOnlySpan<VindexValue> values) =>
        values.Length == 1 ? Hash(values[0]) : new Destination.Failed($"vindex {Name} maps one column, not {values.Length}");

    protected static Destination Id(ReadOnlyMemory<byte> bytes) => new Destination.Id(bytes);
}
