using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Plan;

/// <summary>A plan as Vitess's EXPLAIN prints it, members in the order of Vitess's case files, without FieldQuery.</summary>
internal static class PlanJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>{Type, QueryType, Original, Instructions, TablesUsed}.</summary>
    public static string Explain(Planned plan, string original)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("Type", plan.Type.ToString());
            json.WriteString("QueryType", plan.QueryType);
            json.WriteString("Original", original);
            Body(json, plan);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The plan, or <c>{"Original", "Error"}</c>, or <c>{"Original", "NotModelled"}</c>.</summary>
    public static string Document(PlanResult result, string original)
    {
        if (result is Planned plan)
            return Explain(plan, original);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("Original", original);
            if (result is Refused refused)
                json.WriteString("Error", refused.ToString());
            else
                json.WriteString("NotModelled", ((NotModelled)result).Why);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>One line of a batch: the plan, the error, or that it is not modelled.</summary>
    public static string Line(int number, PlanResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteNumber("q", number);
            switch (result)
            {
                case Planned plan:
                    json.WriteString("type", plan.Type.ToString());
                    json.WriteStartObject("plan");
                    json.WriteString("QueryType", plan.QueryType);
                    Body(json, plan);
                    json.WriteEndObject();
                    break;
                case Refused refused:
                    json.WriteString("error", refused.ToString());
                    break;
                case NotModelled unknown:
                    json.WriteString("not_modelled", unknown.Why);
                    break;
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Body(Utf8JsonWriter json, Planned plan)
    {
        if (plan.Root is not null)
        {
            json.WritePropertyName("Instructions");
            Write(json, plan.Root, null);
        }
        if (plan.TablesUsed.Count > 0)
            Strings(json, "TablesUsed", plan.TablesUsed);
    }

    private static void Write(Utf8JsonWriter json, Primitive primitive, string? inputName)
    {
        json.WriteStartObject();
        if (inputName is not null)
            json.WriteString("InputName", inputName);
        Members(json, primitive);
        if (primitive.Inputs.Count > 0)
        {
            json.WriteStartArray("Inputs");
            for (int i = 0; i < primitive.Inputs.Count; i++)
                Write(json, primitive.Inputs[i], InputName(primitive, i));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string? InputName(Primitive parent, int index) => parent switch
    {
        UncorrelatedSubquery => index == 0 ? "SubQuery" : "Outer",
        FkCascade cascade => index == 0 ? "Selection" : index <= cascade.Children.Count ? $"CascadeChild-{index}" : "Parent",
        FkVerify verify => index < verify.Checks.Count ? $"Verify{(verify.Checks[index].Parent ? "Parent" : "Child")}-{index + 1}" : "PostVerify",
        Upsert => (index % 2 == 0 ? "Insert-" : "Update-") + ((index / 2) + 1).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static void Members(Utf8JsonWriter json, Primitive primitive)
    {
        switch (primitive)
        {
            case Route route:
                Head(json, "Route", route.Routing.Opcode.ToString(), route.Routing.Keyspace);
                if (route.OrderBy is not null)
                    json.WriteString("OrderBy", route.OrderBy.ToString());
                json.WriteString("Query", route.Query.ToString());
                WillRefuse(json, route);
                if (route.ResultColumns > 0)
                    json.WriteNumber("ResultColumns", route.ResultColumns);
                SystemSchema(json, route.Routing);
                Vindex(json, route.Routing);
                break;
            case VindexLookup lookup:
                Head(json, "VindexLookup", lookup.Routing.Opcode.ToString(), lookup.Routing.Keyspace);
                Vindex(json, lookup.Routing);
                break;
            case Dml dml:
                Head(json, dml.Verb.ToString(), dml.Routing.Opcode.ToString(), dml.Routing.Keyspace);
                if (dml.OwnedVindexQuery is not null)
                    json.WriteString("OwnedVindexQuery", dml.OwnedVindexQuery.ToString());
                json.WriteString("Query", dml.Query.ToString());
                WillRefuse(json, dml);
                Vindex(json, dml.Routing);
                break;
            case InsertRows insert:
                Insert(json, insert);
                break;
            default:
                Others(json, primitive);
                break;
        }
    }

    /// <summary>Ours, not Vitess's: columns of the text that MySQL will not find.</summary>
    private static void WillRefuse(Utf8JsonWriter json, Primitive leaf)
    {
        IReadOnlyList<UnknownColumn> columns = LeafText.Of(leaf);
        if (columns.Count == 0)
            return;
        json.WriteStartArray("MySQLWillRefuse");
        foreach (UnknownColumn column in columns)
        {
            json.WriteStartObject();
            json.WriteString("Column", column.Name);
            json.WriteString("Why", column.Why.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Insert(Utf8JsonWriter json, InsertRows insert)
    {
        Head(json, "Insert", insert.Variant.ToString(), insert.Keyspace);
        if (insert.Sequence is { } sequence)
            json.WriteString("AutoIncrement", $"select next :n /* INT64 */ from {sequence.Sequence.Name}:Values::({string.Join(", ", insert.SequenceValues)})");
        if (insert.Ignore && insert.Variant != InsertVariant.Unsharded)
            json.WriteBoolean("InsertIgnore", true);
        if (insert.Variant != InsertVariant.Select)
            json.WriteString("Query", insert.Query.ToString());
        if (insert.VindexValues.Count == 0)
            return;
        json.WriteStartObject("VindexValues");
        foreach ((ColumnVindex vindex, IReadOnlyList<IReadOnlyList<Expr>> columns) in insert.VindexValues.OrderBy(v => v.Vindex.Name, StringComparer.Ordinal))
            json.WriteString(vindex.Name, string.Join(", ", columns.SelectMany(c => c).Select(SqlPrinter.Print)));
        json.WriteEndObject();
    }

    private static void Others(Utf8JsonWriter json, Primitive primitive)
    {
        switch (primitive)
        {
            case Join join:
                Head(json, "Join", join.Variant.ToString(), null);
                if (join.JoinVariables.Count > 0)
                    Pairs(json, "JoinVars", join.JoinVariables);
                break;
            case SemiJoin:
                Head(json, "SemiJoin", null, null);
                break;
            case UncorrelatedSubquery subquery:
                Head(json, "UncorrelatedSubquery", subquery.Variant.ToString(), null);
                break;
            case LimitRows limit:
                Head(json, "Limit", null, null);
                if (limit.Count is not null)
                    json.WriteString("Count", SqlPrinter.Print(limit.Count));
                if (limit.Offset is not null)
                    json.WriteString("Offset", SqlPrinter.Print(limit.Offset));
                break;
            case Aggregate aggregate:
                Head(json, "Aggregate", aggregate.Variant.ToString(), null);
                Optional(json, "Aggregates", aggregate.Aggregates.ToString());
                Optional(json, "GroupBy", aggregate.GroupBy.ToString());
                break;
            case RowOperator row:
                Row(json, row);
                break;
            case NamedPrimitive named:
                Named(json, named);
                break;
            default:
                Head(json, primitive switch { RecurseCte => "RecurseCTE", DmlWithInput => "DMLWithInput", FkVerify => "FKVerify", _ => primitive.GetType().Name }, null, null);
                break;
        }
    }

    private static void Row(Utf8JsonWriter json, RowOperator row)
    {
        Head(json, row.Kind.ToString(), row.Kind == RowOperatorKind.Sort ? "Memory" : null, null);
        string? member = row.Kind switch
        {
            RowOperatorKind.Sort => "OrderBy",
            RowOperatorKind.Filter => "Predicate",
            RowOperatorKind.Projection => "Expressions",
            RowOperatorKind.SimpleProjection or RowOperatorKind.RenameFields => "Columns",
            _ => null,
        };
        if (member is not null)
            Optional(json, member, row.Detail.ToString());
    }

    private static void Optional(Utf8JsonWriter json, string member, string text)
    {
        if (text.Length > 0)
            json.WriteString(member, text);
    }

    private static void Named(Utf8JsonWriter json, NamedPrimitive named)
    {
        Head(json, named.OperatorType, named.Variant.Length == 0 ? null : named.Variant, named.Keyspace);
        if (named.TargetDestination is not null)
            json.WriteString("TargetDestination", named.TargetDestination.ToString());
        if (named.Query is not null)
            json.WriteString("Query", named.Query.ToString());
        if (named.Vindex is not null)
            json.WriteString("Vindex", named.Vindex.Name);
    }

    private static void Head(Utf8JsonWriter json, string type, string? variant, Keyspace? keyspace)
    {
        json.WriteString("OperatorType", type);
        if (variant is not null)
            json.WriteString("Variant", variant);
        if (keyspace is null)
            return;
        json.WriteStartObject("Keyspace");
        json.WriteString("Name", keyspace.Name);
        json.WriteBoolean("Sharded", keyspace.Sharded);
        json.WriteEndObject();
    }

    private static void SystemSchema(Utf8JsonWriter json, Routing routing)
    {
        if (routing.TableNames.Count > 0)
            json.WriteString("SysTableTableName", $"[{string.Join(", ", routing.TableNames.Select(t => $"{t.Key}:{Plain(t.Value)}"))}]");
        if (routing.Schemas.Count > 0)
            json.WriteString("SysTableTableSchema", $"[{string.Join(", ", routing.Schemas.Select(Plain))}]");
    }

    private static void Vindex(Utf8JsonWriter json, Routing routing)
    {
        if (routing.Vindex is null)
            return;
        Strings(json, "Values", routing.Values.Select(Plain));
        json.WriteString("Vindex", routing.Vindex.Name);
    }

    /// <summary>A value without the type that its text carries.</summary>
    private static string Plain(Expr value) => SqlPrinter.Print(Tree.Map(value, n => n is Argument { TypeName: not null } argument ? new Argument(argument.Name) : null));

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Pairs(Utf8JsonWriter json, string name, IReadOnlyList<(string Name, Expr Expr)> pairs)
    {
        json.WriteStartObject(name);
        foreach ((string key, Expr value) in pairs)
            json.WriteString(key, SqlPrinter.Print(value));
        json.WriteEndObject();
    }
}
