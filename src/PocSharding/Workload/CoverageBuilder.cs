using PocSharding.Catalog;

namespace PocSharding.Workload;

/// <summary>Collects what the log shows of the traffic.</summary>
internal sealed class CoverageBuilder
{
    private readonly Dictionary<string, long> users = new(StringComparer.Ordinal);
    private DateTime? from, to;
    private long entries, administrator, sessions, fromStart, openTransactions, commits;
    private long withoutSession, firstWithoutSession;
    private double? smallest;
    private double commitTime;

    public string? Server { get; set; }

    public long? SampleRate { get; set; }

    public long SkippedEntries { get; set; }

    public void Add(in LogEntry entry)
    {
        entries++;
        firstWithoutSession = entry.Session < 0 && firstWithoutSession == 0 ? entry.Line : firstWithoutSession;
        withoutSession += entry.Session < 0 ? 1 : 0;
        administrator += entry.Administrator ? 1 : 0;
        smallest = smallest < entry.QueryTime ? smallest : entry.QueryTime;
        from = entry.Time < from || from is null ? entry.Time : from;
        to = entry.Time > to || to is null ? entry.Time : to;
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(users, entry.User, out _)++;
    }

    /// <summary>Lists the entries of the file just read that have no connection number, if there are any.</summary>
    public void EntriesWithoutSession(string file, SkippedList skipped)
    {
        if (withoutSession > 0)
            skipped.Add(file, firstWithoutSession, "an entry without a connection number (counted, but its transaction cannot be told)", withoutSession);
        withoutSession = firstWithoutSession = 0;
    }

    public void AddCommit(double seconds)
    {
        commits++;
        commitTime += seconds;
    }

    public void AddSession(bool seenFromStart)
    {
        sessions++;
        fromStart += seenFromStart ? 1 : 0;
    }

    public void AddClosed(bool transactionOpen) => openTransactions += transactionOpen ? 1 : 0;

    public Coverage Build() => new()
    {
        Server = Server,
        SampleRate = SampleRate,
        SkippedEntries = SkippedEntries,
        From = from,
        To = to,
        Entries = entries,
        AdministratorCommands = administrator,
        SmallestQueryTime = smallest,
        Sessions = sessions,
        SessionsFromStart = fromStart,
        Users = users,
        OpenTransactions = openTransactions,
        MeanCommitTime = commits == 0 ? null : commitTime / commits,
    };
}
