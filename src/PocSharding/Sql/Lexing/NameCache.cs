using System.Text;

namespace PocSharding.Sql;

/// <summary>Strings of names seen lately, found by their bytes: the same tables and columns come back in every statement of a log.</summary>
internal sealed class NameCache
{
    private const int Size = 2048;

    private readonly string?[] slots = new string?[Size];

    public string Get(ReadOnlySpan<byte> bytes, bool quoted)
    {
        if (quoted)
            bytes = bytes[1..^1];
        uint hash = (uint)bytes.Length;
        foreach (byte b in bytes)
            hash = (hash ^ b) * 16777619;
        ref string? slot = ref slots[(hash ^ (hash >> 15)) % Size];
        if (slot is not null && Ascii.Equals(bytes, slot))
            return slot;
        string name = Encoding.UTF8.GetString(bytes);
        if (quoted && bytes.Contains((byte)'`'))
            return name.Replace("``", "`", StringComparison.Ordinal);
        return slot = name;
    }

    private readonly string?[] numbered = new string?[256];
    private readonly Ast.TableName?[] tables = new Ast.TableName?[256];

    /// <summary>The name of the n-th question mark: v1, v2, … as Vitess names them.</summary>
    public string Numbered(int n)
    {
        if (n >= numbered.Length)
            return $"v{n}";
        return numbered[n] ??= $"v{n}";
    }

    /// <summary>The same table name in another place of a log is the same object.</summary>
    public Ast.TableName Table(string qualifier, string name)
    {
        if (qualifier.Length > 0)
            return new Ast.TableName(qualifier, name);
        ref Ast.TableName? slot = ref tables[(uint)System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(name) % 256];
        if (slot is null || !ReferenceEquals(slot.Name, name))
            slot = new Ast.TableName("", name);
        return slot;
    }
}
