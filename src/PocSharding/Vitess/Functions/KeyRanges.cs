namespace PocSharding.Vitess;

/// <summary>Key ranges that vindexes give instead of one id. Vitess: vindexes/cfc.go, NewKeyRangeFromPrefix.</summary>
internal static class KeyRanges
{
    /// <summary>All ids that begin with the prefix: [prefix, prefix + 1); all shards for an empty prefix.</summary>
    public static Destination FromPrefix(byte[] prefix)
    {
        if (prefix.Length == 0)
            return new Destination.AllShards();
        byte[] end = [.. prefix];
        for (int i = end.Length - 1; i >= 0; i--)
            if (++end[i] != 0)
                return new Destination.Range(prefix, end);
        return new Destination.Range(prefix, default);
    }
}
