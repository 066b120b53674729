using System.Text.RegularExpressions;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>Changes the words of a statement: drops, doubles, swaps them, takes some from another statement.</summary>
internal static partial class TokenMutator
{
    private static readonly string[] Words =
    [
        "null", "?", ":v1", "::list", "1", "0", "'a'", "*", "distinct", "not", "exists", "(", ")", ",", "=", "in", "is null", "or", "and", "union", "union all", "left join",
        "limit 1", "limit 0", "order by 1", "group by 1", "for update", "count(*)", "sum(id)", "over ()", "(select 1)", "default", "values (id)", "last_insert_id()", "@@version",
        "natural join", "straight_join", "with rollup", "lateral", "found_rows()", "next value", "sql_calc_found_rows", "id", "intersect", "except", "between", "like", "<=>", "dual",
    ];

    public static string Mutate(string sql, string other, Random random)
    {
        List<string> words = Split(sql), others = Split(other);
        for (int n = random.Next(1, 4); n > 0 && words.Count > 2; n--)
        {
            int at = random.Next(words.Count), length = Math.Min(random.Next(1, 6), words.Count - at);
            switch (random.Next(6))
            {
                case 0: words.RemoveRange(at, length); break;
                case 1: words.InsertRange(at, words.GetRange(at, length)); break;
                case 2: words.Insert(at, Words[random.Next(Words.Length)]); break;
                case 3: words[at] = Words[random.Next(Words.Length)]; break;
                case 4: (words[at], words[^1]) = (words[^1], words[at]); break;
                default: words.InsertRange(at, others.Skip(random.Next(others.Count)).Take(random.Next(1, 8))); break;
            }
        }
        return string.Join(' ', words);
    }

    private static List<string> Split(string sql) => [.. Token().Matches(sql).Select(m => m.Value)];

    [GeneratedRegex(@"'[^']*'|`[^`]*`|[\w.]+|<=>|[<>!:]=|::|\S")]
    private static partial Regex Token();
}
