using System.Text.Json;

namespace PocSharding.Vitess;

/// <summary>The lines of <c>lint --batch</c>: <c>{"vschema": …}</c> in, the verdict out.</summary>
internal static class LintBatch
{
    /// <summary>Positions in a JSON error count from the VSchema's own first byte.</summary>
    public static string Line(int number, ReadOnlySpan<byte> line) => BatchJson.Line(number, Verdict(line), Write);

    private static VSchemaVerdict Verdict(ReadOnlySpan<byte> line) => BatchJson.Member(line, "vschema", out byte[] vschema) is { } fault
        ? new VSchemaVerdict { JsonFault = fault }
        : VSchemaLint.Check(vschema);

    private static void Write(Utf8JsonWriter writer, VSchemaVerdict verdict)
    {
        if (verdict.JsonFault is { } fault)
            writer.WriteString("json_error", fault.Message);
        WriteTexts(writer, "build_errors", verdict.BuildErrors);
        WriteTexts(writer, "apply_errors", verdict.ApplyErrors);
        if (verdict.UnknownParams.Count == 0)
            return;
        writer.WriteStartObject("unknown_params");
        foreach ((string vindex, IReadOnlyList<string> names) in verdict.UnknownParams)
        {
            writer.WriteStartArray(vindex);
            foreach (string name in names)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count == 0)
            return;
        writer.WriteStartObject(name);
        foreach ((string key, string text) in texts)
            writer.WriteString(key, text);
        writer.WriteEndObject();
    }
}
