using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>A table of a system schema: the schema or table named in a predicate decides at run time. Vitess: info_schema_planning.go (planner-facts §16).</summary>
internal sealed class InfoSchemaRouting : TableRouting
{
    private const string SchemaArgument = "__vtschemaname";

    private static readonly HashSet<string> SchemaColumns = new(StringComparer.OrdinalIgnoreCase)
    {
        "table_schema", "constraint_schema", "schema_name", "event_schema", "trigger_schema", "routine_schema", "specific_schema", "referenced_table_schema",
        "unique_constraint_schema", "event_object_schema", "view_schema",
    };

    public override Opcode Opcode => Opcode.DBA;

    public override Keyspace? Keyspace => null;

    /// <summary>Values compared with a schema column.</summary>
    public List<Expr> Schemas { get; private init; } = [];

    /// <summary>Values compared with a table name column, by argument.</summary>
    public SortedDictionary<string, Expr> TableNames { get; private init; } = new(StringComparer.Ordinal);

    public override TableRouting Clone() => new InfoSchemaRouting { Schemas = [.. Schemas], TableNames = new(TableNames, StringComparer.Ordinal) };

    /// <summary>The value is taken out of the query: it names a Vitess keyspace, MySQL's schema is another.</summary>
    protected override TableRouting Update(PlanContext context, Predicate predicate)
    {
        if (predicate.Expr is not ComparisonExpr { Op: ComparisonOp.Equal } equal)
            return this;
        (ColumnName? column, Expr value, bool left) = equal.Left is ColumnName l && IsRoutable(l)
            ? (l, equal.Right, true)
            : (equal.Right as ColumnName, equal.Left, false);
        if (column is null || !IsRoutable(column) || IsDatabaseFunction(value) || !Evaluable.IsValue(value) || value is Argument { Name: SchemaArgument })
            return this;
        bool schema = SchemaColumns.Contains(column.Name.Text);
        string argument = schema ? SchemaArgument : context.Names.ForColumn(column);
        if (schema && !Schemas.Contains(value))
            Schemas.Add(value);
        else if (!schema)
            TableNames[argument] = value;
        var lifted = new Argument(argument, LiteralKind.String) { TypeName = "VARCHAR" };
        predicate.Expr = left ? equal with { Right = lifted } : equal with { Left = lifted };
        return this;
    }

    /// <summary>Null when values contradict, or might.</summary>
    public static InfoSchemaRouting? Merge(InfoSchemaRouting a, InfoSchemaRouting b)
    {
        if (!a.HasPredicates)
            return b;
        if (!b.HasPredicates)
            return a;
        if (a.Schemas.Count == 0 && b.Schemas.Count == 0)
            return b.TableNames.All(t => !a.TableNames.TryGetValue(t.Key, out Expr? other) || other.Equals(t.Value)) ? a.Joined(b) : null;
        return a.Schemas.SequenceEqual(b.Schemas) ? a.Joined(b) : null;
    }

    private bool HasPredicates => Schemas.Count + TableNames.Count > 0;

    private InfoSchemaRouting Joined(InfoSchemaRouting other)
    {
        var joined = (InfoSchemaRouting)Clone();
        foreach ((string name, Expr value) in other.TableNames)
            joined.TableNames[name] = value;
        return joined;
    }

    private static bool IsRoutable(ColumnName column) =>
        SchemaColumns.Contains(column.Name.Text) || column.Name.Equals(new Ident("table_name")) || column.Name.Equals(new Ident("referenced_table_name"));

    private static bool IsDatabaseFunction(Expr expr) =>
        expr is FunctionExpr function && function.Name.Text.ToLowerInvariant() is "database" or "schema";
}
