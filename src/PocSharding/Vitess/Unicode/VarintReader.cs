namespace PocSharding.Vitess;

/// <summary>Whole numbers of seven bits a byte, the lowest first.</summary>
internal sealed class VarintReader(byte[] bytes)
{
    private int _at;

    public int Next()
    {
        int value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[_at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }

    /// <summary>Zigzag: 0, -1, 1, -2, …</summary>
    public int Signed()
    {
        int value = Next();
        return (value >> 1) ^ -(value & 1);
    }

    public byte Byte() => bytes[_at++];

    public int[] List()
    {
        int[] list = new int[Next()];
        for (int i = 0; i < list.Length; i++)
            list[i] = Next();
        return list;
    }
}
