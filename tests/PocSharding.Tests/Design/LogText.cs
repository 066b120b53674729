using System.Globalization;
using System.Text;

namespace PocSharding.Tests.Design;

/// <summary>Writes a small slow log, ten seconds long, and loads what it says.</summary>
internal sealed class LogText
{
    private readonly StringBuilder text = new("/usr/sbin/mysqld, Version: 8.4.0 (Source). started with:\nTcp port: 3306  Unix socket: /tmp/mysql.sock\nTime                 Id Command    Argument\n");

    /// <summary>One statement of a session, its Query_time in ms.</summary>
    public LogText Add(string sql, double ms = 0.1, int session = 1, int rowsSent = 1, int rowsExamined = 1)
    {
        text.Append(CultureInfo.InvariantCulture, $"# Time: 2026-01-01T12:00:00.000000Z\n# User@Host: app[app] @ localhost []  Id: {session,5}\n");
        text.Append(CultureInfo.InvariantCulture, $"# Query_time: {ms / 1000:0.000000}  Lock_time: 0.000000 Rows_sent: {rowsSent}  Rows_examined: {rowsExamined}\n");
        text.Append(CultureInfo.InvariantCulture, $"SET timestamp=1767268800;\n{sql};\n");
        return this;
    }

    /// <summary>A last entry that needs no plan makes the log ten seconds long.</summary>
    public LogText EndAfterTenSeconds()
    {
        text.Append("# Time: 2026-01-01T12:00:10.000000Z\n# User@Host: app[app] @ localhost []  Id:     9\n# Query_time: 0.000000  Lock_time: 0.000000 Rows_sent: 0  Rows_examined: 0\nSET timestamp=1767268810;\nset names utf8mb4;\n");
        return this;
    }

    public WorkloadProfile Load() => WithFile(text.ToString(), "slow.log", path => WorkloadProfile.Load(path));

    public static DatabaseSchema Schema(string ddl) => WithFile("-- MySQL dump 10.13\n--\n-- Host: localhost    Database: shop\n" + ddl, "schema.sql", path => DatabaseSchema.Load(path));

    private static T WithFile<T>(string content, string name, Func<string, T> use)
    {
        string folder = Directory.CreateTempSubdirectory("poc-sharding").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            File.WriteAllText(path, content);
            return use(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
