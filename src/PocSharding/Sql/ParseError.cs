namespace PocSharding.Sql;

/// <summary>Why a text is not a statement: the place (byte offset; line and column from 1, column in bytes), what stood there and what was expected.</summary>
internal sealed record ParseError(int Offset, int Line, int Column, string Found, string Expected)
{
    public override string ToString() => $"line {Line}, column {Column}: expected {Expected}, found {Found}";

    /// <summary>In Vitess's words: the position is one past the token, counted from 1; punctuation is not named.</summary>
    public string InVitessWords(int textLength)
    {
        if (!Found.StartsWith('\''))
            return $"syntax error at position {textLength + 1}";
        int end = Offset + System.Text.Encoding.UTF8.GetByteCount(Found) - 2;
        bool named = char.IsLetterOrDigit(Found[1]) || Found[1] is '_' or '$' or '@' or '`' or '"' or '\'' || Found[1] > 127;
        return $"syntax error at position {end + 1}" + (named ? $" near {Found}" : "");
    }

    public static ParseError At(ReadOnlySpan<byte> text, int offset, int length, string expected)
    {
        ReadOnlySpan<byte> before = text[..offset];
        int line = before.Count((byte)'\n') + 1, column = offset - before.LastIndexOf((byte)'\n');
        string found = length == 0 ? "the end" : $"'{System.Text.Encoding.UTF8.GetString(text.Slice(offset, Math.Min(length, 60)))}'";
        return new ParseError(offset, line, column, found, expected);
    }
}

/// <summary>A statement, or why there is none. Both are null for a text without a statement (blanks and comments only). Partial: with an error, the CREATE or ALTER whose name was read before it, as Vitess's lenient parser takes it.</summary>
internal readonly record struct ParseResult(Ast.Statement? Statement, ParseError? Error, Ast.Statement? Partial = null);
