using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>ALTER VSCHEMA. Vitess: ast_format.go, AlterVschema.</summary>
internal sealed partial class SqlPrinter
{
    private void AlterVSchema(AlterVSchema statement)
    {
        Put("alter vschema ").Put(statement.Verb switch
        {
            VSchemaVerb.CreateVindex => "create vindex ",
            VSchemaVerb.DropVindex => "drop vindex ",
            VSchemaVerb.AddTable => "add table ",
            VSchemaVerb.DropTable => "drop table ",
            VSchemaVerb.AddSequence => "add sequence ",
            VSchemaVerb.DropSequence => "drop sequence ",
            _ => "on ",
        }).Name(statement.Table);
        switch (statement.Verb)
        {
            case VSchemaVerb.AddColumnVindex:
                Put(" add vindex ").Name(statement.Vindex);
                Put(" ").Names(statement.Columns);
                break;
            case VSchemaVerb.DropColumnVindex: Put(" drop vindex ").Name(statement.Vindex); break;
            case VSchemaVerb.DropAutoIncrement: Put(" drop auto_increment"); break;
            case VSchemaVerb.AddAutoIncrement:
                Put(" add auto_increment ").Name(statement.Columns[0]);
                Put(" using ").Name(statement.Sequence);
                break;
        }
        if (!statement.Type.IsEmpty)
            Put(" using ").Name(statement.Type);
        for (int i = 0; i < statement.Params.Count; i++)
            Put(i == 0 ? " with " : ", ").Put(statement.Params[i].Name).Put("=").Put(statement.Params[i].Value);
    }
}
