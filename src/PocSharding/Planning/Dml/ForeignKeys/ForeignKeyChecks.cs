using System.Text.RegularExpressions;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>What a statement's hint says about <c>foreign_key_checks</c>; null where it says nothing.</summary>
internal static partial class ForeignKeyChecks
{
    public static bool? Of(Statement statement)
    {
        foreach (string comment in statement.Comments)
            if (Of(comment) is { } state)
                return state;
        return null;
    }

    public static bool? Of(string comment) => Hint().Match(comment) is { Success: true } match ? match.Groups[1].Value.ToUpperInvariant() is "ON" or "1" or "TRUE" : null;

    [GeneratedRegex(@"SET_VAR\s*\(\s*foreign_key_checks\s*=\s*'?(\w+)'?\s*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hint();
}
