namespace PocSharding.Design.Search;

/// <summary>Compares lists of numbers by content, spans among them, so that a lookup copies nothing.</summary>
internal sealed class IntsComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    public static readonly IntsComparer Instance = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] list) => GetHashCode(list.AsSpan());

    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        uint hash = 2166136261;
        foreach (int item in alternate)
            hash = (hash ^ (uint)item) * 16777619;
        return (int)(hash ^ hash >> 15);
    }

    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
