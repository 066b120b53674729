using System.Globalization;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Names of bind variables, none given twice. Vitess: sqlparser/reserved_vars.go.</summary>
internal sealed class ReservedNames
{
    private const string Subquery = "__sq";

    private HashSet<string> used;
    private bool shared;
    private int literals;
    private int subqueries;
    private Dictionary<string, int>? numbers;

    public ReservedNames(IEnumerable<string> used) => this.used = new HashSet<string>(used, StringComparer.Ordinal);

    private ReservedNames(ReservedNames other)
    {
        used = other.used;
        shared = true;
        literals = other.literals;
    }

    public ReservedNames Copy() => new(this);

    /// <summary>A copy owns its names from the first one that it gives.</summary>
    private bool Add(string name)
    {
        if (shared)
            used = new HashSet<string>(used, StringComparer.Ordinal);
        shared = false;
        return used.Add(name);
    }

    /// <summary><c>u_id</c>, <c>id</c>, <c>id1</c>, …</summary>
    public string ForColumn(ColumnName column)
    {
        string name = column.Qualifier.IsEmpty ? column.Name.Text : $"{column.Qualifier.Name}_{column.Name.Text}";
        return Unused(Compliant(name));
    }

    /// <summary>The text, what is no letter or digit replaced: <c>sum__u_x_</c>.</summary>
    public string ForExpression(Expr expr) => Unused(Compliant(Sql.SqlPrinter.Print(expr)));

    public string ForLiteral()
    {
        string name;
        do
            name = "vtg" + (++literals).ToString(CultureInfo.InvariantCulture);
        while (!Add(name));
        return name;
    }

    public string ForSubquery()
    {
        string name;
        do
            name = Subquery + (++subqueries).ToString(CultureInfo.InvariantCulture);
        while (!Add(name));
        return name;
    }

    /// <summary>The name that says whether a subquery gave any row.</summary>
    public string ForHasValues() => Unused(Subquery + "_has_values");

    /// <summary>Whether a name is of the kind that carries what a subquery gave.</summary>
    public static bool IsOfSubquery(string name) => name.StartsWith(Subquery, StringComparison.Ordinal);

    public string Unused(string name)
    {
        if (Add(name))
            return name;
        numbers ??= new Dictionary<string, int>(StringComparer.Ordinal);
        int number = numbers.GetValueOrDefault(name);
        string numbered;
        do
            numbered = name + (++number).ToString(CultureInfo.InvariantCulture);
        while (!Add(numbered));
        numbers[name] = number;
        return numbered;
    }

    public static string Compliant(string name) =>
        string.Create(name.Length, name, static (span, text) =>
        {
            for (int i = 0; i < text.Length; i++)
                span[i] = char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '@' ? text[i] : '_';
        });
}
