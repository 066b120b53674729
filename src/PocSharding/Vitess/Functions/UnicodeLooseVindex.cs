namespace PocSharding.Vitess;

/// <summary>Text without regard to case, accents and trailing spaces. Vitess: vindexes/unicodeloosemd5.go, unicodeloosexxhash.go.</summary>
internal sealed class UnicodeLooseVindex(VindexSpec spec, Digest digest) : HashingVindex(spec)
{
    public override Destination Hash(in VindexValue value) =>
        VindexBytes.ToBytes(value) is { } bytes && LooseWeights.Of(bytes.Span) is { } weights
            ? Id(digest(weights))
            : new Destination.Failed("cannot normalize string containing invalid UTF-8");
}
