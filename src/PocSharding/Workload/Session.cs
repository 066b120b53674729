namespace PocSharding.Workload;

/// <summary>
/// One connection's way through its transactions. Where the log does not show whether autocommit is on, statements wait: a COMMIT
/// that no BEGIN precedes proves that it was off, since the session's start or its last SET; if none comes they ran by themselves.
/// A transaction counts when it ended by COMMIT, ROLLBACK or an implicit commit and held at least one statement that names a table;
/// what a disconnect rolled back has not ended in this sense.
/// </summary>
internal sealed class Session(TransactionLogBuilder log)
{
    /// <summary>So many statements without a sign of autocommit are taken as having run by themselves, so that memory stays bounded.</summary>
    private const int LongestWait = 100_000;

    private readonly List<Execution> current = [];
    private List<Segment>? waiting;
    private bool hasData;
    private bool begun;
    private bool tablesLocked;

    /// <summary>Null: the log has not shown it.</summary>
    private bool? autocommit;

    private bool InTransaction => begun || autocommit == false;

    /// <summary>A statement that the planner will see; <paramref name="data"/>: it names a table.</summary>
    public void Execute(Execution execution, bool data)
    {
        if (!InTransaction && autocommit == true)
        {
            log.Autocommit.Add(execution);
            return;
        }
        current.Add(execution);
        hasData |= data;
        if (!InTransaction && current.Count > LongestWait)
            RanByThemselves();
    }

    public void Apply(StatementEffect effect)
    {
        switch (effect)
        {
            case StatementEffect.Begin:
                EndTransaction(TransactionEnd.Implicit);
                begun = true;
                break;
            case StatementEffect.Commit or StatementEffect.CommitAndChain or StatementEffect.CommitAndRelease:
                EndTransaction(TransactionEnd.Commit, proof: true);
                begun = effect == StatementEffect.CommitAndChain;
                break;
            case StatementEffect.Rollback or StatementEffect.RollbackAndChain or StatementEffect.RollbackAndRelease:
                EndTransaction(TransactionEnd.Rollback);
                begun = effect == StatementEffect.RollbackAndChain;
                break;
            case StatementEffect.AutocommitOn or StatementEffect.AutocommitOff or StatementEffect.AutocommitUnknown:
                SetAutocommit(effect);
                break;
            case StatementEffect.ImplicitCommit or StatementEffect.LockTables:
                EndTransaction(TransactionEnd.Implicit);
                tablesLocked |= effect == StatementEffect.LockTables;
                break;
            case StatementEffect.UnlockTables when tablesLocked:
                EndTransaction(TransactionEnd.Implicit);
                tablesLocked = false;
                break;
        }
        if (effect is StatementEffect.CommitAndRelease or StatementEffect.RollbackAndRelease)
            Close();
    }

    /// <summary>The server rolled the transaction back by itself (a deadlock).</summary>
    public void RolledBack() => EndTransaction(TransactionEnd.Rollback);

    /// <summary>The connection is gone, or starts anew, or the log has ended; true when a transaction was open.</summary>
    public bool Close()
    {
        bool open = InTransaction && hasData;
        if (InTransaction)
        {
            log.Unended.AddRange(current);
            current.Clear();
        }
        RanByThemselves();
        begun = hasData = tablesLocked = false;
        autocommit = null;
        return open;
    }

    private void EndTransaction(TransactionEnd end, bool proof = false)
    {
        if (!InTransaction && proof && hasData)
            ProveAutocommitOff();
        if (InTransaction)
            log.Add(current, hasData, end);
        else if (current.Count > 0)
            Wait(new Segment([.. current], hasData, end));
        current.Clear();
        begun = hasData = false;
    }

    private void Wait(Segment segment)
    {
        (waiting ??= []).Add(segment);
        if (waiting.Count > LongestWait)
            RanByThemselves();
    }

    private void ProveAutocommitOff()
    {
        autocommit = false;
        foreach (Segment segment in waiting ?? [])
            log.Add(segment.Statements, segment.HasData, segment.End);
        waiting = null;
    }

    /// <summary>MySQL 8.4 manual: SET autocommit = 1 commits, if the value was not 1 already.</summary>
    private void SetAutocommit(StatementEffect effect)
    {
        bool? value = effect == StatementEffect.AutocommitUnknown ? null : effect == StatementEffect.AutocommitOn;
        if (autocommit == false && value != false)
            EndTransaction(TransactionEnd.Implicit);
        RanByThemselves();
        autocommit = value;
    }

    /// <summary>No proof came for what waits outside of a transaction.</summary>
    private void RanByThemselves()
    {
        foreach (Segment segment in waiting ?? [])
            log.Autocommit.AddRange(segment.Statements);
        waiting = null;
        if (InTransaction)
            return;
        log.Autocommit.AddRange(current);
        current.Clear();
        hasData = false;
    }

    private readonly record struct Segment(Execution[] Statements, bool HasData, TransactionEnd End);
}
