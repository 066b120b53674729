using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>What vtgate's own expression engine can compute. Vitess: evalengine/translate*.go (planner-facts §3.5).</summary>
internal static class Evaluable
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "isnull", "ifnull", "nullif", "if", "coalesce", "greatest", "least", "collation", "bit_count", "hex", "unhex", "ceil", "ceiling", "floor", "abs", "pi",
        "acos", "asin", "atan", "atan2", "cos", "cot", "sin", "tan", "degrees", "radians", "exp", "ln", "log", "log10", "log2", "mod", "pow", "power", "sign",
        "sqrt", "round", "truncate", "crc32", "conv", "bin", "oct", "left", "right", "lpad", "rpad", "field", "elt", "lower", "lcase", "upper", "ucase",
        "char_length", "character_length", "length", "octet_length", "bit_length", "ascii", "reverse", "space", "ord", "repeat", "concat", "concat_ws", "strcmp",
        "instr", "replace", "substring", "substr", "mid", "locate", "position", "trim", "ltrim", "rtrim", "insert", "char", "to_base64", "from_base64", "md5",
        "sha1", "sha", "sha2", "random_bytes", "uuid", "uuid_to_bin", "bin_to_uuid", "is_uuid", "inet_aton", "inet_ntoa", "inet6_aton", "inet6_ntoa", "is_ipv4",
        "is_ipv4_compat", "is_ipv4_mapped", "is_ipv6", "user", "current_user", "session_user", "system_user", "database", "schema", "version", "convert_tz",
        "curdate", "current_date", "utc_date", "curtime", "current_time", "utc_time", "now", "current_timestamp", "utc_timestamp", "sysdate", "localtime",
        "localtimestamp", "date", "date_format", "day", "dayofmonth", "dayofweek", "dayofyear", "hour", "minute", "second", "microsecond", "month", "monthname",
        "quarter", "week", "weekday", "weekofyear", "year", "yearweek", "last_day", "makedate", "maketime", "from_days", "to_days", "from_unixtime",
        "unix_timestamp", "sec_to_time", "time_to_sec", "to_seconds", "time", "period_add", "period_diff", "json_array", "json_object", "json_extract",
        "json_unquote", "json_keys", "json_contains_path", "json_remove", "json_depth", "json_length", "regexp_like", "regexp_instr", "regexp_substr",
        "regexp_replace", "last_insert_id",
    };

    /// <summary>Whether the expression needs no column and vtgate can compute it: a vindex value.</summary>
    public static bool IsValue(Expr expr) => Check(expr, static _ => false);

    /// <summary>An error of vtgate's engine unless the expression is a value.</summary>
    public static void Require(Expr? value)
    {
        if (value is null || IsValue(value))
            return;
        throw value is ColumnName name
            ? new RefusedException("", $"cannot lookup column '{name.Name}' (column access not supported here)")
            : new RefusedException("", $"expr cannot be translated, not supported: {Sql.SqlPrinter.Print(value)}");
    }

    /// <summary>Whether vtgate can compute the expression once columns and aggregates come from its input.</summary>
    public static bool IsComputable(Expr expr) => Check(expr, Exprs.MustFetch);

    /// <summary>Whether vtgate can compute the expression from the given parts.</summary>
    public static bool Check(Expr expr, Func<Node, bool> given)
    {
        if (given(expr))
            return true;
        return expr switch
        {
            Literal or NullLiteral or BoolLiteral or Argument or ListArgument => true,
            AndExpr e => Check(e.Left, given) && Check(e.Right, given),
            OrExpr e => Check(e.Left, given) && Check(e.Right, given),
            XorExpr e => Check(e.Left, given) && Check(e.Right, given),
            NotExpr e => Check(e.Operand, given),
            ComparisonExpr { Modifier: ComparisonModifier.None } e => Check(e.Left, given) && Check(e.Right, given) && (e.Escape is null || Check(e.Escape, given)),
            BetweenExpr e => Check(e.Left, given) && Check(e.From, given) && Check(e.To, given),
            IsExpr e => Check(e.Operand, given),
            UnaryExpr e => Check(e.Operand, given),
            BinaryExpr e => Check(e.Left, given) && Check(e.Right, given),
            TupleExpr e => All(e.Items, given),
            CollateExpr e => Check(e.Operand, given),
            IntroducerExpr e => Check(e.Operand, given),
            CaseExpr e => (e.Operand is null || Check(e.Operand, given)) && (e.Else is null || Check(e.Else, given))
                && All(e.Whens, given),
            FunctionExpr { Qualifier.Length: 0 } e => Functions.Contains(e.Name.Text) && All(e.Arguments, given),
            CastExpr e => Check(e.Operand, given),
            ConvertUsingExpr e => Check(e.Operand, given),
            IntervalDateExpr e => Check(e.Date, given) && Check(e.Interval, given),
            CurrentTimeExpr => true,
            SubstringExpr e => Check(e.Operand, given) && Check(e.From, given) && (e.Length is null || Check(e.Length, given)),
            TrimExpr e => Check(e.Operand, given) && (e.Remove is null || Check(e.Remove, given)),
            LocateExpr e => Check(e.Needle, given) && Check(e.Haystack, given) && (e.Position is null || Check(e.Position, given)),
            CharExpr e => All(e.Arguments, given),
            WeightStringExpr e => Check(e.Operand, given),
            SpecialFunctionExpr e => Functions.Contains(e.Name.Text) && All(e.Arguments, given),
            _ => false,
        };
    }

    private static bool All(NodeList<WhenClause> list, Func<Node, bool> given)
    {
        foreach (WhenClause item in list)
            if (!Check(item.Condition, given) || !Check(item.Value, given))
                return false;
        return true;
    }

    private static bool All(NodeList<Expr> list, Func<Node, bool> given)
    {
        foreach (Expr item in list)
            if (!Check(item, given))
                return false;
        return true;
    }
}
