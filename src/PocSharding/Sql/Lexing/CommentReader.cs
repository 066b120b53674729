using System.Text;
using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Picks the comments out of the blanks between two tokens (Vitess keeps those after a statement's first keyword).</summary>
internal static class CommentReader
{
    public static NodeList<string> Read(ReadOnlySpan<byte> blanks)
    {
        List<string>? found = null;
        int at = 0;
        while (at < blanks.Length)
        {
            int length = LengthAt(blanks[at..]);
            if (length > 0)
                (found ??= []).Add(Encoding.UTF8.GetString(blanks.Slice(at, length)));
            at += Math.Max(1, length);
        }
        return found is null ? NodeList<string>.Empty : new NodeList<string>([.. found]);
    }

    private static int LengthAt(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("/*"u8))
            return Lexer.VersionedBody(text, 0) >= 0 ? 0 : text[2..].IndexOf("*/"u8) is >= 0 and int block ? block + 4 : 0;
        if (text[0] != '#' && !Lexer.StartsLineComment(text))
            return 0;
        int line = text.IndexOf((byte)'\n');
        return line < 0 ? text.Length : line + 1;
    }
}
