namespace PocSharding.Workload;

/// <summary>The connections of a log by their numbers, which a server gives again after a restart.</summary>
internal sealed class SessionList(TransactionLogBuilder log, CoverageBuilder coverage)
{
    private readonly Dictionary<long, Session> open = [];
    private long highest;

    /// <summary>The session of a statement; null where the log has no connection numbers (MySQL before 5.6): its transactions cannot be told.</summary>
    public Session? Of(in LogEntry entry, DigestDraft digest)
    {
        if (entry.Session < 0)
            return null;
        if (open.TryGetValue(entry.Session, out Session? session))
            return session;
        return Open(entry.Session, fromStart: digest.Kind == DigestKind.Unplanned && digest.Effect is StatementEffect.None or StatementEffect.AutocommitOn or StatementEffect.AutocommitOff);
    }

    /// <summary>Connect, Quit and the like; other commands (Prepare, Ping, Init DB) change nothing.</summary>
    public void Command(in LogEntry entry, string command)
    {
        switch (command.ToUpperInvariant())
        {
            case "QUIT":
                Close(entry.Session);
                break;
            case "CONNECT" or "CHANGE USER" or "RESET CONNECTION":
                Close(entry.Session);
                Open(entry.Session, fromStart: true);
                break;
            case "INIT DB" when !open.ContainsKey(entry.Session):
                Open(entry.Session, fromStart: true);
                break;
        }
    }

    /// <summary>
    /// The server printed its start-up lines. It does so after a restart and after FLUSH LOGS, which ends no session; a number below one
    /// that was seen, of no open session, shows that numbers began anew.
    /// </summary>
    public void ServerHeader(long next)
    {
        if (next < highest && !open.ContainsKey(next))
            CloseAll();
    }

    public void CloseAll()
    {
        foreach (Session session in open.Values)
            coverage.AddClosed(session.Close());
        open.Clear();
        highest = 0;
    }

    private void Close(long number)
    {
        if (open.Remove(number, out Session? session))
            coverage.AddClosed(session.Close());
    }

    private Session Open(long number, bool fromStart)
    {
        var session = new Session(log);
        open[number] = session;
        highest = Math.Max(highest, number);
        coverage.AddSession(fromStart);
        return session;
    }
}
