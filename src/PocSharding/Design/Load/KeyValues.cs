using System.Buffers.Binary;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;
using PocSharding.Workload;

namespace PocSharding.Design.Load;

/// <summary>Keyspace ids of the log's values under one vindex: two values are one key when their keyspace ids are equal.</summary>
internal sealed class KeyValues(FunctionalVindex vindex, IReadOnlyList<LoggedValue> values)
{
    private readonly ulong?[] known = new ulong?[values.Count];
    private readonly bool[] asked = new bool[values.Count];

    /// <summary>The first 8 bytes of the keyspace id; null where the value maps nowhere, or is not in the log.</summary>
    public ulong? KeyspaceId(int value)
    {
        if (value == TransactionLog.UnknownValue)
            return null;
        if (!asked[value])
        {
            known[value] = Map(values[value]);
            asked[value] = true;
        }
        return known[value];
    }

    /// <summary>The shard among N equal ones that a keyspace id falls on; their bounds are whole bytes. Vitess: key.go, GenerateShardRanges.</summary>
    public static int Shard(ulong keyspaceId, int shards)
    {
        (ulong prefix, ulong ids) = shards <= 256 ? (keyspaceId >> 56, 256UL) : (keyspaceId >> 48, 65536UL);
        return (int)(((prefix + 1) * (ulong)shards - 1) / ids);
    }

    private ulong? Map(LoggedValue value) => vindex.Map([new VindexValue(TypeOf(value), Bytes(value))]) is Destination.Id { Bytes: var id } ? Prefix(id.Span) : null;

    private static ulong Prefix(ReadOnlySpan<byte> id)
    {
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        id[..Math.Min(8, id.Length)].CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private static ReadOnlyMemory<byte> Bytes(LoggedValue value) => value.Negative ? (byte[])[(byte)'-', .. value.Bytes.Span] : value.Bytes;

    private static VindexValueType TypeOf(LoggedValue value) => value.Kind switch
    {
        null => VindexValueType.Null,
        LiteralKind.Integer => value.Negative ? VindexValueType.Signed : VindexValueType.Unsigned,
        LiteralKind.Decimal => VindexValueType.Decimal,
        LiteralKind.Float => VindexValueType.Float,
        LiteralKind.HexNumber => VindexValueType.HexNumber,
        LiteralKind.HexString => VindexValueType.HexString,
        LiteralKind.BitNumber => VindexValueType.BitNumber,
        _ => VindexValueType.Text,
    };
}
