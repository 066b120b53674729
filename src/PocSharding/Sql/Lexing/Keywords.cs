namespace PocSharding.Sql;

/// <summary>Finds keywords in bytes without allocating: an open hash table over <see cref="Keyword"/>, filled once.</summary>
internal static class Keywords
{
    /// <summary>Words that cannot be an identifier without backticks.</summary>
    private const string ReservedWords = """
        accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case change char
        character check collate column condition constraint continue convert create cross cume_dist current_date current_time
        current_timestamp current_user cursor database databases day_hour day_microsecond day_minute day_second dec decimal declare
        default delayed delete dense_rank desc describe deterministic distinct distinctrow div double drop each else elseif empty
        enclosed escaped except exists exit explain extract false fetch first_value float float4 float8 for force foreign from
        fulltext function generated get grant group grouping groups having high_priority hour_microsecond hour_minute hour_second if
        ignore in index infile inner inout insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into io_after_gtids
        is iterate join json_table key keys kill lag last_value lateral lead leading leave left like limit linear lines load localtime
        localtimestamp lock long longblob longtext loop low_priority master_bind match maxvalue mediumblob mediumint mediumtext middleint
        minute_microsecond minute_second mod modifies natural no_write_to_binlog not nth_value ntile null numeric of off on optimize
        optimizer_costs option optionally or order out outer outfile over partition percent_rank precision primary procedure purge range
        rank read read_write reads real recursive references regexp release rename repeat replace require resignal restrict return revoke
        right rlike row row_number rows schema schemas second_microsecond select sensitive separator set show signal smallint spatial
        specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting stored
        straight_join substr substring sysdate system table terminated then tinyblob tinyint tinytext to trailing trigger true undo union
        unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying
        virtual when where while window with write xor year_month zerofill
        """;

    /// <summary>Words that our grammar reads but Vitess's lexer does not know: printed without backticks.</summary>
    private const string NotVitessWords = """
        any chain concurrent consistent context found launch mid minus national offline others postpone queries rollup shard snapshot some
        sounds ties transactions unresolved xa dual master
        """;

    private const int TableSize = 4096;

    private static readonly string[] Names = MakeNames();
    private static readonly ushort[] Table = MakeTable();
    private static readonly bool[] Reserved = MakeFlags(ReservedWords);
    private static readonly bool[] NotVitess = MakeFlags(NotVitessWords);

    /// <summary>Start value of the hash that the lexer computes while it scans a word.</summary>
    public const uint HashSeed = 2166136261;

    public static uint HashStep(uint hash, byte letter) => (hash ^ (letter | 0x20u)) * 16777619;

    /// <summary>The keyword in lower case.</summary>
    public static string Name(Keyword keyword) => Names[(int)keyword];

    public static bool IsReserved(Keyword keyword) => Reserved[(int)keyword];

    /// <summary>Whether Vitess prints an identifier of this name in backticks (it does so for every keyword, reserved or not).</summary>
    public static bool NeedsBackticks(Keyword keyword) => keyword != Keyword.None && !NotVitess[(int)keyword];

    public static Keyword Find(ReadOnlySpan<byte> word)
    {
        uint hash = HashSeed;
        foreach (byte letter in word)
            hash = HashStep(hash, letter);
        return Find(word, hash);
    }

    public static Keyword Find(ReadOnlySpan<byte> word, uint hash)
    {
        for (uint at = Slot(hash); Table[at] != 0; at = (at + 1) % TableSize)
            if (System.Text.Ascii.EqualsIgnoreCase(word, Names[Table[at]]))
                return (Keyword)Table[at];
        return Keyword.None;
    }

    public static Keyword Find(ReadOnlySpan<char> word)
    {
        uint hash = HashSeed;
        foreach (char letter in word)
            hash = letter < 128 ? HashStep(hash, (byte)letter) : 0;
        for (uint at = Slot(hash); Table[at] != 0; at = (at + 1) % TableSize)
            if (word.Equals(Names[Table[at]], StringComparison.OrdinalIgnoreCase))
                return (Keyword)Table[at];
        return Keyword.None;
    }

    private static uint Slot(uint hash) => (hash ^ (hash >> 15)) % TableSize;

    private static string[] MakeNames() => [.. Enum.GetNames<Keyword>().Select(n => n.ToLowerInvariant())];

    private static ushort[] MakeTable()
    {
        var table = new ushort[TableSize];
        for (int k = 1; k < Names.Length; k++)
        {
            uint hash = HashSeed;
            foreach (char letter in Names[k])
                hash = HashStep(hash, (byte)letter);
            uint at = Slot(hash);
            while (table[at] != 0)
                at = (at + 1) % TableSize;
            table[at] = (ushort)k;
        }
        return table;
    }

    private static bool[] MakeFlags(string words)
    {
        var flags = new bool[Names.Length];
        foreach (string word in words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            flags[(int)Enum.Parse<Keyword>(word, ignoreCase: true)] = true;
        return flags;
    }
}
