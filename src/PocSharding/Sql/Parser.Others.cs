using System.Text;
using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Statements that no vindex plans.</summary>
internal sealed partial class Parser
{
    private OtherStatement OtherStatement()
    {
        int start = token.Start;
        string kind = Encoding.UTF8.GetString(Bytes(token)).ToLowerInvariant();
        while (token.Kind is not (TokenKind.End or TokenKind.Semicolon or TokenKind.Invalid))
            Advance();
        return new OtherStatement(kind, Encoding.UTF8.GetString(Text[start..previousEnd]));
    }

    private OtherStatement AlterMigration()
    {
        int start = token.Start;
        return new OtherStatement("AlterMigration", "alter vitess_migration " + RestOfStatement(start));
    }
}
