namespace PocSharding.Workload;

/// <summary>What a statement does to its session's transaction.</summary>
internal enum StatementEffect
{
    None,
    Begin,
    Commit,
    CommitAndChain,

    /// <summary>COMMIT RELEASE: commits, and the server disconnects.</summary>
    CommitAndRelease,
    Rollback,
    RollbackAndChain,
    RollbackAndRelease,
    AutocommitOn,
    AutocommitOff,

    /// <summary>Autocommit set to a value that the text does not tell.</summary>
    AutocommitUnknown,

    /// <summary>MySQL 8.4 manual: Statements That Cause an Implicit Commit.</summary>
    ImplicitCommit,
    LockTables,
    UnlockTables,
}
