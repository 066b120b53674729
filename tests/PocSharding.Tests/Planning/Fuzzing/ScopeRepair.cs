using System.Text.Json.Nodes;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>Gives most columns of a mutated statement a table that stands in their scope, so that planning gets beyond name errors.</summary>
internal sealed class ScopeRepair
{
    private readonly Dictionary<string, string[]> columns = new(StringComparer.Ordinal);
    private readonly Random random;

    public ScopeRepair(JsonObject vschema, Random random)
    {
        this.random = random;
        foreach (JsonNode? keyspace in vschema["keyspaces"]!.AsObject().Select(k => k.Value))
            foreach ((string table, JsonNode? definition) in keyspace!["tables"]?.AsObject() ?? [])
                columns[table] = [.. Names(definition!["columns"]), .. Names(definition["column_vindexes"]), "id"];
    }

    public Statement Run(Statement statement) => (Statement)Repair(statement, []);

    private static IEnumerable<string> Names(JsonNode? list) =>
        (list as JsonArray ?? []).SelectMany(c => c!["columns"] is JsonArray several ? several.Select(s => s!.ToString()) : [(c["column"] ?? c["name"])!.ToString()]);

    private Node Repair(Node query, IReadOnlyList<(string Alias, string[] Columns)> outer)
    {
        var scope = new List<(string, string[])>();
        foreach (TableExpr table in Tables(query))
            Add(table, scope);
        return Tree.Map(query, n => ReferenceEquals(n, query) ? null : n switch
        {
            Select inner => Repair(inner, [.. scope, .. outer]),
            ColumnName column => Placed(column, scope, outer),
            _ => null,
        });
    }

    private static IEnumerable<TableExpr> Tables(Node query) => query switch
    {
        Select select => select.From,
        Update update => update.Tables,
        Delete delete => delete.Tables,
        Insert insert => [new AliasedTable(new TableRef(insert.Table), "")],
        _ => [],
    };

    private void Add(TableExpr table, List<(string, string[])> scope)
    {
        switch (table)
        {
            case AliasedTable { Source: TableRef named } aliased:
                scope.Add((aliased.Alias.Length > 0 ? aliased.Alias : named.Name.Name, columns.GetValueOrDefault(named.Name.Name) ?? ["id", "name"]));
                break;
            case AliasedTable { Source: DerivedTable derived } aliased:
                scope.Add((aliased.Alias, ItemNames(derived.Select)));
                break;
            case JoinTable join:
                Add(join.Left, scope);
                Add(join.Right, scope);
                break;
            case ParenthesizedTables several:
                foreach (TableExpr inner in several.Tables)
                    Add(inner, scope);
                break;
        }
    }

    private static string[] ItemNames(SelectStatement query) => query switch
    {
        Select select => [.. select.Items.OfType<ExprItem>().Select(i => i.Alias.IsEmpty ? (i.Expr as ColumnName)?.Name.Text ?? "id" : i.Alias.Text), "id"],
        Union union => ItemNames(union.Left),
        _ => ["id"],
    };

    private ColumnName Placed(ColumnName column, List<(string Alias, string[] Columns)> scope, IReadOnlyList<(string Alias, string[] Columns)> outer)
    {
        IReadOnlyList<(string Alias, string[] Columns)> from = scope.Count == 0 || (outer.Count > 0 && random.Next(10) == 0) ? outer : scope;
        if (from.Count == 0 || random.Next(12) == 0 || from.Any(s => s.Alias == column.Qualifier.Name && s.Columns.Contains(column.Name.Text)))
            return column;
        (string alias, string[] names) = from[random.Next(from.Count)];
        string name = names.Contains(column.Name.Text) ? column.Name.Text : names[random.Next(names.Length)];
        return new ColumnName(new Ident(name), random.Next(6) == 0 ? TableName.None : new TableName("", alias));
    }
}
