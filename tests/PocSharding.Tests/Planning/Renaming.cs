using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Planning;

/// <summary>
/// Gives every keyspace, table, vindex, column and alias a name without meaning, in a VSchema, statements and keys alike. The names keep their
/// order, because Vitess goes by it in places. What Vitess itself gives a meaning to (system schemas, <c>dual</c>, columns of vindex functions) stays, and
/// keywords, which sort as they are quoted.
/// </summary>
internal sealed partial class Renaming
{
    private static readonly HashSet<string> Meaningful = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "dual", "information_schema", "performance_schema", "sys", "mysql", "id", "keyspace_id", "range_start", "range_end", "hex_keyspace_id", "shard", "keyspaces",
    };

    private readonly Dictionary<string, string> renamed = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> originals = [];

    public Renaming(JsonObject vschema, IEnumerable<Statement> statements)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        string Collect(string name)
        {
            names.Add(name.ToLowerInvariant());
            return name;
        }
        VSchema(vschema, Collect);
        foreach (Statement statement in statements)
            Statement(statement, Collect);
        foreach (string name in names.Where(n => !Meaningful.Contains(n) && SqlPrinter.Quote(n) == n))
        {
            renamed[name] = string.Create(CultureInfo.InvariantCulture, $"qz{originals.Count:D5}k");
            originals.Add(name);
        }
    }

    public JsonObject VSchema(JsonObject vschema) => VSchema(vschema, New);

    public string Statement(Statement statement) => SqlPrinter.Print(Statement(statement, New));

    /// <summary>Tab-separated tables and columns.</summary>
    public string Lines(string lines) => Word().Replace(lines, m => New(m.Value));

    /// <summary>A plan of renamed things with the original names, without backticks.</summary>
    public string Back(string plan) => Plain(Meaningless().Replace(plan, m => originals[int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]));

    public static string Plain(string plan) => plan.Replace("`", "", StringComparison.Ordinal).ToLowerInvariant();

    private string New(string name) => renamed.GetValueOrDefault(name, name);

    private static JsonObject VSchema(JsonObject vschema, Func<string, string> rename)
    {
        var keyspaces = new JsonObject();
        foreach ((string name, JsonNode? keyspace) in vschema["keyspaces"]!.AsObject())
            keyspaces[rename(name)] = Named(keyspace!, rename);
        return new JsonObject { ["keyspaces"] = keyspaces };
    }

    /// <summary>Keys of maps of things, and texts that name things.</summary>
    private static JsonNode? Named(JsonNode? node, Func<string, string> rename, string key = "") => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(key is "tables" or "vindexes" ? rename(p.Key) : p.Key, Named(p.Value, rename, key is "tables" or "vindexes" ? "" : p.Key)))),
        JsonArray list => new JsonArray([.. list.Select(i => Named(i, rename, key))]),
        JsonValue value when key is "name" or "column" or "columns" or "owner" or "sequence" or "source" or "table" or "from" =>
            JsonValue.Create(Word().Replace(value.ToString(), m => rename(m.Value))),
        _ => node?.DeepClone(),
    };

    private static Statement Statement(Statement statement, Func<string, string> rename) => Tree.Rewrite(statement, node => node switch
    {
        TableName name => Named(name, rename),
        ColumnName column => column with { Name = new Ident(rename(column.Name.Text)), Qualifier = Named(column.Qualifier, rename) },
        ExprItem item => item with { Alias = new Ident(rename(item.Alias.Text)) },
        AliasedTable table => table with { Alias = rename(table.Alias), Columns = Renamed(table.Columns, rename) },
        CommonTableExpr table => table with { Name = rename(table.Name), Columns = Renamed(table.Columns, rename) },
        JoinTable join => join with { Using = Renamed(join.Using, rename) },
        Insert insert => insert with { Columns = Renamed(insert.Columns, rename), RowAlias = rename(insert.RowAlias), RowAliasColumns = Renamed(insert.RowAliasColumns, rename) },
        IndexHint hint => hint with { Indexes = Renamed(hint.Indexes, rename) },
        DefaultExpr value => value with { Column = new Ident(rename(value.Column.Text)) },
        _ => node,
    });

    private static TableName Named(TableName name, Func<string, string> rename) => new(rename(name.Qualifier), rename(name.Name));

    private static NodeList<Ident> Renamed(NodeList<Ident> names, Func<string, string> rename) => new([.. names.Span.ToArray().Select(n => new Ident(rename(n.Text)))]);

    [GeneratedRegex(@"[\w$-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"qz(\d{5})k")]
    private static partial Regex Meaningless();
}
