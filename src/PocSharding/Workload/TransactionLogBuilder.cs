using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PocSharding.Sql.Ast;

namespace PocSharding.Workload;

/// <summary>Numbers values and collects executions; equal executions (digest and values) are one object, so that memory grows with what differs.</summary>
internal sealed class TransactionLogBuilder
{
    /// <summary>A longer value is kept as a hash: no sharding key is as long, and only equality matters.</summary>
    public const int LongestValue = 64;

    private const int NullTag = 0x100, NegativeTag = 0x200, HashedTag = 0x400;

    private readonly ByteTable values = new();
    private readonly ByteTable keys = new();
    private readonly List<Execution> executions = [];
    private readonly List<Transaction> transactions = [];

    public List<Execution> Autocommit { get; } = [];

    public List<Execution> Unended { get; } = [];

    /// <summary>The number of a value.</summary>
    public int Value(LiteralKind? kind, ReadOnlySpan<byte> bytes, bool negative)
    {
        int tag = (kind is null ? NullTag : (int)kind) | (negative ? NegativeTag : 0);
        if (bytes.Length <= LongestValue)
            return values.Add(bytes, tag);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return values.Add(hash[..16], tag | HashedTag);
    }

    /// <summary>The execution of a digest with these values; <paramref name="lengths"/> is empty when every slot has one.</summary>
    public Execution Execution(int digest, ReadOnlySpan<int> numbers, ReadOnlySpan<int> lengths)
    {
        Span<int> key = lengths.IsEmpty ? [] : new int[numbers.Length + lengths.Length];
        if (!lengths.IsEmpty)
        {
            lengths.CopyTo(key);
            numbers.CopyTo(key[lengths.Length..]);
        }
        int at = keys.Add(MemoryMarshal.AsBytes(lengths.IsEmpty ? numbers : key), digest);
        if (at == executions.Count)
            executions.Add(new Execution(digest, numbers.ToArray(), lengths.IsEmpty ? null : lengths.ToArray()));
        return executions[at];
    }

    public void Add(IReadOnlyCollection<Execution> statements, bool hasData, TransactionEnd end)
    {
        if (hasData)
            transactions.Add(new Transaction([.. statements], end));
        else
            Autocommit.AddRange(statements);
    }

    public TransactionLog ToLog() => new() { Values = new ValueList(values), Transactions = transactions, Autocommit = Autocommit, Unended = Unended };

    private sealed class ValueList(ByteTable values) : IReadOnlyList<LoggedValue>
    {
        public int Count => values.Count;

        public LoggedValue this[int index]
        {
            get
            {
                int tag = values.Tag(index);
                LiteralKind? kind = (tag & NullTag) != 0 ? null : (LiteralKind)(tag & 0xff);
                return new LoggedValue(kind, values.Bytes(index), (tag & NegativeTag) != 0) { Hashed = (tag & HashedTag) != 0 };
            }
        }

        public IEnumerator<LoggedValue> GetEnumerator()
        {
            for (int n = 0; n < Count; n++)
                yield return this[n];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
