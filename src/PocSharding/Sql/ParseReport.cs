using System.Text;
using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>One line of <c>parse --batch</c>: the kind of the statement in Vitess's words and its canonical text, or the error; what Vitess refuses is an error too.</summary>
internal sealed record ParseReport(string? Statement, string? Canonical, string? Error, string? StrictError)
{
    public static ParseReport Of(ReadOnlyMemory<byte> sql)
    {
        ParseResult result = SqlParser.Parse(sql);
        if (result is { Error: { } strict, Partial: { } partial })
            return new ParseReport(StatementKinds.Of(partial), SqlPrinter.Print(partial), null, strict.ToString());
        if (result.Error is { } error)
            return new ParseReport(null, null, error.ToString(), null);
        if (result.Statement is not { } statement)
            return new ParseReport(null, null, "no statement", null);
        return statement.RefusedByVitess is { } refused
            ? new ParseReport(null, null, refused, null)
            : new ParseReport(StatementKinds.Of(statement), SqlPrinter.Print(statement), null, null);
    }

    public static ParseReport Of(string sql) => Of(Encoding.UTF8.GetBytes(sql));
}

/// <summary>What Vitess calls the kinds of statements (its Go types).</summary>
internal static class StatementKinds
{
    public static string Of(Statement statement) => statement switch
    {
        Union => "Union",
        Ast.Select => "Select",
        Ast.ValuesStatement => "ValuesStatement",
        Insert => "Insert",
        Update => "Update",
        Delete => "Delete",
        SetStatement => "Set",
        UseStatement => "Use",
        TransactionStatement t => t.Verb switch
        {
            TransactionVerb.Begin => "Begin",
            TransactionVerb.Commit => "Commit",
            TransactionVerb.Rollback => "Rollback",
            TransactionVerb.Savepoint => "Savepoint",
            TransactionVerb.RollbackTo => "SRollback",
            _ => "Release",
        },
        CreateTable => "CreateTable",
        AlterTable or CreateIndex or DropIndex => "AlterTable",
        DropTable => "DropTable",
        RenameTable => "RenameTable",
        CreateView => "CreateView",
        CreateRoutine routine => routine.Kind,
        CreateDatabase => "CreateDatabase",
        DropDatabase => "DropDatabase",
        AlterVSchema => "AlterVschema",
        OtherStatement other => other.Kind,
        _ => statement.GetType().Name,
    };
}
