using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>INTERVAL as an operand: an amount and its unit.</summary>
internal sealed partial class Parser
{
    /// <summary><c>INTERVAL n unit</c> rather than the function <c>INTERVAL(n, …)</c>: whether a unit follows the parenthesis.</summary>
    private bool IsIntervalOperand()
    {
        var ahead = new Lexer(Text, lexerState);
        if (ahead.Next().Kind != TokenKind.LeftParen)
            return true;
        int open = 1;
        bool query = false;
        for (bool first = true; open > 0; first = false)
        {
            Token next = ahead.Next();
            query |= first && next.Kind == TokenKind.Word && next.Keyword is SELECT or WITH;
            if (next.Kind is TokenKind.End or TokenKind.Invalid || (next.Kind == TokenKind.Comma && open == 1 && !query))
                return false;
            open += next.Kind switch { TokenKind.LeftParen => 1, TokenKind.RightParen => -1, _ => 0 };
        }
        return !Is(TokenKind.End) && ahead.Next().Kind is TokenKind.Word or TokenKind.Plus or TokenKind.Minus or TokenKind.Star;
    }

    private (Expr Amount, string Unit) Interval()
    {
        Expect(INTERVAL);
        Expr amount = Expression(PrecBitOr);
        return (amount, IntervalUnit());
    }

    private string IntervalUnit()
    {
        string unit = Keywords.Name(token.Keyword);
        if (unit.StartsWith("sql_tsi_", StringComparison.Ordinal))
            unit = unit[8..];
        if (!IntervalUnits.Contains(unit))
            throw Fail("an interval unit");
        Advance();
        return unit;
    }

    private static readonly HashSet<string> IntervalUnits =
    [
        "microsecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year", "second_microsecond", "minute_microsecond",
        "minute_second", "hour_microsecond", "hour_second", "hour_minute", "day_microsecond", "day_second", "day_minute", "day_hour", "year_month",
    ];
}
