using System.Text;
using System.Text.Json;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Vitess;

/// <summary>What one ALTER VSCHEMA did: the keyspace afterwards, an error, or the text is no such statement.</summary>
internal readonly record struct AlterResult(KeyspaceDocument? Keyspace, string? Error, string? ParseError);

/// <summary>The lines of <c>alter --batch</c>: <c>{"start", "statements"}</c> in, <c>{"q", "results"}</c> out.</summary>
internal static class AlterBatch
{
    // The batch names no keyspace.
    private const string Keyspace = "ks";

    public static string Line(int number, ReadOnlySpan<byte> line)
    {
        JsonFault? fault = BatchJson.Member(line, "start", out byte[] start) ?? BatchJson.Member(line, "statements", out _);
        _ = BatchJson.Member(line, "statements", out byte[] statements);
        KeyspaceReading reading = KeyspaceDocument.Read(start.AsSpan().SequenceEqual("null"u8) ? "{}"u8 : start);
        fault ??= reading.Fault;
        return fault is null && Texts(statements) is { } texts
            ? BatchJson.Line(number, Run(reading.Keyspace!, texts), Write)
            : BatchJson.Line(number, fault?.Message ?? "statements is no list of texts", static (writer, message) => writer.WriteString("json_error", message));
    }

    /// <summary>One statement, as text.</summary>
    public static AlterResult Apply(string keyspace, KeyspaceDocument document, string statement)
    {
        ParseResult parsed = SqlParser.Parse(statement);
        if (parsed.Error is { } error)
            return new AlterResult(null, null, Message(statement, error));
        if (parsed.Statement is not AlterVSchema alter)
            return new AlterResult(null, null, "not an ALTER VSCHEMA statement");
        Altered altered = VSchemaAlteration.Apply(keyspace, document, alter);
        return new AlterResult(altered.Keyspace, altered.Error, null);
    }

    private static IEnumerable<AlterResult> Run(KeyspaceDocument keyspace, string[] statements)
    {
        foreach (string statement in statements)
        {
            AlterResult result = Apply(Keyspace, keyspace, statement);
            keyspace = result.Keyspace ?? keyspace;
            yield return result;
        }
    }

    private static string[]? Texts(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(s => s.GetString()!)] : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Message(string statement, ParseError error) => error.InVitessWords(Encoding.UTF8.GetByteCount(statement));

    private static void Write(Utf8JsonWriter writer, IEnumerable<AlterResult> results)
    {
        writer.WriteStartArray("results");
        foreach (AlterResult result in results)
        {
            writer.WriteStartObject();
            if (result.Keyspace is { } keyspace)
            {
                writer.WritePropertyName("vschema");
                KeyspaceDocument.Message.Write(writer, keyspace);
            }
            else
            {
                writer.WriteString(result.Error is null ? "parse_error" : "error", result.Error ?? result.ParseError);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
