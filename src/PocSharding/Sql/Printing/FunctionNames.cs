using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>How Vitess prints the functions that its grammar names: lower case, aliases by one name (sql.y, ast_format.go). All others print as written.</summary>
internal static class FunctionNames
{
    private static readonly Dictionary<string, string> Names = Make();

    public static string? Canonical(string name) => Names.GetValueOrDefault(name);

    private static Dictionary<string, string> Make()
    {
        const string plain = """
            if left right mod replace insert interval database schema current_user curtime curdate extractvalue updatexml format_bytes format_pico_time
            ps_current_thread_id ps_thread_id gtid_subset gtid_subtract wait_for_executed_gtid_set wait_until_sql_thread_after_gtids ltrim rtrim
            json_array json_array_append json_array_insert json_contains json_contains_path json_depth json_extract json_insert json_keys json_length
            json_merge json_merge_patch json_merge_preserve json_object json_overlaps json_pretty json_quote json_remove json_replace json_schema_valid
            json_schema_validation_report json_search json_set json_storage_free json_storage_size json_type json_unquote json_valid
            regexp_instr regexp_like regexp_replace regexp_substr utc_date utc_time utc_timestamp point linestring polygon multipoint multilinestring multipolygon
            st_area st_asbinary st_asgeojson st_astext st_centroid st_dimension st_endpoint st_envelope st_exteriorring st_geohash st_geometryfromtext
            st_geometryfromwkb st_geometryn st_geometrytype st_geomfromgeojson st_geometrycollectionfromtext st_geometrycollectionfromwkb 
            st_isclosed st_isempty st_issimple st_latfromgeohash st_latitude st_length st_linestringfromtext st_linestringfromwkb st_longfromgeohash
            st_longitude st_multilinestringfromtext st_multilinestringfromwkb st_multipointfromtext st_multipointfromwkb st_multipolygonfromtext
            st_multipolygonfromwkb st_numgeometries st_numinteriorrings st_numpoints st_pointfromgeohash st_pointfromtext st_pointfromwkb st_pointn
            st_polygonfromtext st_polygonfromwkb st_startpoint st_x st_y
            """;
        const string aliases = """
            st_aswkb=st_asbinary st_aswkt=st_astext st_geomfromtext=st_geometryfromtext st_geomfromwkb=st_geometryfromwkb
            st_geomcollfromtext=st_geometrycollectionfromtext st_geomcollfromtxt=st_geometrycollectionfromtext st_geomcollfromwkb=st_geometrycollectionfromwkb
            st_linefromtext=st_linestringfromtext st_linefromwkb=st_linestringfromwkb st_mlinefromtext=st_multilinestringfromtext
            st_mlinefromwkb=st_multilinestringfromwkb st_mpointfromtext=st_multipointfromtext st_mpointfromwkb=st_multipointfromwkb
            st_mpolyfromtext=st_multipolygonfromtext st_mpolyfromwkb=st_multipolygonfromwkb st_polyfromtext=st_polygonfromtext
            st_polyfromwkb=st_polygonfromwkb st_numinteriorring=st_numinteriorrings st_interiorringn=st_interiorringN
            glength=st_length isclosed=st_isclosed numpoints=st_numpoints pointn=st_pointn startpoint=st_startpoint endpoint=st_endpoint
            """;
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        char[] blanks = [' ', '\n', '\r'];
        foreach (string name in plain.Split(blanks, StringSplitOptions.RemoveEmptyEntries))
            names.Add(name, name);
        foreach (string pair in aliases.Split(blanks, StringSplitOptions.RemoveEmptyEntries))
            names.Add(pair[..pair.IndexOf('=')], pair[(pair.IndexOf('=') + 1)..]);
        return names;
    }
}

/// <summary>The aggregate functions and what Vitess calls them.</summary>
internal static class AggregateNames
{
    public static AggregateKind? Kind(Keyword keyword) => keyword switch
    {
        Keyword.COUNT => AggregateKind.Count,
        Keyword.SUM => AggregateKind.Sum,
        Keyword.MIN => AggregateKind.Min,
        Keyword.MAX => AggregateKind.Max,
        Keyword.AVG => AggregateKind.Avg,
        Keyword.BIT_AND => AggregateKind.BitAnd,
        Keyword.BIT_OR => AggregateKind.BitOr,
        Keyword.BIT_XOR => AggregateKind.BitXor,
        Keyword.STD => AggregateKind.Std,
        Keyword.STDDEV => AggregateKind.StdDev,
        Keyword.STDDEV_POP => AggregateKind.StdDevPop,
        Keyword.STDDEV_SAMP => AggregateKind.StdDevSample,
        Keyword.VAR_POP => AggregateKind.VarPop,
        Keyword.VAR_SAMP => AggregateKind.VarSample,
        Keyword.VARIANCE => AggregateKind.Variance,
        Keyword.GROUP_CONCAT => AggregateKind.GroupConcat,
        Keyword.ANY_VALUE => AggregateKind.AnyValue,
        Keyword.JSON_ARRAYAGG => AggregateKind.JsonArrayAgg,
        Keyword.JSON_OBJECTAGG => AggregateKind.JsonObjectAgg,
        _ => null,
    };

    public static int Arguments(AggregateKind kind) => kind == AggregateKind.JsonObjectAgg ? 2 : 1;

    public static string Of(AggregateKind kind) => kind switch
    {
        AggregateKind.CountStar or AggregateKind.Count => "count",
        AggregateKind.Sum => "sum",
        AggregateKind.Min => "min",
        AggregateKind.Max => "max",
        AggregateKind.Avg => "avg",
        AggregateKind.BitAnd => "bit_and",
        AggregateKind.BitOr => "bit_or",
        AggregateKind.BitXor => "bit_xor",
        AggregateKind.Std => "std",
        AggregateKind.StdDev => "stddev",
        AggregateKind.StdDevPop => "stddev_pop",
        AggregateKind.StdDevSample => "stddev_samp",
        AggregateKind.VarPop => "var_pop",
        AggregateKind.VarSample => "var_samp",
        AggregateKind.Variance => "variance",
        AggregateKind.GroupConcat => "group_concat",
        AggregateKind.AnyValue => "any_value",
        AggregateKind.JsonArrayAgg => "json_arrayagg",
        _ => "json_objectagg",
    };
}
