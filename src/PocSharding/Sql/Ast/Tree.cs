namespace PocSharding.Sql.Ast;

/// <summary>Goes over trees: <see cref="Walk(Node, Func{Node, bool})"/> looks, <see cref="Rewrite{T}"/> changes copies (nodes that stay the same are shared).</summary>
internal static class Tree
{
    /// <summary>Calls <paramref name="visit"/> for every node, parents first; where it says false, the children are left out. Returns how many levels deep it went.</summary>
    public static int Walk(Node? node, Func<Node, bool> visit)
    {
        if (node is null)
            return 0;
        var visitor = new Visitor(visit);
        visitor.Map(node);
        return visitor.Deepest;
    }

    /// <summary>Every node is replaced by what <paramref name="change"/> makes of it, children first; where <paramref name="enter"/> says false, a node and all below stay.</summary>
    public static T Rewrite<T>(T node, Func<Node, Node> change, Func<Node, bool>? enter = null) where T : Node => new Changer(change, enter).Map(node);

    /// <summary>Parents first: a node is replaced by what <paramref name="replace"/> gives (its children are then left alone), or goes on to its children where that is null.</summary>
    public static T Map<T>(T node, Func<Node, Node?> replace) where T : Node => new Replacer(replace).Map(node);

    /// <summary>Whether a node of the kind stands anywhere in the tree.</summary>
    public static bool Contains<T>(Node? node) where T : Node => Any(node, static n => n is T);

    /// <summary>Whether some node passes the test; where <paramref name="enter"/> says false, a node and all below are left out.</summary>
    public static bool Any(Node? node, Func<Node, bool> test, Func<Node, bool>? enter = null)
    {
        if (node is null)
            return false;
        var finder = new Finder(test, enter);
        finder.Map(node);
        return finder.Found;
    }

    private sealed class Visitor(Func<Node, bool> visit) : Mapper
    {
        protected override Node One(Node node) => visit(node) ? Children(node) : node;
    }

    private sealed class Finder(Func<Node, bool> test, Func<Node, bool>? enter) : Mapper
    {
        public bool Found { get; private set; }

        protected override Node One(Node node) => Found || (enter is not null && !enter(node)) || (Found = test(node)) ? node : Children(node);
    }

    private sealed class Replacer(Func<Node, Node?> replace) : Mapper
    {
        protected override Node One(Node node) => replace(node) ?? Children(node);
    }

    private sealed class Changer(Func<Node, Node> change, Func<Node, bool>? enter) : Mapper
    {
        protected override Node One(Node node) => enter is null || enter(node) ? change(Children(node)) : node;
    }
}

/// <summary>What a node does with its children (<see cref="Node.MapChildren"/>).</summary>
internal abstract class Mapper
{
    private int depth;

    /// <summary>The most levels that nodes with children stood in one another.</summary>
    public int Deepest { get; private set; }

    protected abstract Node One(Node node);

    /// <summary>The node with its children mapped.</summary>
    protected Node Children(Node node)
    {
        Node mapped = DeepStack.Suffices(depth++) ? node.MapChildren(this) : ElsewhereMapped(node);
        Deepest = Math.Max(Deepest, depth--);
        return mapped;
    }

    // A closure in Children itself would cost at every node.
    private Node ElsewhereMapped(Node node) => DeepStack.Continue(() => node.MapChildren(this));

    public T Map<T>(T node) where T : Node => In<T>(One(node));

    public T? Optional<T>(T? node) where T : Node => node is null ? null : In<T>(One(node));

    public NodeList<T> List<T>(NodeList<T> list) where T : Node
    {
        T[]? changed = null;
        for (int i = 0; i < list.Count; i++)
        {
            T old = list[i];
            T item = In<T>(One(old));
            if (changed is null && !ReferenceEquals(item, old))
                changed = list.Span.ToArray();
            if (changed is not null)
                changed[i] = item;
        }
        return changed is null ? list : new NodeList<T>(changed);
    }

    private static T In<T>(Node node) where T : Node => node as T ?? throw new MisplacedNodeException(typeof(T).Name, node.GetType().Name);
}

/// <summary>A change put a node where the grammar has no place for it: MATCH, VALUES and SET take columns only.</summary>
internal sealed class MisplacedNodeException(string wanted, string found) : Exception($"{found} where only {wanted} may stand");
