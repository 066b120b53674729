using PocSharding.Catalog;

namespace PocSharding.Workload;

/// <summary>Tells a statement's effect on its transaction from its first words; no tree is needed, and text that the parser refuses is told too.</summary>
internal static class EffectReader
{
    public static StatementEffect Of(ReadOnlySpan<byte> text)
    {
        var words = new WordReader(text);
        return words.Next() switch
        {
            "BEGIN" => words.Next() is "" or "WORK" ? StatementEffect.Begin : StatementEffect.None,
            "START" => Start(words.Next()),
            "COMMIT" => Ended(ref words, StatementEffect.Commit),
            "ROLLBACK" => Ended(ref words, StatementEffect.Rollback),
            "XA" => Distributed(words.Next()),
            "SET" => Set(ref words),
            "LOCK" => words.Next() is "TABLE" or "TABLES" ? StatementEffect.LockTables : StatementEffect.ImplicitCommit,
            "UNLOCK" => words.Next() is "TABLE" or "TABLES" ? StatementEffect.UnlockTables : StatementEffect.ImplicitCommit,
            "CREATE" or "DROP" => Defines(ref words),
            "RESET" => words.Next() == "PERSIST" ? StatementEffect.None : StatementEffect.ImplicitCommit,
            "STOP" => words.Next() is "REPLICA" or "SLAVE" or "GROUP_REPLICATION" ? StatementEffect.ImplicitCommit : StatementEffect.None,
            "LOAD" => words.Next() == "INDEX" ? StatementEffect.ImplicitCommit : StatementEffect.None,
            "ALTER" or "RENAME" or "TRUNCATE" or "INSTALL" or "UNINSTALL" or "GRANT" or "REVOKE" or "ANALYZE" or "CACHE" or "CHECK" or "FLUSH" or "OPTIMIZE" or "REPAIR" or "CHANGE" => StatementEffect.ImplicitCommit,
            _ => StatementEffect.None,
        };
    }

    /// <summary>Whether a digest of this text may set autocommit: its value is a literal, so every execution must be looked at.</summary>
    public static bool IsSet(StatementEffect effect) => effect is StatementEffect.AutocommitOn or StatementEffect.AutocommitOff or StatementEffect.AutocommitUnknown;

    private static StatementEffect Start(string word) => word switch
    {
        "TRANSACTION" => StatementEffect.Begin,
        "REPLICA" or "SLAVE" or "GROUP_REPLICATION" => StatementEffect.ImplicitCommit,
        _ => StatementEffect.None,
    };

    private static StatementEffect Distributed(string word) => word switch
    {
        "START" or "BEGIN" => StatementEffect.Begin,
        "COMMIT" => StatementEffect.Commit,
        "ROLLBACK" => StatementEffect.Rollback,
        _ => StatementEffect.None,
    };

    /// <summary><c>[WORK] [AND [NO] CHAIN] [[NO] RELEASE]</c>, or ROLLBACK TO a savepoint, which ends nothing.</summary>
    private static StatementEffect Ended(ref WordReader words, StatementEffect plain)
    {
        StatementEffect effect = plain;
        bool no = false;
        for (string word = words.Next(); word.Length > 0; word = words.Next())
        {
            if (word == "TO")
                return StatementEffect.None;
            if (word == "CHAIN" && !no)
                effect = plain + 1;
            if (word == "RELEASE" && !no)
                effect = plain + 2;
            no = word == "NO";
        }
        return effect;
    }

    /// <summary>CREATE and DROP commit, those of a temporary table aside.</summary>
    private static StatementEffect Defines(ref WordReader words)
    {
        string word = words.Next();
        if (word == "OR")
        {
            words.Next();
            word = words.Next();
        }
        return word == "TEMPORARY" ? StatementEffect.None : StatementEffect.ImplicitCommit;
    }

    /// <summary>
    /// The last assignment of autocommit, in its spellings: <c>autocommit</c>, <c>SESSION autocommit</c>, <c>@@session.autocommit</c>, …
    /// SET GLOBAL is another matter; SET PASSWORD commits.
    /// </summary>
    private static StatementEffect Set(ref WordReader words)
    {
        StatementEffect effect = StatementEffect.None;
        bool first = true, global = false;
        for (string word = words.Next(); word.Length > 0; word = words.Next())
        {
            if (first && word == "PASSWORD")
                return StatementEffect.ImplicitCommit;
            if (word is "GLOBAL" or "PERSIST" or "PERSIST_ONLY")
                global = true;
            else if (word is "SESSION" or "LOCAL")
                global = false;
            else if (word is "AUTOCOMMIT" or "@@AUTOCOMMIT" or "@@SESSION.AUTOCOMMIT" or "@@LOCAL.AUTOCOMMIT" && words.SkipAssignment())
                effect = global && word == "AUTOCOMMIT" ? effect : Value(words.Next());
            first = false;
            if (words.AtComma)
                global = false;
        }
        return effect;
    }

    private static StatementEffect Value(string word) => word switch
    {
        "0" or "OFF" or "FALSE" => StatementEffect.AutocommitOff,
        "1" or "ON" or "TRUE" => StatementEffect.AutocommitOn,
        _ => StatementEffect.AutocommitUnknown,
    };
}
