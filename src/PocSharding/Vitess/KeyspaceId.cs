namespace PocSharding.Vitess;

/// <summary>Where a vindex sends a value: to one keyspace id, to a key range, nowhere (None), or it fails. Vitess: key/destination.go.</summary>
internal abstract record Destination
{
    public sealed record Id(ReadOnlyMemory<byte> Bytes) : Destination;

    /// <summary>[Start, End), an empty End is unbounded.</summary>
    public sealed record Range(ReadOnlyMemory<byte> Start, ReadOnlyMemory<byte> End) : Destination;

    public sealed record None : Destination;

    public sealed record AllShards : Destination;

    public sealed record Failed(string Error) : Destination;
}

/// <summary>How the client's value reaches the vindex: the type decides how its text is read.</summary>
internal enum VindexValueType { Null, Signed, Unsigned, Text, Binary, Decimal, Float, HexNumber, HexString, BitNumber, Other }

internal readonly record struct VindexValue(VindexValueType Type, ReadOnlyMemory<byte> Bytes);

/// <summary>A vindex that computes the keyspace id from the values alone.</summary>
internal abstract class FunctionalVindex(string name, string type) : Vindex(name, type)
{
    public override bool Unique => true;

    /// <summary>Maps one value for each column (fewer for a prefix, where <see cref="Vindex.PartialUsable"/>).</summary>
    public abstract Destination Map(ReadOnlySpan<VindexValue> values);
}
