namespace PocSharding.Sql;

/// <summary>
/// Which words MySQL's lexer takes for keywords, reserved or not: a digest shows them in upper case and everything else as an identifier
/// (MySQL 8.4 manual: Keywords and Reserved Words; Performance Schema Statement Digests and Sampling). The list of <see cref="Keyword"/> is Vitess's, hence the differences here.
/// </summary>
internal static class DigestWords
{
    /// <summary>In Vitess's list or ours, but not in MySQL's.</summary>
    private const string VitessOnly = """
        any_value cancel cleanup complete csv cutover_threshold extractvalue force_cutover format_bytes format_pico_time found get_lock
        gtid_executed gtid_subset gtid_subtract header is_free_lock is_used_lock json_array json_array_append json_array_insert json_contains json_contains_path
        json_depth json_extract json_insert json_keys json_length json_merge json_merge_patch json_merge_preserve json_object json_overlaps json_pretty json_quote
        json_remove json_replace json_schema_valid json_schema_validation_report json_search json_set json_storage_free json_storage_size json_type json_unquote
        json_valid keyspaces last_insert_id launch locate ltrim minus overwrite postpone ps_current_thread_id ps_thread_id queries ratio
        regexp_instr regexp_like regexp_replace regexp_substr release_all_locks release_lock retry revert rtrim sequence shard stream throttle trace
        traditional transactions tree unresolved unthrottle updatexml vexplain vgtid_executed vindex vindexes vitess vitess_keyspaces vitess_metadata
        vitess_migration vitess_migrations vitess_replication_status vitess_shards vitess_tablets vitess_target vitess_throttled_apps vitess_throttler vschema
        vstream wait_for_executed_gtid_set wait_until_sql_thread_after_gtids
        """;

    /// <summary>Keywords only where a parenthesis follows at once (MySQL 8.4 manual: Function Name Parsing and Resolution).</summary>
    private const string Functions = """
        adddate bit_and bit_or bit_xor cast count curdate curtime date_add date_sub extract group_concat json_arrayagg json_objectagg max mid min now position
        session_user std stddev stddev_pop stddev_samp subdate substr substring sum sysdate system_user trim variance var_pop var_samp
        """;

    /// <summary>MySQL's, but not in Vitess's list.</summary>
    private const string MySqlOnly = """
        account active admin aggregate assign_gtids_to_anonymous_transactions at attribute authentication auto avg backup bernoulli block btree buckets bulk cache chain
        changed challenge_response cipher client clone close component concurrent consistent contains context cpu cube datafile default_auth
        definition delay_key_write description diagnostics ends errors events every extent_size factor failed_login_attempts fast faults file file_block_size
        filter finish follows generate get_master_public_key get_source_public_key grants group_replication gtid_only gtids help histogram history host
        identified ignore_server_ids inactive initial initial_size initiate install instance io io_before_gtids io_thread ipc issuer key_block_size keyring leaves log
        logfile manual master master_auto_position master_delay max_connections_per_hour max_queries_per_hour max_size max_updates_per_hour max_user_connections
        medium migrate mutex ndb ndbcluster never new nodegroup no_wait nvarchar oj old one online optional options organization owner page parallel
        parse_tree password_lock_time phase plugin plugin_dir port precedes preserve prev privilege_checks_user process profile profiles proxy qualify quick
        random read_only rebuild recover redofile redo_buffer_size reference registration relaylog relay_log_file relay_log_pos relay_thread reload remote
        replica replicas replicate_do_db replicate_do_table replicate_ignore_db replicate_ignore_table replicate_rewrite_db replicate_wild_do_table
        replicate_wild_ignore_table replication require_row_format reset resource restart restore resume retain returned_sqlstate returns reuse reverse role
        rollup rotate routine row_count rtree schedule secondary secondary_engine secondary_load secondary_unload serial server shutdown slave soname sounds
        source source_auto_position source_bind source_delay source_host source_log_file source_log_pos source_password source_port source_user
        sql_after_gtids sql_after_mts_gaps sql_before_gtids sql_buffer_result sql_thread stacked starts stop subject super suspend swaps switches
        table_checksum tablesample thread_priority ties tls type types udf_returns undo_buffer_size undofile uninstall unregister until url
        use_frm vcpu wait wrapper x509 xid xml zone
        """;

    private const int TableSize = 2048;

    private static readonly bool[] NotMySql = Flags(VitessOnly);
    private static readonly bool[] FunctionsOnly = Flags(Functions);
    private static readonly string?[] Extra = MakeTable();

    /// <summary>Whether the word is a keyword to MySQL; <paramref name="parenthesis"/>: whether one follows at once.</summary>
    public static bool IsKeyword(ReadOnlySpan<byte> word, Keyword keyword, bool parenthesis)
    {
        if (keyword != Keyword.None)
            return !NotMySql[(int)keyword] && (parenthesis || !FunctionsOnly[(int)keyword]);
        uint hash = Keywords.HashSeed;
        foreach (byte letter in word)
            hash = Keywords.HashStep(hash, letter);
        for (uint at = hash % TableSize; Extra[at] is { } known; at = (at + 1) % TableSize)
            if (System.Text.Ascii.EqualsIgnoreCase(word, known))
                return true;
        return false;
    }

    private static bool[] Flags(string words)
    {
        var flags = new bool[Enum.GetValues<Keyword>().Length];
        foreach (string word in Split(words))
            if (Keywords.Find(word) is var keyword and not Keyword.None)
                flags[(int)keyword] = true;
        return flags;
    }

    private static string[] Split(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string?[] MakeTable()
    {
        var table = new string?[TableSize];
        foreach (string word in Split(MySqlOnly).Where(w => Keywords.Find(w) == Keyword.None))
        {
            uint hash = Keywords.HashSeed;
            foreach (char letter in word)
                hash = Keywords.HashStep(hash, (byte)letter);
            uint at = hash % TableSize;
            while (table[at] is not null)
                at = (at + 1) % TableSize;
            table[at] = word;
        }
        return table;
    }
}
