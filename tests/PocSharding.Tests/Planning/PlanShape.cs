using System.Text.Json;

namespace PocSharding.Tests.Planning;

/// <summary>A plan in one line: <c>Join(Route:Scatter[select …], …)</c>.</summary>
internal static class PlanShape
{
    public static string Shape(this VSchema vschema, string query)
    {
        QueryPlan plan = vschema.Plan(query);
        if ((plan.Refusal ?? plan.NotModelled) is { } why)
            return why;
        JsonElement root = JsonDocument.Parse(plan.ToJson()).RootElement;
        return Of(root.TryGetProperty("Instructions", out JsonElement instructions) ? instructions : root);
    }

    private static string Of(JsonElement node)
    {
        string text = node.GetProperty("OperatorType").GetString()!;
        if (node.TryGetProperty("Variant", out JsonElement variant) && variant.GetString() is { Length: > 0 } name)
            text += ":" + name;
        if (node.TryGetProperty("Query", out JsonElement query))
            text += $"[{query.GetString()}]";
        return node.TryGetProperty("Inputs", out JsonElement inputs) ? $"{text}({string.Join(", ", inputs.EnumerateArray().Select(Of))})" : text;
    }
}
