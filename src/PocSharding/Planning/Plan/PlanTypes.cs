
namespace PocSharding.Planning.Plan;

/// <summary>The plan's type, decided by its top primitive. Vitess: engine/plan.go (planner-facts §1.4).</summary>
internal static class PlanTypes
{
    public static PlanType Of(Primitive? primitive) => primitive switch
    {
        null => PlanType.Unknown,
        Route route => Of(route.Routing),
        VindexLookup => PlanType.Lookup,
        Dml { Routing.Opcode: Opcode.None } => PlanType.Local,
        Dml dml => Higher(Of(dml.Routing), dml.OwnedVindexes.Count > 0 ? PlanType.MultiShard : PlanType.Unknown),
        InsertRows { Variant: InsertVariant.Unsharded } => PlanType.Passthrough,
        InsertRows { Variant: InsertVariant.Sharded } => PlanType.MultiShard,
        InsertRows => PlanType.Complex,
        Join { Variant: JoinVariant.Join or JoinVariant.LeftJoin } => PlanType.Join,
        LimitRows limit => Of(limit.Input),
        RowOperator { Kind: RowOperatorKind.RenameFields } rename => Of(rename.Input),
        FkCascade or FkVerify => PlanType.ForeignKey,
        Upsert upsert => upsert.Inputs.Select(Of).Aggregate(PlanType.Unknown, Higher),
        NamedPrimitive { Type: { } own } => own,
        NamedPrimitive { OperatorType: "SingleRow" or "VindexFunc" or "UpdateTarget" } => PlanType.Local,
        NamedPrimitive { OperatorType: "Rows" or "Lock" } => PlanType.Passthrough,
        NamedPrimitive { OperatorType: "Send", TargetDestination: { } target } => Of(target),
        NamedPrimitive { OperatorType: "VEXPLAIN", Children: [var explained] } => Of(explained),
        _ => PlanType.Complex,
    };

    private static PlanType Of(SendTarget target) => target.Kind switch
    {
        SendTargetKind.AllShards => PlanType.Scatter,
        SendTargetKind.ExactKeyRange => PlanType.MultiShard,
        _ => PlanType.Passthrough,
    };

    private static PlanType Of(Routing routing) => routing.Opcode switch
    {
        Opcode.Unsharded or Opcode.Next or Opcode.DBA or Opcode.Reference => PlanType.Passthrough,
        Opcode.EqualUnique => NeedsLookup(routing) ? PlanType.Lookup : PlanType.Passthrough,
        Opcode.Scatter => PlanType.Scatter,
        Opcode.None => PlanType.Local,
        _ => NeedsLookup(routing) ? PlanType.Lookup : PlanType.MultiShard,
    };

    private static bool NeedsLookup(Routing routing) => routing.Vindex?.Vindex is { NeedsVCursor: true };

    private static PlanType Higher(PlanType a, PlanType b) => a > b ? a : b;
}
