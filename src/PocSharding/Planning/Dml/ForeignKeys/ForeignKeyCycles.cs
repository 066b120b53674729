using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>
/// A change that would cascade back to where it began: Vitess then refuses every change in a managed keyspace. Nodes are columns.
/// Vitess: vschema_manager.go markErrorIfCyclicFk (planner-facts §15).
/// </summary>
internal static class ForeignKeyCycles
{
    /// <summary>The columns of the first cycle, the first again at the end; null when there is none.</summary>
    public static string? Find(Keyspace keyspace)
    {
        Dictionary<string, List<string>> edges = Edges(keyspace);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (string start in edges.Keys.Order(StringComparer.Ordinal))
            if (From(start, edges, done) is { } cycle)
                return string.Join(" ", cycle);
        return null;
    }

    private static Dictionary<string, List<string>> Edges(Keyspace keyspace)
    {
        var edges = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (VForeignKey key in keyspace.Tables.Values.SelectMany(t => t.ChildForeignKeys).Where(k => !IsPassive(k)))
        {
            IEnumerable<string> children = key.OnDelete == ReferenceAction.Cascade ? key.Child.Columns.Select(c => c.Name) : key.ChildColumns;
            List<string> to = [.. children.Select(c => Node(key.Child, c))];
            foreach (string column in key.ParentColumns)
            {
                if (!edges.TryGetValue(Node(key.Parent, column), out List<string>? list))
                    edges[Node(key.Parent, column)] = list = [];
                list.AddRange(to);
            }
        }
        return edges;
    }

    private static bool IsPassive(VForeignKey key) => ForeignKeyDuties.IsRestrict(key.OnDelete) && ForeignKeyDuties.IsRestrict(key.OnUpdate);

    private static string Node(VTable table, string column) => $"{table}.{column.ToLowerInvariant()}";

    /// <summary>Depth-first with a stack of our own: chains may be as long as the schema.</summary>
    private static List<string>? From(string start, Dictionary<string, List<string>> edges, HashSet<string> done)
    {
        var path = new List<(string Node, int Next)>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        Enter(start);
        while (path.Count > 0)
        {
            (string node, int next) = path[^1];
            List<string> to = edges.GetValueOrDefault(node) ?? [];
            if (next == to.Count)
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(node);
                done.Add(node);
                continue;
            }
            path[^1] = (node, next + 1);
            if (onPath.Contains(to[next]))
                return [.. path.Select(p => p.Node).SkipWhile(n => n != to[next]), to[next]];
            Enter(to[next]);
        }
        return null;

        void Enter(string node)
        {
            if (done.Contains(node))
                return;
            path.Add((node, 0));
            onPath.Add(node);
        }
    }
}
