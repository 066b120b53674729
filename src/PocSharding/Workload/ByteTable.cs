using System.Buffers.Binary;
using System.Numerics;

namespace PocSharding.Workload;

/// <summary>Numbers distinct byte strings (each with a tag) from 0 in order of appearance, and keeps them: open addressing over one arena, nothing allocated for a string that is known.</summary>
internal sealed class ByteTable
{
    private const int ChunkSize = 1 << 20;

    private readonly List<byte[]> chunks = [];
    private Entry[] entries = new Entry[64];
    private int[] slots = new int[128];
    private int used = ChunkSize;

    public int Count { get; private set; }

    public int Tag(int number) => entries[number].Tag;

    public ReadOnlyMemory<byte> Bytes(int number) => chunks[entries[number].Chunk].AsMemory(entries[number].Offset, entries[number].Length);

    /// <summary>The number of a string, a new one if it has not been seen.</summary>
    public int Add(ReadOnlySpan<byte> bytes, int tag = 0)
    {
        uint hash = Hash(bytes, tag);
        int slot = Find(bytes, tag, hash);
        if (slots[slot] != 0)
            return slots[slot] - 1;
        if (Count == entries.Length)
        {
            Grow();
            slot = Find(bytes, tag, hash);
        }
        entries[Count] = Store(bytes, tag, hash);
        slots[slot] = ++Count;
        return Count - 1;
    }

    private int Find(ReadOnlySpan<byte> bytes, int tag, uint hash)
    {
        int mask = slots.Length - 1, slot = (int)hash & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref readonly Entry entry = ref entries[slots[slot] - 1];
            if (entry.Hash == hash && entry.Tag == tag && bytes.SequenceEqual(chunks[entry.Chunk].AsSpan(entry.Offset, entry.Length)))
                break;
        }
        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref entries, entries.Length * 2);
        slots = new int[entries.Length * 2];
        int mask = slots.Length - 1;
        for (int n = 0; n < Count; n++)
        {
            int slot = (int)entries[n].Hash & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = n + 1;
        }
    }

    private Entry Store(ReadOnlySpan<byte> bytes, int tag, uint hash)
    {
        if (chunks.Count == 0 || used + bytes.Length > chunks[^1].Length)
        {
            chunks.Add(new byte[Math.Max(bytes.Length, chunks.Count == 0 ? 4096 : ChunkSize)]);
            used = 0;
        }
        bytes.CopyTo(chunks[^1].AsSpan(used));
        used += bytes.Length;
        return new Entry(chunks.Count - 1, used - bytes.Length, bytes.Length, tag, hash);
    }

    private static uint Hash(ReadOnlySpan<byte> bytes, int tag)
    {
        ulong hash = 0x9E3779B97F4A7C15UL ^ ((ulong)(uint)tag << 32) ^ (uint)bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        ulong last = 0;
        foreach (byte b in bytes)
            last = (last << 8) | b;
        hash = Mix(hash ^ last);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong x) => BitOperations.RotateLeft(x * 0xD6E8FEB86659FD93UL, 29) * 0xC2B2AE3D27D4EB4FUL;

    private readonly record struct Entry(int Chunk, int Offset, int Length, int Tag, uint Hash);
}
