using System.Text;

namespace PocSharding.Workload;

/// <summary>Strings for names that come again and again as bytes (users, databases).</summary>
internal sealed class NameCache
{
    private readonly ByteTable numbers = new();
    private readonly List<string> names = [];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        int number = numbers.Add(bytes);
        if (number == names.Count)
            names.Add(Encoding.UTF8.GetString(bytes));
        return names[number];
    }
}
