namespace PocSharding.Sql;

/// <summary>Finds keywords in bytes without allocating: an open hash table over <see cref="Keyword"/>, filled once.</summary>
internal static class Keywords
{
    /// <summary>Words that cannot be an identifier without backticks (Vitess: sql.y, reserved_keyword; it takes many words for names that MySQL reserves).</summary>
    private const string ReservedWords = """
        add all alter analyze and as asc between binary both by call case change character check collate column constraint convert create
        cross cume_dist current_date current_time current_timestamp current_user database databases default delete dense_rank desc
        describe distinct distinctrow div drop else empty except exists explain extract false first_value for force foreign from fulltext
        generated group having if ignore in index inner insert intersect interval into is join json_table key lag last_value lateral lead
        leading left like limit linear localtime localtimestamp lock low_priority match maxvalue mod natural no_write_to_binlog not
        nth_value ntile null of on optimizer_costs or order outer outfile over partition percent_rank primary range rank read recursive
        regexp release rename replace right rlike row row_number rows schema schemas select separator set show spatial stored
        straight_join substr substring table then to trailing true union unique unlock update use using utc_date utc_time utc_timestamp
        values virtual when where window with write xor
        """;

    /// <summary>Words that MySQL takes for names and Vitess does not.</summary>
    private const string VitessReservedWords = """
        cast curdate curtime escape next now off revert savepoint sysdate
        """;

    /// <summary>Words that our grammar reads but Vitess's lexer does not know: printed without backticks.</summary>
    private const string NotVitessWords = """
        chain concurrent context dual exclude national offline others shard sounds ties xa
        """;

    private const int TableSize = 4096;

    private static readonly string[] Names = MakeNames();
    private static readonly ushort[] Table = MakeTable();
    private static readonly bool[] Reserved = MakeFlags(ReservedWords);
    private static readonly bool[] VitessReserved = MakeFlags(VitessReservedWords);
    private static readonly bool[] NotVitess = MakeFlags(NotVitessWords);

    /// <summary>Start value of the hash that the lexer computes while it scans a word.</summary>
    public const uint HashSeed = 2166136261;

    public static uint HashStep(uint hash, byte letter) => (hash ^ (letter | 0x20u)) * 16777619;

    /// <summary>The keyword in lower case.</summary>
    public static string Name(Keyword keyword) => Names[(int)keyword];

    public static bool IsReserved(Keyword keyword) => Reserved[(int)keyword];

    public static bool IsReservedInVitessOnly(Keyword keyword) => VitessReserved[(int)keyword];

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
