using System.Globalization;
using System.Text;

namespace PocSharding.Tests.Design;

/// <summary>Writes a MySQL 8 slow log as a server would, for workloads whose best design is known by construction.</summary>
internal sealed class LogWriter(string database)
{
    private readonly StringBuilder log = new("/usr/sbin/mysqld, Version: 8.4.3 (MySQL Community Server - GPL). started with:\nTcp port: 3306  Unix socket: /tmp/m.sock\nTime                 Id Command    Argument\n");
    private DateTime time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private bool first = true;

    public void Statement(string sql, int session = 1, double seconds = 0.0002, int sent = 1, int examined = 1)
    {
        time = time.AddMilliseconds(3);
        log.Append(CultureInfo.InvariantCulture, $"# Time: {time:yyyy-MM-ddTHH:mm:ss.ffffff}Z\n# User@Host: u[u] @  [127.0.0.1]  Id: {session,5}\n");
        log.Append(CultureInfo.InvariantCulture, $"# Query_time: {seconds:F6}  Lock_time: 0.000001 Rows_sent: {sent}  Rows_examined: {examined}\n");
        if (first)
            log.Append(CultureInfo.InvariantCulture, $"use {database};\n");
        first = false;
        log.Append(CultureInfo.InvariantCulture, $"SET timestamp={new DateTimeOffset(time).ToUnixTimeSeconds()};\n{sql};\n");
    }

    public void Transaction(int session, params string[] statements)
    {
        Statement("BEGIN", session, 0.00001, 0, 0);
        foreach (string sql in statements)
            Statement(sql, session);
        Statement("COMMIT", session, 0.001, 0, 0);
    }

    public override string ToString() => log.ToString();
}
