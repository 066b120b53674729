namespace PocSharding.Workload;

/// <summary>
/// The values behind the digests, in memory only. Every distinct value has a number; a statement's execution is its digest and
/// the numbers of its values slot by slot. Equality of keys within a transaction, list lengths and hot values are read off it.
/// </summary>
internal sealed class TransactionLog
{
    /// <summary>The number of a value that the log does not show (a placeholder left in the text): equal to no other.</summary>
    public const int UnknownValue = -1;

    public static readonly TransactionLog Empty = new() { Values = [], Transactions = [], Autocommit = [] };

    /// <summary>Distinct values by number: kind of literal and its bytes.</summary>
    public required IReadOnlyList<LoggedValue> Values { get; init; }

    /// <summary>Transactions that ended and held a statement that names a table (others' statements are in <see cref="Autocommit"/>), in the order of their ends; equal ones (same statements, same values) are not folded.</summary>
    public required IReadOnlyList<Transaction> Transactions { get; init; }

    /// <summary>Executions outside any transaction.</summary>
    public required IReadOnlyList<Execution> Autocommit { get; init; }

    /// <summary>Executions in transactions that the log does not see end: open when it ended or when their session disconnected.</summary>
    public IReadOnlyList<Execution> Unended { get; init; } = [];
}

/// <summary>A literal's value; no kind means NULL. A minus sign before a number belongs to the value.</summary>
internal readonly record struct LoggedValue(Sql.Ast.LiteralKind? Kind, ReadOnlyMemory<byte> Bytes, bool Negative)
{
    /// <summary><see cref="Bytes"/> hold 16 bytes of the SHA-256 of a value too long to keep: good for equality, not for placing.</summary>
    public bool Hashed { get; init; }
}

internal enum TransactionEnd { Commit, Rollback, Implicit }

internal sealed record Transaction(IReadOnlyList<Execution> Statements, TransactionEnd End);

/// <summary>
/// One execution. <see cref="Values"/> holds, slot after slot, the value numbers; a list slot (IN list, VALUES column) holds several:
/// <see cref="Lengths"/> has the count of each slot, null when every slot has one. Equal executions may be one object.
/// </summary>
internal sealed record Execution(int Digest, int[] Values, int[]? Lengths);

/// <summary>A place where literals stand in a digest's text: one value, an IN list, or one column of VALUES rows.</summary>
internal sealed class Slot
{
    /// <summary>Byte offsets, in the parsed first execution, of the literals that belong here (<see cref="Sql.Ast.Literal.Offset"/>).</summary>
    public required IReadOnlyList<int> Offsets { get; init; }

    /// <summary>Some execution had another number of values here than one.</summary>
    public bool IsList { get; init; }
}
