namespace PocSharding.Vitess;

/// <summary>The value's bytes are the keyspace id. Vitess: vindexes/binary.go.</summary>
internal sealed class BinaryVindex(VindexSpec spec) : HashingVindex(spec)
{
    public override int Cost => 0;

    public override bool Sequential => true;

    public override Destination Hash(in VindexValue value) =>
        VindexBytes.ToBytes(value) is { } bytes ? Id(bytes) : new Destination.Failed("malformed literal");
}

/// <summary>Vitess: vindexes/binarymd5.go.</summary>
internal sealed class BinaryMd5Vindex(VindexSpec spec) : HashingVindex(spec)
{
    public override Destination Hash(in VindexValue value) =>
        VindexBytes.ToBytes(value) is { } bytes ? Id(Digests.Md5(bytes.Span)) : new Destination.Failed("malformed literal");
}

/// <summary>Vitess: vindexes/xxhash.go.</summary>
internal sealed class XxHashVindex(VindexSpec spec) : HashingVindex(spec)
{
    public override Destination Hash(in VindexValue value) =>
        VindexBytes.ToBytes(value) is { } bytes ? Id(Digests.XxHash(bytes.Span)) : new Destination.Failed("malformed literal");
}

/// <summary>The number itself, most significant byte first. Vitess: vindexes/numeric.go.</summary>
internal sealed class NumericVindex(VindexSpec spec) : HashingVindex(spec)
{
    public override int Cost => 0;

    public override bool Sequential => true;

    public override Destination Hash(in VindexValue value) =>
        VindexBytes.TryUInt64(value, signed: false, out ulong number) ? Id(VindexBytes.BigEndian(number)) : new Destination.None();
}

/// <summary>The number's bits in reverse order. Vitess: vindexes/reverse_bits.go.</summary>
internal sealed class ReverseBitsVindex(VindexSpec spec) : HashingVindex(spec)
{
    public override Destination Hash(in VindexValue value) =>
        VindexBytes.TryUInt64(value, signed: false, out ulong number) ? Id(VindexBytes.BigEndian(Reverse(number))) : new Destination.None();

    private static ulong Reverse(ulong bits)
    {
        ulong reversed = 0;
        for (int i = 0; i < 64; i++, bits >>= 1)
            reversed = (reversed << 1) | (bits & 1);
        return reversed;
    }
}

/// <summary>DES of the number under a key of zeros. Vitess: vindexes/hash.go.</summary>
internal sealed class HashVindex(VindexSpec spec) : HashingVindex(spec)
{
    public override Destination Hash(in VindexValue value) =>
        VindexBytes.TryUInt64(value, signed: true, out ulong number) ? Id(VindexBytes.BigEndian(NullKeyDes.Encrypt(number))) : new Destination.None();
}

/// <summary>Every row at keyspace id 00. Vitess: vindexes/null.go.</summary>
internal sealed class NullVindex : FunctionalVindex
{
    private static readonly byte[] Zero = [0];

    public NullVindex(VindexSpec spec)
        : base(spec.Name, spec.Type)
    {
        Params = spec.Params;
        UnknownParams = spec.UnknownAmong();
    }

    public override int Cost => 100;

    public override Destination Map(ReadOnlySpan<VindexValue> values) => new Destination.Id(Zero);
}
