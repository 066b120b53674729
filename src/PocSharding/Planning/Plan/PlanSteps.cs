namespace PocSharding.Planning.Plan;

/// <summary>Lists the steps of a plan, each with its depth: what people and prices read off it.</summary>
internal sealed class PlanSteps
{
    // The read of a lookup's backing table is one plan for all queries: its arguments are its own.
    private static readonly LeafFacts OfLookups = new(new Dictionary<string, List<int>>());

    private readonly List<PlanStep> steps = [];

    /// <param name="result">The plan; other answers have no steps.</param>
    /// <param name="offsets">Byte offsets of the literals that each bind variable replaced.</param>
    public static IReadOnlyList<PlanStep> Of(PlanResult result, IReadOnlyDictionary<string, List<int>> offsets)
    {
        if (result is not Planned { Root: { } root })
            return [];
        var list = new PlanSteps();
        list.Add(root, new LeafFacts(offsets), 0, perRow: false);
        return list.steps;
    }

    private void Add(Primitive primitive, LeafFacts facts, int depth, bool perRow)
    {
        steps.Add(new PlanStep
        {
            Depth = depth,
            Operation = StepTitles.Of(primitive),
            Reasons = [.. StepReasons.Of(primitive).Select(r => r.ToString()!)],
            Leaf = facts.Of(primitive, perRow),
        });
        for (int i = 0; i < primitive.Inputs.Count; i++)
            Add(primitive.Inputs[i], i == 0 && primitive is VindexLookup ? OfLookups : facts, depth + 1, perRow || RepeatsInput(primitive, i));
    }

    /// <summary>X10, X22, X32: the second side runs once for each row of the first.</summary>
    private static bool RepeatsInput(Primitive primitive, int input) =>
        input == 1 && primitive is Join { Variant: JoinVariant.Join or JoinVariant.LeftJoin } or SemiJoin or RecurseCte;
}
