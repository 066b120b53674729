using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Data definition.</summary>
internal sealed partial class SqlPrinter
{
    private void Definition(Node node) => throw new InvalidOperationException(node.GetType().Name);

    private void Type(ColumnType type)
    {
        Put(type.Name);
        if (type.Members.Count > 0)
        {
            string separator = "(";
            foreach (string member in type.Members)
            {
                Put(separator).Quoted(member);
                separator = ", ";
            }
            Put(")");
        }
        if (type.Length is { } length)
        {
            Put("(").Put(length);
            if (type.Scale is { } scale)
                Put(",").Put(scale);
            Put(")");
        }
        Put(type.Unsigned ? " unsigned" : "").Put(type.Zerofill ? " zerofill" : "");
        Put(type.CharacterSet is { } set ? " character set " + set : "").Put(type.Binary ? " binary" : "").Put(type.Collation is { } collation ? " collate " + collation : "");
    }
}
