using System.Text;
using PocSharding.Sql;

namespace PocSharding.Workload;

/// <summary>Adds up the entries of one server's log.</summary>
internal sealed class ProfileBuilder
{
    /// <summary>A deadlock rolls the whole transaction back. MySQL 8.4 manual: ER_LOCK_DEADLOCK.</summary>
    private const int Deadlock = 1213;

    private readonly ByteTable numbers = new();
    private readonly List<DigestDraft> digests = [];
    private readonly Dictionary<string, int> databases = new(StringComparer.Ordinal);
    private (string? Name, int Number) lastDatabase;
    private readonly Digester digester = new();
    private readonly SlotSorter slots = new();
    private readonly TransactionLogBuilder log = new();
    private readonly CoverageBuilder coverage = new();
    private readonly ValueReader values;
    private readonly SessionList sessions;

    public ProfileBuilder()
    {
        values = new ValueReader(log);
        sessions = new SessionList(log, coverage);
    }

    public CoverageBuilder Coverage => coverage;

    /// <summary>Statements that were parsed: one for each distinct digest. A counter that tests hold still.</summary>
    public int Parses { get; private set; }

    public void Add(in LogEntry entry)
    {
        coverage.Add(entry);
        if (entry.AfterServerHeader)
            sessions.ServerHeader(entry.Session);
        DigestDraft digest = entry.Administrator ? Administrator(entry) : Statement(entry, out _);
        digest.Add(entry);
    }

    public WorkloadProfile Build(IReadOnlyList<Skipped> skipped)
    {
        sessions.CloseAll();
        return new WorkloadProfile { Digests = [.. digests.Select(d => d.ToDigest())], Coverage = coverage.Build(), Skipped = skipped, Transactions = log.ToLog() };
    }

    private DigestDraft Administrator(in LogEntry entry)
    {
        string command = Encoding.UTF8.GetString(entry.Text.Span);
        sessions.Command(entry, command);
        byte[] text = Encoding.UTF8.GetBytes("# administrator command: " + command);
        int number = numbers.Add(text, Database(""));
        if (number == digests.Count)
            digests.Add(new DigestDraft("", text) { Kind = DigestKind.Unplanned });
        return digests[number];
    }

    private DigestDraft Statement(in LogEntry entry, out int number)
    {
        digester.Digest(entry.Text.Span);
        number = numbers.Add(digester.Text, Database(entry.Database));
        if (number == digests.Count)
            digests.Add(Draft(entry));
        DigestDraft digest = digests[number];
        Session? session = sessions.Of(entry, digest);
        if (digest.Kind == DigestKind.Planned)
            Execute(entry, session, number, digest);
        StatementEffect effect = EffectReader.IsSet(digest.Effect) ? EffectReader.Of(entry.Text.Span) : digest.Effect;
        if (entry.Error == Deadlock)
            session?.RolledBack();
        else if (effect != StatementEffect.None)
            session?.Apply(effect);
        if (digest.Effect is StatementEffect.Commit)
            coverage.AddCommit(entry.QueryTime);
        return digest;
    }

    private int Database(string name)
    {
        if (ReferenceEquals(name, lastDatabase.Name))
            return lastDatabase.Number;
        if (!databases.TryGetValue(name, out int number))
            databases[name] = number = databases.Count;
        lastDatabase = (name, number);
        return number;
    }

    private DigestDraft Draft(in LogEntry entry)
    {
        Parses++;
        byte[] text = entry.Text.ToArray(); // the tree keeps pieces of it
        ParseResult parsed = SqlParser.Parse(text);
        DigestKind kind = StatementKind.Of(parsed.Statement, text);
        return new DigestDraft(entry.Database, digester.Text.ToArray())
        {
            Statement = parsed.Statement,
            Kind = kind,
            Problem = parsed.Error is { } error ? $"line {error.Line}, column {error.Column}: expected {error.Expected}" : kind == DigestKind.NotUnderstood ? "not a statement of MySQL" : null,
            Effect = EffectReader.Of(text),
            IsData = StatementKind.IsData(parsed.Statement),
            Literals = kind == DigestKind.Planned ? digester.Literals.ToArray() : [],
        };
    }

    private void Execute(in LogEntry entry, Session? session, int number, DigestDraft digest)
    {
        slots.Begin(digester.Literals);
        foreach (DigestLiteral literal in digester.Literals)
            slots.Put(literal.Slot, values.Number(entry.Text.Span, literal));
        digest.SawLengths(slots.Lengths);
        Execution execution = log.Execution(number, slots.Numbers, slots.Lengths);
        if (session is null)
            log.Autocommit.Add(execution);
        else
            session.Execute(execution, digest.IsData);
    }
}
