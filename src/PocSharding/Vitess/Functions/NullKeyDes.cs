using System.Globalization;

namespace PocSharding.Vitess;

/// <summary>
/// DES of one block under a key of zeros: every round key is zero too, so that a round is expansion, S-boxes and permutation, and
/// encryption undoes itself. Written out because the framework refuses this key as weak. FIPS 46-3.
/// </summary>
internal static class NullKeyDes
{
    private static readonly byte[] InitialPermutation =
    [
        58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24, 16, 8,
        57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31, 23, 15, 7,
    ];

    private static readonly byte[] RoundPermutation =
        [16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25];

    // Four rows of sixteen a box, as the standard prints them.
    private static readonly string[] Boxes =
    [
        "E4D12FB83A6C5907 0F74E2D1A6CB9538 41E8D62BFC973A50 FC8249175B3EA06D",
        "F18E6B34972DC05A 3D47F28EC01A69B5 0E7BA4D158C6932F D8A13F42B67C05E9",
        "A09E63F51DC7B428 D709346A285ECBF1 D6498F30B12C5AE7 1AD069874FE3B52C",
        "7DE3069A1285BC4F D8B56F03472C1AE9 A690CB7DF13E5284 3F06A1D8945BC72E",
        "2C417AB6853FD0E9 EB2C47D150FA3986 421BAD78F9C5630E B8C71E2D6F09A453",
        "C1AF92680D34E75B AF427C9561DE0B38 9EF528C3704A1DB6 432C95FABE17608D",
        "4B2EF08D3C975A61 D0B7491AE35C2F86 14BDC37EAF680592 6BD814A7950FE23C",
        "D2846FB1A93E50C7 1FD8A374C56B0E92 7B419CE206ADF358 21E74A8DFC90356B",
    ];

    /// <summary>By box and six input bits: the box's output where the round permutation takes it.</summary>
    private static readonly uint[][] Rounds = [.. Boxes.Select((box, i) => Enumerable.Range(0, 64).Select(bits => Permuted(i, Output(box, bits))).ToArray())];

    public static ulong Encrypt(ulong block)
    {
        ulong start = Permute(block, inverse: false);
        uint left = (uint)(start >> 32), right = (uint)start;
        for (int round = 0; round < 16; round++)
            (left, right) = (right, left ^ Round(right));
        return Permute(((ulong)right << 32) | left, inverse: true);
    }

    /// <summary>Each box takes four bits with their neighbours on both sides, the half being a ring.</summary>
    private static uint Round(uint half)
    {
        uint ring = uint.RotateRight(half, 1), result = 0;
        for (int box = 0; box < 8; box++)
            result |= Rounds[box][(uint.RotateLeft(ring, (box * 4) + 6)) & 63];
        return result;
    }

    private static ulong Permute(ulong block, bool inverse)
    {
        ulong permuted = 0;
        for (int i = 0; i < 64; i++)
        {
            int from = 64 - InitialPermutation[i], to = 63 - i;
            if (inverse)
                (from, to) = (to, from);
            permuted |= ((block >> from) & 1) << to;
        }
        return permuted;
    }

    /// <summary>The outer two bits choose the row, the inner four the column.</summary>
    private static uint Output(string box, int bits)
    {
        int row = ((bits >> 4) & 2) | (bits & 1), column = (bits >> 1) & 15;
        return uint.Parse(box.AsSpan((row * 17) + column, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static uint Permuted(int box, uint output)
    {
        uint half = output << (28 - (box * 4)), permuted = 0;
        for (int i = 0; i < 32; i++)
            permuted |= ((half >> (32 - RoundPermutation[i])) & 1) << (31 - i);
        return permuted;
    }
}
