using System.Collections;

namespace PocSharding.Planning.Plan;

/// <summary>A text that is made when somebody reads it: pricing plans makes none.</summary>
internal sealed class Later(Func<string> text)
{
    public static readonly Later Empty = new(() => "");

    public override string ToString() => text();
}

/// <summary>A list that is made when somebody reads it.</summary>
internal sealed class LaterList<T>(Func<IReadOnlyList<T>> make) : IReadOnlyList<T>
{
    private IReadOnlyList<T>? made;

    public int Count => Made.Count;

    public T this[int index] => Made[index];

    private IReadOnlyList<T> Made => made ??= make();

    public IEnumerator<T> GetEnumerator() => Made.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
