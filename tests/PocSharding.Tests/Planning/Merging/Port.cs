namespace PocSharding.Tests.Planning.Merging;

/// <summary>Boats and their crew, sharded by the boat; cranes, which are not sharded.</summary>
internal static class Port
{
    private static readonly VSchema VSchema = VSchema.Parse("""
        {
          "keyspaces": {
            "quay": { "tables": { "crane": {} } },
            "port": {
              "sharded": true,
              "vindexes": { "xx": { "type": "xxhash" } },
              "tables": {
                "boat": { "column_vindexes": [{ "column": "id", "name": "xx" }] },
                "crew": { "column_vindexes": [{ "column": "boat_id", "name": "xx" }] }
              }
            }
          }
        }
        """);

    public static string Shape(string query) => VSchema.Shape(query);
}
