namespace PocSharding.Workload;

/// <summary>One entry of a query log. The text is a part of the reader's buffer: valid until the next entry is read.</summary>
internal struct LogEntry
{
    /// <summary>Line of the entry's first header line, from 1.</summary>
    public long Line;

    /// <summary>When the server wrote it, UTC; null where no line says.</summary>
    public DateTime? Time;

    public string User;

    /// <summary>The connection's number (Id, Thread_id).</summary>
    public long Session;

    /// <summary>Seconds.</summary>
    public double QueryTime;

    /// <summary>Seconds.</summary>
    public double LockTime;

    public long RowsSent;

    public long RowsExamined;

    /// <summary>The statement's error number; 0 for none or where the log does not say.</summary>
    public int Error;

    /// <summary>The database in use; empty when unknown.</summary>
    public string Database;

    /// <summary>The statement without its closing semicolon, or the name of the administrator command.</summary>
    public ReadOnlyMemory<byte> Text;

    /// <summary>The text names an administrator command (Quit, Prepare, Init DB, …).</summary>
    public bool Administrator;

    /// <summary>The server printed its start-up lines before this entry: it was restarted, or its log was flushed.</summary>
    public bool AfterServerHeader;
}
