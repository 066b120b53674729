using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Admin;

/// <summary>A view's query goes to one place in the view's keyspace, as it stands. Vitess: planbuilder/ddl.go buildCreateView, buildAlterView.</summary>
internal static class ViewPlanner
{
    public static PlanResult Plan(CreateView view, TableResolver resolver)
    {
        (Keyspace keyspace, string name) = view.Alter
            ? Destinations.TableOrTarget(resolver, view.View)
            : (Destinations.Target(resolver, view.View.Qualifier), view.View.Name);
        PlanResult result = Planner.Route(Planner.Analyze(view.Select, TableCatalog.From(resolver), PlanningMode.Literal), resolver);
        if (result is not Planned { Root: { } root })
            return result;
        if (Keyspaces(root).Any(k => !ReferenceEquals(k, keyspace)))
            throw RefusedException.Unsupported("Select query does not belong to the same keyspace as the view statement");
        if (root is not Route { Routing.Opcode: Opcode.Unsharded or Opcode.EqualUnique or Opcode.Scatter })
            throw RefusedException.Unsupported("Complex select queries are not supported in create or alter view statements");
        return DefinitionPlanner.Definition(view, keyspace, name);
    }

    private static IEnumerable<Keyspace?> Keyspaces(Primitive primitive) =>
        primitive is Route route ? [route.Routing.Keyspace] : primitive.Inputs.SelectMany(Keyspaces);
}
