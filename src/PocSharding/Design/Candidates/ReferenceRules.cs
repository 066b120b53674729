using PocSharding.Design.Load;
using PocSharding.Sql.Ast;
using PocSharding.Workload;

namespace PocSharding.Design.Candidates;

/// <summary>Why a table may not be a reference table; null when it may (pricing.md §6).</summary>
internal static class ReferenceRules
{
    public static string? Refuses(LoadModel load, int table, AdvisorOptions options, IReadOnlySet<int> writtenThenRead)
    {
        TableSchema schema = load.Index[table];
        if (schema.Bytes * options.Scale > options.Costs.ReferenceBytes)
            return "larger than a reference table may be, in bytes";
        if (schema.Rows * options.Scale > options.Costs.ReferenceRows)
            return "more rows than a reference table may have";
        return writtenThenRead.Contains(table) ? "a transaction writes it and then reads it: its copies are stale (X59)" : null;
    }

    /// <summary>Tables that some transaction writes and later reads.</summary>
    public static IReadOnlySet<int> WrittenThenRead(LoadModel load)
    {
        HashSet<int> found = [];
        foreach (Transaction transaction in load.Profile.Transactions.Transactions)
        {
            HashSet<int> written = [];
            foreach (DigestFacts digest in transaction.Statements.Select(s => load.Digests[s.Digest]).OfType<DigestFacts>())
            {
                IReadOnlyList<int> targets = WriteTargets(load.Index, digest);
                found.UnionWith(digest.Tables.Where(t => written.Contains(t) && !targets.Contains(t)));
                written.UnionWith(targets);
            }
        }
        return found;
    }

    /// <summary>The tables that a statement changes; every table of a DELETE that names its targets by aliases.</summary>
    public static IReadOnlyList<int> WriteTargets(TableIndex index, DigestFacts digest) => digest.Digest.Statement switch
    {
        Insert insert => index.Find(insert.Table.Name) is { } table ? [table] : [],
        Update => [.. digest.Uses.Where(u => u.Kind == ColumnUseKind.Assigned).Select(u => u.Table).Distinct()],
        Delete { Targets.Count: 0 } delete => delete.Tables is [AliasedTable { Source: TableRef table }] && index.Find(table.Name.Name) is { } only ? [only] : digest.Tables,
        Delete delete => [.. digest.Tables.Where(t => delete.Targets.Any(n => n.Name == index[t].Name)) is var named && named.Any() ? named : digest.Tables],
        _ => [],
    };
}
