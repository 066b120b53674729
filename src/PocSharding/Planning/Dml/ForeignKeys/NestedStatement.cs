using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>A statement that a foreign key asks for, planned on its own. Vitess: ast_to_op.go createOpFromStmt.</summary>
internal static class NestedStatement
{
    /// <summary>Chains of cascades are as long as the schema makes them; a schema made to explode is not followed.</summary>
    private const int MostStatements = 1000;

    public static Primitive Plan(PlanContext outer, Statement statement, bool verifyAll = false, VForeignKey? ignored = null)
    {
        if (++outer.Nested.Statements > MostStatements)
            throw new NotModelledException($"foreign keys that take more than {MostStatements} statements");
        if (statement is Select select && UnshardedRead.TryPlan(outer, select) is { } read)
            return read;
        Analysis analysis = Planner.AnalyzeAgain(outer.Analysis, Unbound(statement), outer.Names);
        if (analysis.Error is { } error)
            throw new RefusedException(error);
        if (analysis.NotModelled is { } why)
            throw new NotModelledException(why);
        PlanContext context = outer.ForNested(analysis);
        context.ForeignKeys = ForeignKeyDuties.OfNested(context, verifyAll, ignored);
        return StatementPlanner.Build(context);
    }

    /// <summary>Names are bound anew: the tables are other ones.</summary>
    private static Statement Unbound(Statement statement) => Tree.Rewrite(statement, node => node switch
    {
        ColumnName { Binding: not null } column => column with { Binding = null },
        AliasedTable { Instance: >= 0 } table => table with { Instance = -1 },
        _ => node,
    });
}

/// <summary>How many statements foreign keys have added to a plan so far.</summary>
internal sealed class NestedCount
{
    public int Statements { get; set; }
}
