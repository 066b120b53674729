using System.Collections;

namespace PocSharding.Planning.Plan;

/// <summary>A text that is made when somebody reads it: pricing plans makes none.</summary>
internal abstract class Later
{
    public static readonly Later Empty = Of("", static text => text);

    /// <summary>The text of something; <paramref name="make"/> captures nothing, so that not asking costs one object.</summary>
    public static Later Of<T>(T source, Func<T, string> make) => new Text<T>(source, make);

    /// <summary>The list of something.</summary>
    public static IReadOnlyList<TItem> List<T, TItem>(T source, Func<T, IReadOnlyList<TItem>> make) => new Items<T, TItem>(source, make);

    public abstract override string ToString();

    private sealed class Text<T>(T source, Func<T, string> make) : Later
    {
        public override string ToString() => make(source);
    }

    private sealed class Items<T, TItem>(T source, Func<T, IReadOnlyList<TItem>> make) : IReadOnlyList<TItem>
    {
        public int Count => Made.Count;

        public TItem this[int index] => Made[index];

        private IReadOnlyList<TItem> Made => field ??= make(source);

        public IEnumerator<TItem> GetEnumerator() => Made.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
