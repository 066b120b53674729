using System.Globalization;

namespace PocSharding.Sql;

/// <summary>How many arguments the functions in Vitess's grammar take (sql.y); a wrong number is a syntax error there. All other functions take any number.</summary>
internal static class FunctionArity
{
    private readonly record struct Range(int Least, int Most, int Step);

    private static readonly Dictionary<string, Range> Ranges = Make();

    public static bool Allows(string name, int count) =>
        !Ranges.TryGetValue(name, out Range range) || (count >= range.Least && count <= range.Most && (count - range.Least) % range.Step == 0);

    /// <summary>name=least-most, or name=least+ for any more, name=least+2 for any more in pairs.</summary>
    private static Dictionary<string, Range> Make()
    {
        const string table = """
            left=2-2 right=2-2 mod=2-2 replace=3-3 insert=4-4 interval=2+ ltrim=1-1 rtrim=1-1
            extractvalue=2-2 updatexml=3-3 format_bytes=1-1 format_pico_time=1-1 ps_current_thread_id=0-0 ps_thread_id=1-1
            gtid_subset=2-2 gtid_subtract=2-2 wait_for_executed_gtid_set=1-2 wait_until_sql_thread_after_gtids=1-3
            regexp_instr=2-6 regexp_like=2-3 regexp_replace=3-6 regexp_substr=2-5
            json_array_append=3+2 json_array_insert=3+2 json_contains=2+ json_contains_path=3+ json_depth=1-1 json_extract=2+ json_insert=3+2 json_keys=1-2
            json_length=1-2 json_merge=2+ json_merge_patch=2+ json_merge_preserve=2+ json_object=0+2 json_overlaps=2-2 json_pretty=1-1 json_quote=1-1
            json_remove=2+ json_replace=3+2 json_schema_valid=2-2 json_schema_validation_report=2-2 json_search=3+ json_set=3+2 json_storage_free=1-1
            json_storage_size=1-1 json_type=1-1 json_unquote=1-1 json_valid=1-1
            """;
        var ranges = new Dictionary<string, Range>(StringComparer.Ordinal);
        foreach (string entry in table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equal = entry.IndexOf('='), mark = entry.IndexOfAny(['-', '+'], equal);
            int least = int.Parse(entry[(equal + 1)..mark], CultureInfo.InvariantCulture);
            string tail = entry[(mark + 1)..];
            Range range = entry[mark] == '-' ? new Range(least, int.Parse(tail, CultureInfo.InvariantCulture), 1)
                : new Range(least, int.MaxValue, tail.Length > 0 ? int.Parse(tail, CultureInfo.InvariantCulture) : 1);
            ranges.Add(entry[..equal], range);
        }
        return ranges;
    }
}
