using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.LeafSql;

/// <summary>What a Route sends, made when somebody reads it.</summary>
internal sealed class RouteText(PlanContext context, RouteOp route) : LeafText
{
    public override IReadOnlyList<UnknownColumn> UnknownColumns => NameCheck.Run(SqlBuilder.Build(context, route), ColumnsOf);

    public override string ToString() => SqlPrinter.Print(SqlBuilder.Build(context, route));

    /// <summary>All columns of a table as it stands in the text; null where they are not all known.</summary>
    private IEnumerable<string>? ColumnsOf(AliasedTable table)
    {
        if (table is not { Source: TableRef { Name: var name }, Instance: >= 0 })
            return null;
        TableInstance instance = context.Instance(table.Instance);
        if (instance.Kind == TableKind.Dual)
            return [];
        if (instance.Kind != TableKind.Table || context.TableOf(table.Instance) is not { } resolved || resolved.Name != name.Name)
            return null;
        if (resolved.ColumnListAuthoritative)
            return Columns(resolved);
        return instance is { Catalog: { Authoritative: true } known } && instance.Name.Name == name.Name ? known.Columns.Select(c => c.Name) : null;
    }

    private static IEnumerable<string> Columns(VTable table) => table.Columns.Select(c => c.Name);
}
