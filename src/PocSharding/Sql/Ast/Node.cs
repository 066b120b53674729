namespace PocSharding.Sql.Ast;

/// <summary>A node of the syntax tree. Nodes are immutable; two nodes are equal when they print alike (column names compare without case).</summary>
internal abstract record Node
{
    /// <summary>The node with its children mapped; itself when no child changed.</summary>
    internal virtual Node MapChildren(Mapper mapper) => this;
}

/// <summary>A read-only list of nodes that compares by content, so that records holding one do too.</summary>
internal sealed class NodeList<T> : IReadOnlyList<T>, IEquatable<NodeList<T>>
{
    public static readonly NodeList<T> Empty = new([]);

    private readonly T[] items;

    public NodeList(T[] items) => this.items = items;

    public int Count => items.Length;

    public T this[int index] => items[index];

    public ReadOnlySpan<T> Span => items;

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => ((ReadOnlySpan<T>)items).GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => items.GetEnumerator();

    public bool Equals(NodeList<T>? other) => other is not null && (ReferenceEquals(this, other) || Span.SequenceEqual(other.Span));

    public override bool Equals(object? obj) => Equals(obj as NodeList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in items)
            hash.Add(item);
        return hash.ToHashCode();
    }
}

/// <summary>A name that compares without case: columns, indexes, variables, vindexes in hints.</summary>
internal readonly record struct Ident(string Text)
{
    public static readonly Ident None = new("");

    public bool IsEmpty => string.IsNullOrEmpty(Text);

    public bool Equals(Ident other) => string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text ?? "");

    public override string ToString() => Text;
}

/// <summary>A table name as written, <c>qualifier.name</c>; compares with case, as Vitess does.</summary>
internal sealed record TableName(string Qualifier, string Name) : Node
{
    public static readonly TableName None = new("", "");

    public bool IsEmpty => Name.Length == 0;

    public override string ToString() => Qualifier.Length == 0 ? Name : $"{Qualifier}.{Name}";
}
