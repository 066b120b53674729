using System.Globalization;
using System.Text;
using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Prints a tree in Vitess's canonical form (Vitess: ast_format.go). The rules stand in the files SqlPrinter.*.cs.</summary>
internal sealed partial class SqlPrinter
{
    private readonly StringBuilder text = new();
    private int depth;

    public static string Print(Node node)
    {
        var printer = new SqlPrinter();
        printer.Any(node);
        return printer.text.ToString();
    }

    /// <summary>An identifier, in backticks where Vitess puts them: keywords, and characters other than letters, digits, _ and $ (and @).</summary>
    public static string Quote(string name) => NeedsQuotes(name) ? Backticked(name) : name;

    private static bool NeedsQuotes(string name)
    {
        for (int i = 0; i < name.Length; i++)
            if (!IsPlain(name[i], first: i == 0))
                return true;
        return Keywords.NeedsBackticks(Keywords.Find(name));
    }

    private static bool IsPlain(char c, bool first) => char.IsAsciiLetter(c) || c is '_' or '$' || (char.IsAsciiDigit(c) && !first);

    private static string Backticked(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private void Any(Node node)
    {
        switch (node)
        {
            case Expr expr: Expression(expr); break;
            case Statement statement: Statement(statement); break;
            case TableExpr table: Table(table); break;
            case SelectItem item: Item(item); break;
            case TableName table: Name(table); break;
            case OrderItem order: Order(order); break;
            case Assignment assignment: Assign(assignment); break;
            case ColumnType type: Type(type); break;
            case ConvertType type: Convert(type); break;
            case OverClause over: Over(over); break;
            case WindowSpecification window: Window(window); break;
            case Limit limit: OptionalLimit(limit); break;
            case WithClause with: With(with); break;
            default: Definition(node); break;
        }
    }

    // ---- small things ----

    private SqlPrinter Put(string words)
    {
        text.Append(words);
        return this;
    }

    private SqlPrinter Put(int number)
    {
        text.Append(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    private void Name(string name) => Put(Quote(name));

    private void Name(Ident name) => Put(Quote(name.Text));

    private void Name(TableName table)
    {
        if (table.Qualifier.Length > 0)
        {
            Name(table.Qualifier);
            Put(".");
        }
        Name(table.Name);
    }

    private void Names(NodeList<Ident> names)
    {
        string separator = "(";
        foreach (Ident name in names)
        {
            Put(separator).Name(name);
            separator = ", ";
        }
        Put(")");
    }

    private void Comma<T>(NodeList<T> list) where T : Node
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (i > 0)
                Put(", ");
            Any(list[i]);
        }
    }

    private void Comments(NodeList<string> comments)
    {
        foreach (string comment in comments)
            Put(comment).Put(" ");
    }

    // ---- text in quotes: Vitess's EncodeSQL ----

    private void Quoted(ReadOnlySpan<byte> bytes)
    {
        text.Append('\'');
        Span<char> chars = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        int length = Encoding.UTF8.GetChars(bytes, chars);
        EscapeInto(chars[..length]);
        text.Append('\'');
    }

    private void EscapeInto(ReadOnlySpan<char> chars)
    {
        for (int i = 0; i < chars.Length; i++)
        {
            char c = chars[i];
            if (c == '\\' && i + 1 < chars.Length && chars[i + 1] is '%' or '_')
            {
                text.Append('\\').Append(chars[++i]);
                continue;
            }
            string? escape = Escape(c);
            if (escape is null)
                text.Append(c);
            else
                text.Append(escape);
        }
    }

    private static string? Escape(char c) => c switch
    {
        '\0' => "\\0",
        '\'' => "\\'",
        '\b' => "\\b",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u001a' => "\\Z",
        '\\' => "\\\\",
        _ => null,
    };

    private void Quoted(string value)
    {
        text.Append('\'');
        EscapeInto(value);
        text.Append('\'');
    }
}
