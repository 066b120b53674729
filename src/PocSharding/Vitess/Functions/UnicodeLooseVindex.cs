namespace PocSharding.Vitess;

/// <summary>Text without regard to case, accents and trailing spaces. Vitess: vindexes/unicode.go.</summary>
internal sealed class UnicodeLooseVindex(VindexSpec spec, Digest digest) : HashingVindex(spec)
{
    public override Destination Hash(in VindexValue value)
    {
        _ = digest;
        throw new NotSupportedException();
    }
}
