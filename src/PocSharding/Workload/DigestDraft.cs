using System.Security.Cryptography;
using System.Text;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Workload;

/// <summary>A digest while executions are added to it.</summary>
internal sealed class DigestDraft(string database, byte[] text)
{
    private long executions, rowsSent, rowsExamined;
    private double queryTime, lockTime;
    private bool[] lists = [];

    /// <summary>Null for administrator commands and what the parser does not read.</summary>
    public Statement? Statement { get; init; }

    public DigestKind Kind { get; init; }

    public string? Problem { get; init; }

    public StatementEffect Effect { get; init; }

    /// <summary>It reads or writes a table.</summary>
    public bool IsData { get; init; }

    /// <summary>The literals of the first execution.</summary>
    public IReadOnlyList<DigestLiteral> Literals { get; init; } = [];

    /// <summary>The counts of values by slot that an execution had, where one slot had not just one: such a slot is a list.</summary>
    public void SawLengths(ReadOnlySpan<int> lengths)
    {
        if (lists.Length < lengths.Length)
            Array.Resize(ref lists, lengths.Length);
        for (int slot = 0; slot < lengths.Length; slot++)
            lists[slot] |= lengths[slot] != 1;
    }

    public void Add(in LogEntry entry)
    {
        executions++;
        queryTime += entry.QueryTime;
        lockTime += entry.LockTime;
        rowsSent += entry.RowsSent;
        rowsExamined += entry.RowsExamined;
    }

    public Digest ToDigest() => new()
    {
        Id = Convert.ToHexStringLower(SHA256.HashData(text)),
        Text = Encoding.UTF8.GetString(text),
        Database = database,
        Kind = Kind,
        Problem = Problem,
        Executions = executions,
        QueryTime = queryTime,
        LockTime = lockTime,
        RowsSent = rowsSent,
        RowsExamined = rowsExamined,
        Statement = Statement,
        Slots = Slots(),
    };

    private Slot[] Slots()
    {
        var offsets = new List<int>[Literals.Count == 0 ? 0 : Literals.Max(l => l.Slot) + 1];
        foreach (DigestLiteral literal in Literals)
            (offsets[literal.Slot] ??= []).Add(literal.Offset);
        return [.. offsets.Select((o, slot) => new Slot { Offsets = o ?? [], IsList = slot < lists.Length && lists[slot] })];
    }
}
