using PocSharding.Catalog;
using PocSharding.Sql.Ast;

namespace PocSharding.Workload;

/// <summary>How a digest is treated, by its tree or, where there is none, by its first word.</summary>
internal static class StatementKind
{
    public static DigestKind Of(Statement? statement, ReadOnlySpan<byte> text) => statement switch
    {
        Insert or Update or Delete or SelectStatement => DigestKind.Planned,
        not null and not OtherStatement => DigestKind.Unplanned,
        _ => IsUnplanned(text) ? DigestKind.Unplanned : DigestKind.NotUnderstood,
    };

    /// <summary>Statements that no planner routes, whether our parser reads them or not.</summary>
    private static bool IsUnplanned(ReadOnlySpan<byte> text) => new WordReader(text).Next() switch
    {
        "" or "SET" or "SHOW" or "BEGIN" or "START" or "COMMIT" or "ROLLBACK" or "SAVEPOINT" or "RELEASE" or "XA" or "USE" or "LOCK" or "UNLOCK" or "FLUSH" or "KILL" or "RESET" or "PURGE" or "CHANGE"
            or "STOP" or "CREATE" or "ALTER" or "DROP" or "RENAME" or "TRUNCATE" or "ANALYZE" or "OPTIMIZE" or "CHECK" or "CHECKSUM" or "REPAIR" or "CACHE" or "GRANT" or "REVOKE" or "INSTALL" or "UNINSTALL"
            or "PREPARE" or "EXECUTE" or "DEALLOCATE" or "DESCRIBE" or "DESC" or "EXPLAIN" or "HELP" or "BINLOG" or "SHUTDOWN" or "RESTART" or "CLONE" or "SIGNAL" or "RESIGNAL" or "GET"
            or "CALL" or "DO" or "LOAD" or "HANDLER" or "IMPORT" or "VEXPLAIN" or "REVERT" => true,
        _ => false,
    };

    /// <summary>Whether the statement reads or writes a table (dual is none).</summary>
    public static bool IsData(Statement? statement) => statement switch
    {
        Insert or Update or Delete => true,
        SelectStatement => NamesTable(statement),
        _ => false,
    };

    private static bool NamesTable(Statement statement)
    {
        bool found = false;
        Tree.Walk(statement, node =>
        {
            found |= node is TableRef { Name: var table } && !table.Name.Equals("dual", StringComparison.OrdinalIgnoreCase);
            return !found;
        });
        return found;
    }
}
