using System.Text;

namespace PocSharding.Sql;

/// <summary>Turns MySQL text into a syntax tree. One statement; a semicolon may end it.</summary>
internal static class SqlParser
{
    [ThreadStatic]
    private static Parser? parser;

    public static ParseResult Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static ParseResult Parse(ReadOnlyMemory<byte> text)
    {
        Parser mine = parser ??= new Parser();
        try
        {
            return new ParseResult(mine.ParseStatement(text), null);
        }
        catch (ParseFailure failure)
        {
            return new ParseResult(null, failure.Error, mine.Partial);
        }
        finally
        {
            mine.Release();
        }
    }
}

/// <summary>Carries a <see cref="ParseError"/> out of the recursion; never leaves <see cref="SqlParser"/>.</summary>
internal sealed class ParseFailure(ParseError error) : Exception
{
    public ParseError Error => error;
}
