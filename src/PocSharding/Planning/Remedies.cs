using PocSharding.Planning.Plan;

namespace PocSharding.Planning;

/// <summary>What an application developer usually does about a refusal, by its text.</summary>
internal static class Remedies
{
    private static readonly (string Part, string Remedy)[] Table =
    [
        ("natural", "spell the join columns out in ON"),
        ("lateral derived tables", "rewrite as a join or an aggregate, or run two queries"),
        ("json_table", "take the JSON apart in the application, or store rows"),
        ("Assignment expression", "set the variable in a statement of its own, or use a window function"),
        ("INTO on sharded keyspace", "export in the client, or from each shard"),
        ("ANY/ALL/SOME", "use IN, NOT EXISTS, or compare with a MIN or MAX subquery"),
        ("nesting of UNIONs", "write the unions one after another"),
        ("CTE alias inside", "rename the common table expression"),
        ("subqueries in GROUP BY", "compute the value in a derived table"),
        ("subquery in outer join predicate", "join a derived table first, or move the condition to WHERE"),
        ("correlated subquery is only supported for EXISTS", "correlate by the sharding column, so that it runs on the shard; or use LEFT JOIN … IS NULL, or JOIN with GROUP BY"),
        ("unmergable subquery", "move the subquery to the top of WHERE, or split the OR into a UNION"),
        ("aggregation function", "group by the sharding column, or aggregate in the application"),
        ("only one DISTINCT aggregation", "run one query for each DISTINCT aggregate"),
        ("distinct aggregation function with multiple", "count over SELECT DISTINCT of the columns"),
        ("AVG(distinct", "divide a distinct sum by a distinct count in the application"),
        ("group concat", "concatenate in the application"),
        ("group_concat", "CONCAT the columns inside one argument"),
        ("WITH ROLLUP", "UNION the groupings, or total in the application"),
        ("window functions", "partition by the sharding column, or restrict the query to one shard"),
        ("hash joins must have", "use one equality predicate, or drop the LIMIT"),
        ("missing type information", "give the columns' types in the VSchema"),
        ("WITH expression in", "write the common table expression as a subquery"),
        ("UPDATE primary vindex", "delete the row and insert it again"),
        ("only UPDATE lookup vindexes", "drop the functional vindex on that column, or delete and insert"),
        ("only values are supported", "read the value first, then update with a literal"),
        ("should have ORDER BY", "add ORDER BY to the limited UPDATE"),
        ("is itself updated", "split into two statements"),
        ("DML on reference table with join", "change the source table, by its keys"),
        ("DML cannot update vindex column", "leave vindex columns out of ON DUPLICATE KEY UPDATE"),
        ("REPLACE INTO", "DELETE and INSERT, or INSERT … ON DUPLICATE KEY UPDATE"),
        ("cross-shard foreign keys", "shard parent and child by the same column, or leave foreign keys unmanaged"),
        ("schema tracking required", "give vtgate the columns: list them in the VSchema with column_list_authoritative"),
        ("not found", "add the table or column to the VSchema, or name its keyspace"),
        ("is ambiguous", "qualify the column with its table"),
        ("primary vindex", "give the table a unique primary vindex"),
        ("cannot be translated", "compute the expression in the application"),
    ];

    public static string For(Refused refusal)
    {
        foreach ((string part, string remedy) in Table)
            if (refusal.Message.Contains(part, StringComparison.OrdinalIgnoreCase))
                return remedy;
        return "";
    }
}
