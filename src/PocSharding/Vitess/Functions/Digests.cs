using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace PocSharding.Vitess;

/// <summary>The hash functions that vindexes share.</summary>
internal static class Digests
{
    public static byte[] Md5(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);

    /// <summary>XXH64 with seed 0, the least significant byte first. Vitess: vindexes/xxhash.go.</summary>
    public static byte[] XxHash(ReadOnlySpan<byte> bytes)
    {
        byte[] id = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(id, XxHash64.HashToUInt64(bytes));
        return id;
    }
}

internal delegate byte[] Digest(ReadOnlySpan<byte> bytes);
