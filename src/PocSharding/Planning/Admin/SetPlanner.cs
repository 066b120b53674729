using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Admin;

/// <summary>SET: variables of the user and of the session, those that vtgate keeps and those that MySQL must hear of. Vitess: planbuilder/set.go.</summary>
internal static class SetPlanner
{
    public static PlanResult Plan(SetStatement set, TableResolver resolver)
    {
        PlanType type = PlanType.Local;
        var sent = new List<Expr>();
        foreach (SetVariable variable in set.Variables)
        {
            if (variable.Variable.Scope is VariableScope.Persist or VariableScope.PersistOnly)
                return new NotModelled("SET PERSIST");
            if (TypeOf(variable, resolver, sent) is var one && one > type)
                type = one;
        }
        Primitive input = sent.Count == 0
            ? new NamedPrimitive("SingleRow", "", [])
            : Destinations.Send(resolver.AnyKeyspace, SendTarget.AnyShard, $"select {string.Join(",", sent.Select(SqlPrinter.Print))} from dual");
        return Destinations.Plan("SET", Destinations.Own("Set", type, input));
    }

    private static PlanType TypeOf(SetVariable variable, TableResolver resolver, List<Expr> sent)
    {
        string name = variable.Variable.Name.Text;
        switch (variable.Variable.Scope)
        {
            case VariableScope.User:
                Compute(variable.Value, sent);
                return PlanType.Local;
            case VariableScope.VitessMetadata:
                return PlanType.Topology;
            case VariableScope.Global:
                NoDefault(variable);
                _ = resolver.AnyKeyspace;
                return PlanType.Passthrough;
        }
        SettingKind kind = SystemSettings.Of(name);
        switch (kind)
        {
            case SettingKind.Unknown:
                throw new RefusedException("VT05006", $"unknown system variable '@@{name} = {SqlPrinter.Print(variable.Value)}'");
            case SettingKind.ReadOnly:
                throw new RefusedException("VT03010", $"variable '{name}' is a read only variable");
            case SettingKind.Unsupported:
                throw RefusedException.Unsupported($"system setting: {name}");
            case SettingKind.Aware when variable.Value is DefaultExpr:
                return SystemSettings.HasDefault(name) ? PlanType.Local : throw RefusedException.Unsupported($"DEFAULT for @@{name}");
            case SettingKind.Aware:
                if (variable.Value is not ColumnName)
                    Compute(variable.Value, sent);
                return PlanType.Local;
        }
        NoDefault(variable);
        return kind switch { SettingKind.Reserved => PlanType.MultiShard, SettingKind.Checked => PlanType.Passthrough, _ => PlanType.Local };
    }

    /// <summary>Vitess prints its own format here.</summary>
    private static void NoDefault(SetVariable variable)
    {
        if (variable.Value is DefaultExpr)
            throw RefusedException.Unsupported($"DEFAULT for @@%s%!(EXTRA sqlparser.IdentifierCI={variable.Variable.Name.Text})");
    }

    /// <summary>What vtgate cannot compute, a shard does; but no shard is asked for rows.</summary>
    private static void Compute(Expr value, List<Expr> sent)
    {
        if (value is ColumnName)
            Evaluable.Require(value);
        if (Evaluable.IsValue(value))
            return;
        if (Exprs.ContainsSubquery(value))
            throw RefusedException.Unsupported("expression");
        sent.Add(value);
    }
}
