using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>ALTER TABLE … PARTITION.</summary>
internal sealed partial class Parser
{
    private OtherAlterAction? PartitionAction()
    {
        Keyword verb = token.Keyword;
        switch (verb)
        {
            case REMOVE or UPGRADE:
                Advance();
                Expect(PARTITIONING);
                return new OtherAlterAction($"{Keywords.Name(verb)} partitioning", verb == UPGRADE ? AlterActionKind.Partition : AlterActionKind.Other);
            case DISCARD or IMPORT when NextIs(TABLESPACE):
                Advance();
                Advance();
                return new OtherAlterAction($"{Keywords.Name(verb)} tablespace");
            case REORGANIZE: return Reorganize();
            case EXCHANGE: return Exchange();
            case COALESCE:
                Advance();
                Expect(PARTITION);
                return new OtherAlterAction($"coalesce partition {NumberText()}", AlterActionKind.Partition);
            case DISCARD or IMPORT or TRUNCATE or ANALYZE or CHECK or OPTIMIZE or REBUILD or REPAIR:
                Advance();
                Expect(PARTITION);
                string which = Accept(ALL) ? "all" : NameListText();
                string tail = verb is DISCARD or IMPORT && Accept(TABLESPACE) ? " tablespace" : "";
                return new OtherAlterAction($"{Keywords.Name(verb)} partition {which}{tail}", AlterActionKind.Partition);
            default: return null;
        }
    }

    private OtherAlterAction Reorganize()
    {
        Advance();
        Expect(PARTITION);
        string names = NameListText();
        Expect(INTO);
        var text = new System.Text.StringBuilder($"reorganize partition {names} into (");
        PartitionDefinitions(text, ", ", PARTITION);
        return new OtherAlterAction(text.ToString(), AlterActionKind.Partition);
    }

    private OtherAlterAction Exchange()
    {
        Advance();
        Expect(PARTITION);
        string name = SqlPrinter.Quote(Name());
        Expect(WITH);
        Expect(TABLE);
        string table = SqlPrinter.Print(TableName());
        string validation = "";
        if (Is(WITH) || Is(WITHOUT))
        {
            validation = Is(WITHOUT) ? " without validation" : "";
            Advance();
            Expect(VALIDATION);
        }
        return new OtherAlterAction($"exchange partition {name} with table {table}{validation}", AlterActionKind.Partition);
    }
}
