namespace PocSharding.Tests.Planning.Dml.ForeignKeys;

/// <summary>The keys that Vitess's planner tests add to schema.json in code (../shared/vitess/oracle-notes.md §3.1); a unique key on an expression is left out.</summary>
internal static class PlannerFixtures
{
    private static readonly string[] Keyed =
        ["tbl1", "tbl2", "tbl3", "tbl4", "tbl5", "tbl6", "tbl7", "tbl9", "tbl10", "multicol_tbl1", "multicol_tbl2", "tbl_auth", "tblrefDef", "tbl20"];

    public static string PrimaryKeys { get; } = string.Join('\n', (string[])[
        .. Keyed.Select(t => $"sharded_fk_allow.{t}\tid"),
        .. Enumerable.Range(1, 12).Select(i => $"unsharded_fk_allow.u_tbl{i}\tid"),
        .. Enumerable.Range(1, 3).Select(i => $"unsharded_fk_allow.u_multicol_tbl{i}\tid"),
    ]);

    public static string UniqueKeys { get; } = string.Join('\n', (string[])[
        "unsharded_fk_allow.u_tbl9\tcol9",
        "unsharded_fk_allow.u_tbl9\tcol9,foo",
        "unsharded_fk_allow.u_tbl9\tfoo,bar",
        "unsharded_fk_allow.u_tbl9\tbar,col9",
        "unsharded_fk_allow.u_tbl8\tcol8",
    ]);

    public static string ForeignKeys { get; } = string.Join('\n', (string[])[
        Sharded("multicol_tbl2", "colb,cola,x,colc,y", "multicol_tbl1", "colb,cola,y,colc,x", "CASCADE", "CASCADE"),
        Sharded("tbl2", "col2", "tbl1", "col1", "RESTRICT", "RESTRICT"),
        Sharded("tbl2", "col2,col", "tbl1", "col1,col", "RESTRICT", "RESTRICT"),
        Sharded("tbl3", "coly", "tbl1", "t1col1", "", ""),
        Sharded("tbl10", "sk,col", "tbl2", "col2,col", "RESTRICT", "RESTRICT"),
        Sharded("tbl10", "col", "tbl3", "col", "RESTRICT", "RESTRICT"),
        Sharded("tbl4", "col4", "tbl5", "col5", "SET NULL", "CASCADE"),
        Sharded("tbl4", "t4col4", "tbl5", "t5col5", "SET NULL", "CASCADE"),
        Sharded("tbl5", "col5", "tbl8", "col8", "SET NULL", "SET NULL"),
        Sharded("tbl4", "col_ref", "tbl9", "col9", "SET NULL", "SET NULL"),
        Sharded("tbl6", "col6", "tbl7", "col7", "NO ACTION", "NO ACTION"),
        Sharded("tbl6", "t6col6", "tbl7", "t7col7", "NO ACTION", "NO ACTION"),
        Sharded("tbl6", "t6col62", "tbl7", "t7col72", "NO ACTION", "NO ACTION"),
        Sharded("tblrefDef", "ref", "tbl20", "col2", "SET DEFAULT", "SET DEFAULT"),
        Sharded("tbl_auth", "id", "tbl20", "col2", "CASCADE", "CASCADE"),
        Unsharded("u_tbl2", "col2", "u_tbl1", "col1", "CASCADE", "CASCADE"),
        Unsharded("u_tbl9", "col9", "u_tbl1", "col1", "SET NULL", "NO ACTION"),
        Unsharded("u_tbl4", "col41", "u_tbl1", "col14", "NO ACTION", "NO ACTION"),
        Unsharded("u_tbl3", "col3", "u_tbl2", "col2", "SET NULL", "SET NULL"),
        Unsharded("u_tbl4", "col4", "u_tbl3", "col3", "RESTRICT", "RESTRICT"),
        Unsharded("u_tbl6", "col6", "u_tbl5", "col5", "", ""),
        Unsharded("u_tbl8", "col8", "u_tbl9", "col9", "SET NULL", "SET NULL"),
        Unsharded("u_tbl8", "col8", "u_tbl6", "col6", "CASCADE", "CASCADE"),
        Unsharded("u_tbl4", "col4", "u_tbl7", "col7", "CASCADE", "CASCADE"),
        Unsharded("u_tbl9", "col9", "u_tbl4", "col4", "RESTRICT", "RESTRICT"),
        Unsharded("u_tbl11", "col", "u_tbl10", "col", "CASCADE", "CASCADE"),
        "unsharded_fk_allow.u_tbl\tcol\tsharded_fk_allow.s_tbl\tcol\tRESTRICT\tRESTRICT",
        Unsharded("u_multicol_tbl2", "cola,colb", "u_multicol_tbl1", "cola,colb", "SET NULL", "SET NULL"),
        Unsharded("u_multicol_tbl3", "cola,colb", "u_multicol_tbl2", "cola,colb", "CASCADE", "CASCADE"),
        Unsharded("u_tbl12", "parent_id", "u_tbl12", "id", "RESTRICT", "RESTRICT"),
    ]);

    private static string Sharded(string child, string columns, string parent, string parentColumns, string onUpdate, string onDelete) =>
        $"sharded_fk_allow.{child}\t{columns}\tsharded_fk_allow.{parent}\t{parentColumns}\t{onDelete}\t{onUpdate}";

    private static string Unsharded(string child, string columns, string parent, string parentColumns, string onUpdate, string onDelete) =>
        $"unsharded_fk_allow.{child}\t{columns}\tunsharded_fk_allow.{parent}\t{parentColumns}\t{onDelete}\t{onUpdate}";
}
