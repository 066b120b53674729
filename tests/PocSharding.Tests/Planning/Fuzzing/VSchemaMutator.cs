using System.Text.Json.Nodes;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>Changes a VSchema as people get it wrong, or right otherwise: vindexes, columns, pins, reference and sequence tables, rules, whole keyspaces.</summary>
internal sealed class VSchemaMutator(Random random)
{
    private static readonly string[] Types =
    [
        "hash", "xxhash", "binary", "numeric", "binary_md5", "null", "reverse_bits", "unicode_loose_md5", "unicode_loose_xxhash", "cfc", "multicol", "region_experimental", "lookup", "lookup_unique",
        "lookup_hash", "lookup_hash_unique", "consistent_lookup", "consistent_lookup_unique", "lookup_unicodeloosemd5_hash", "lookup_unicodeloosemd5_hash_unique", "nonsense",
    ];

    public JsonObject Mutate(JsonObject original, int changes)
    {
        var vschema = (JsonObject)original.DeepClone();
        for (int n = 0; n < changes; n++)
            Once(vschema);
        return vschema;
    }

    private void Once(JsonObject vschema)
    {
        JsonObject keyspaces = Child(vschema, "keyspaces");
        if (keyspaces.Count == 0)
            return;
        (string keyspaceName, JsonObject keyspace) = Any(keyspaces);
        JsonObject tables = Child(keyspace, "tables"), vindexes = Child(keyspace, "vindexes");
        int what = random.Next(16);
        if (what == 0)
            Rule(vschema, keyspaces);
        else if (what == 1)
            keyspace["sharded"] = !(keyspace["sharded"]?.GetValue<bool>() ?? false);
        else if (what == 2)
            keyspace[random.Next(2) == 0 ? "require_explicit_routing" : "foreign_key_mode"] = random.Next(2) == 0 ? true : Any("managed", "disallow", "unmanaged", "unspecified");
        else if (what == 3 && random.Next(4) == 0)
            keyspaces.Remove(keyspaceName);
        else if (what is 4 or 5 && vindexes.Count > 0)
            Vindex(Any(vindexes).Value, tables);
        else if (tables.Count > 0)
            Table(Any(tables), keyspaces, keyspace, vindexes);
    }

    private void Vindex(JsonObject vindex, JsonObject tables)
    {
        switch (random.Next(4))
        {
            case 0:
                vindex["owner"] = tables.Count > 0 && random.Next(2) == 0 ? Any(tables).Name : null;
                break;
            case 1:
                Child(vindex, "params")[Any("write_only", "batch_lookup", "autocommit", "no_verify", "ignore_nulls", "multi_shard_autocommit")] = Any("true", "false", "x");
                break;
            case 2:
                Child(vindex, "params")[Any("column_count", "column_bytes", "column_vindex", "cost", "table", "from", "to", "region_bytes")] = Any("1", "2", "2,1", "hash,binary", "t", "id", "id,name", "keyspace_id");
                break;
            default:
                vindex["type"] = Any(Types);
                break;
        }
    }

    private void Table((string Name, JsonObject Value) table, JsonObject keyspaces, JsonObject keyspace, JsonObject vindexes)
    {
        JsonArray columnVindexes = List(table.Value, "column_vindexes"), columns = List(table.Value, "columns");
        switch (random.Next(14))
        {
            case 0: Child(keyspace, "tables").Remove(table.Name); break;
            case 1: table.Value["pinned"] = Any("", "80", "zz"); break;
            case 2: table.Value["type"] = Any("reference", "sequence", "", "other"); break;
            case 3: table.Value["source"] = $"{Any(keyspaces).Name}.{table.Name}"; table.Value["type"] = "reference"; table.Value.Remove("column_vindexes"); break;
            case 4: table.Value["auto_increment"] = new JsonObject { ["column"] = Column(table.Value), ["sequence"] = Any(Child(keyspace, "tables")).Name }; break;
            case 5: table.Value["column_list_authoritative"] = random.Next(2) == 0; break;
            case 6: columns.Add(new JsonObject { ["name"] = Column(table.Value), ["type"] = Any("INT64", "VARCHAR", "JSON", "nonsense", "DECIMAL") }); break;
            case 7 when columns.Count > 0: columns.RemoveAt(random.Next(columns.Count)); break;
            case 8 when columnVindexes.Count > 0: columnVindexes.RemoveAt(random.Next(columnVindexes.Count)); break;
            case 9 when columnVindexes.Count > 0: columnVindexes.Insert(0, columnVindexes[random.Next(columnVindexes.Count)]!.DeepClone()); break;
            case 10 when vindexes.Count > 0:
                columnVindexes.Add(new JsonObject { ["name"] = Any(vindexes).Name, ["columns"] = new JsonArray(Column(table.Value), Column(table.Value)) });
                break;
            case 11: Child(Any(keyspaces).Value, "tables")[table.Name] = table.Value.DeepClone(); break;
            case 12: Child(keyspace, "tables")[Any(Child(keyspace, "tables")).Name] = table.Value.DeepClone(); break;
            default:
                if (vindexes.Count > 0)
                    columnVindexes.Insert(random.Next(columnVindexes.Count + 1), new JsonObject { ["name"] = Any(vindexes).Name, ["column"] = Column(table.Value) });
                break;
        }
    }

    private void Rule(JsonObject vschema, JsonObject keyspaces)
    {
        string from = Target(keyspaces), to = Target(keyspaces);
        switch (random.Next(4))
        {
            case 0: List(Child(vschema, "keyspace_routing_rules"), "rules").Add(new JsonObject { ["from_keyspace"] = Any(keyspaces).Name, ["to_keyspace"] = Any(keyspaces).Name }); break;
            case 1: List(Child(vschema, "mirror_rules"), "rules").Add(new JsonObject { ["from_table"] = from, ["to_table"] = to, ["percent"] = random.Next(0, 101) }); break;
            default:
                string name = random.Next(2) == 0 ? from : from[(from.IndexOf('.', StringComparison.Ordinal) + 1)..];
                List(Child(vschema, "routing_rules"), "rules").Add(new JsonObject { ["from_table"] = name, ["to_tables"] = random.Next(6) == 0 ? new JsonArray() : new JsonArray(to) });
                break;
        }
    }

    private string Target(JsonObject keyspaces)
    {
        (string name, JsonObject keyspace) = Any(keyspaces);
        JsonObject tables = Child(keyspace, "tables");
        return $"{name}.{(tables.Count == 0 ? "t" : Any(tables).Name)}";
    }

    /// <summary>A column that the table has, or one that it has not.</summary>
    private string Column(JsonObject table)
    {
        string[] known = [.. List(table, "columns").Concat(List(table, "column_vindexes")).Select(c => (c as JsonObject)?["name"]?.ToString() ?? "id"), "id", "name", "nowhere"];
        return Any(known);
    }

    private T Any<T>(params T[] list) => list[random.Next(list.Length)];

    private (string Name, JsonObject Value) Any(JsonObject map)
    {
        string name = map.ElementAt(random.Next(map.Count)).Key;
        return (name, Child(map, name));
    }

    private static JsonObject Child(JsonObject map, string name)
    {
        if (map[name] is not JsonObject)
            map[name] = new JsonObject();
        return (JsonObject)map[name]!;
    }

    private static JsonArray List(JsonObject map, string name)
    {
        if (map[name] is not JsonArray)
            map[name] = new JsonArray();
        return (JsonArray)map[name]!;
    }
}
