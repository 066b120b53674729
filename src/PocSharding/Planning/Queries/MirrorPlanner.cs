using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Queries;

/// <summary>
/// A SELECT that reads a mirrored table is planned twice: as it stands, and over the tables that mirror; vtgate runs the second for a share of the
/// queries and throws its rows away. Vitess: operators/percent_based_mirror.go (planner-facts §17.3).
/// </summary>
internal static class MirrorPlanner
{
    public static bool Applies(Analysis analysis, TableResolver resolver, ResolvedTable[] tables)
    {
        if (resolver.Mirrored || resolver.Model.MirrorRules.Count == 0 || analysis.Normalized is not SelectStatement)
            return false;
        foreach (ResolvedTable table in tables)
            if (resolver.MirrorOf(table.Table) is not null)
                return true;
        return false;
    }

    public static Planned Plan(TableResolver resolver, Func<TableResolver, PlanResult> plan)
    {
        PlanResult source = plan(resolver), target = plan(resolver.ToMirrors());
        if (source is not Planned { Root: { } from } || target is not Planned { Root: { } to })
            throw source is Refused refused ? new RefusedException(refused) : target is Refused other ? new RefusedException(other) : new NotModelledException("a mirrored query");
        var root = new NamedPrimitive("Mirror", "PercentBased", [from, to]);
        IEnumerable<string> tables = ((Planned)source).TablesUsed.Concat(((Planned)target).TablesUsed);
        return new Planned(PlanTypes.Of(root), ((Planned)source).QueryType, root, [.. tables.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
