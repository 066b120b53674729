using System.Text;

namespace PocSharding.Planning.Plan;

/// <summary>A plan for people: a line for each step, indented, with what it does and why.</summary>
internal static class PlanTree
{
    /// <summary>Without the places of literals in a text.</summary>
    public static string Text(PlanResult result) => Text(result, PlanSteps.Of(result, new Dictionary<string, List<int>>()), "");

    public static string Text(PlanResult result, IReadOnlyList<PlanStep> steps, string sql) => result switch
    {
        Planned { Root: not null } => Tree(steps, Encoding.UTF8.GetBytes(sql)),
        Planned => "no plan: the session handles it\n",
        Refused refused => refused.Remedy.Length == 0 ? $"refused: {refused}\n" : $"refused: {refused}\n  remedy: {refused.Remedy}\n",
        NotModelled unknown => $"not modelled: {unknown.Why}\n",
        _ => "",
    };

    private static string Tree(IReadOnlyList<PlanStep> steps, byte[] sql)
    {
        var text = new StringBuilder();
        foreach (PlanStep step in steps)
        {
            string indent = new(' ', 2 * step.Depth);
            text.Append(indent).Append(step.Operation).Append('\n');
            foreach (string line in Lines(step, sql))
                text.Append(indent).Append("    ").Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static IEnumerable<string> Lines(PlanStep step, byte[] sql)
    {
        if (step.Leaf is { } leaf)
        {
            yield return leaf.Sql;
            yield return $"shards: {leaf.Shards}{By(leaf, sql)}{(leaf.RunsPerRow ? "; once for each row of the first side" : "")}";
            if (leaf.LookupsRead.Count > 0)
                yield return $"lookups read: {string.Join(", ", leaf.LookupsRead)}";
            if (leaf.LookupsWritten.Count > 0)
                yield return $"lookups written: {string.Join(", ", leaf.LookupsWritten)}";
            foreach (RefusedColumn refused in leaf.MySqlWillRefuse)
                yield return $"MySQL will refuse: unknown column {refused.Column}: {refused.Why}";
        }
        foreach (string reason in step.Reasons)
            yield return $"because {reason}";
    }

    private static string By(PlanLeaf leaf, byte[] sql) => leaf.Values.Count == 0 ? "" : $", by {string.Join(" and ", leaf.Values.Select(v => Value(v, sql)))}";

    private static string Value(ShardValue value, byte[] sql)
    {
        string what = value.Column.Length == 0 ? value.Value : $"{value.Column} = {value.Value}";
        return value.Offsets.Count == 0 ? what : $"{what} ({string.Join(", ", value.Offsets.Take(3).Select(o => Place(o, sql)))}{(value.Offsets.Count > 3 ? ", …" : "")})";
    }

    private static string Place(int offset, byte[] sql)
    {
        ReadOnlySpan<byte> before = sql.AsSpan(0, Math.Min(offset, sql.Length));
        int line = before.Count((byte)'\n') + 1, start = before.LastIndexOf((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[start..]) + 1;
        return line == 1 ? $"column {column}" : $"line {line}, column {column}";
    }
}
