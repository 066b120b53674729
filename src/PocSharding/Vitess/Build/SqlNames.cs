using System.Text;
using PocSharding.Sql;

namespace PocSharding.Vitess;

/// <summary>SQL text inside VSchemas, as Vitess's parser takes it.</summary>
internal static class SqlNames
{
    /// <summary>
    /// <c>table</c> or <c>keyspace.table</c>, in backticks where it is a keyword or no plain name; null where it is neither.
    /// Vitess: sqlparser/parser.go, ParseTable.
    /// </summary>
    public static (string Keyspace, string Table)? ParseTable(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var lexer = new Lexer(bytes);
        if (Name(lexer.Next(), bytes) is not { } first)
            return null;
        Token after = lexer.Next();
        if (after.Kind == TokenKind.End)
            return ("", first);
        if (after.Kind != TokenKind.Dot || Name(lexer.Next(), bytes) is not { } second || lexer.Next().Kind != TokenKind.End)
            return null;
        return (first, second);
    }

    /// <summary>Whether a column's default is an expression. Vitess: sqlparser/parser.go, ParseExpr.</summary>
    public static bool IsExpression(string text)
    {
        ParseResult parsed = SqlParser.Parse("select " + text);
        return parsed.Error is null && parsed.Statement is Sql.Ast.Select { Items: [Sql.Ast.ExprItem, ..] };
    }

    private static string? Name(Token token, byte[] text)
    {
        ReadOnlySpan<byte> bytes = text.AsSpan(token.Start, token.Length);
        return token.Kind switch
        {
            TokenKind.Word when !Keywords.NeedsBackticks(Keywords.Find(bytes)) => Encoding.UTF8.GetString(bytes),
            TokenKind.QuotedIdent => Encoding.UTF8.GetString(bytes[1..^1]).Replace("``", "`", StringComparison.Ordinal),
            _ => null,
        };
    }
}
