using System.Buffers;

namespace PocSharding.Planning.Routes;

/// <summary>An explicit target inside a keyspace's name: <c>ks:-80</c>, <c>ks[-80]</c>, <c>ks@replica</c>. Vitess: topoproto/destination.go.</summary>
internal sealed record ShardTarget(string Keyspace, string Shards, string TabletType)
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("@:/[");

    /// <summary>A range of keyspace ids rather than one shard.</summary>
    public bool IsRange { get; private init; }

    public bool IsReplica => TabletType.Length > 0 && !TabletType.Equals("primary", StringComparison.OrdinalIgnoreCase) && !TabletType.Equals("master", StringComparison.OrdinalIgnoreCase);

    public static ShardTarget? Parse(string name)
    {
        if (!name.AsSpan().ContainsAny(Marks))
            return null;
        int at = name.LastIndexOf('@');
        (string place, string type) = at < 0 ? (name, "") : (name[..at], name[(at + 1)..]);
        int start = place.IndexOfAny([':', '/', '[']);
        if (start >= 0 && place[start] == '[' && place[^1] != ']')
            return null;
        if (start < 0)
            return at < 0 ? null : new ShardTarget(place, "", type);
        return new ShardTarget(place[..start], place[start..].Trim(':', '/', '[', ']'), type) { IsRange = place[start] == '[' };
    }
}
