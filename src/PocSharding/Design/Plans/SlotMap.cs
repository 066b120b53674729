using PocSharding.Design.Load;
using PocSharding.Sql.Ast;

namespace PocSharding.Design.Plans;

/// <summary>
/// Finds the slots of a digest that feed an expression of its plan. Equal literals share one argument, so an argument may stand for
/// several slots; then the slot that the statement compares with the vindex's column is meant.
/// </summary>
internal sealed class SlotMap(DigestFacts digest, IReadOnlyDictionary<string, List<int>> offsetsOfArgument)
{
    public IReadOnlyList<int> Slots(Expr value, string column)
    {
        int[] all = [.. Offsets(value).Select(SlotAt).Where(s => s >= 0).Distinct()];
        if (all.Length < 2)
            return all;
        int[] compared = [.. all.Where(slot => digest.Uses.Any(u => u.Slots.Contains(slot) && u.Column.Equals(column, StringComparison.OrdinalIgnoreCase)))];
        return compared.Length > 0 ? compared : all;
    }

    private IEnumerable<int> Offsets(Expr value) => value switch
    {
        Literal literal => [literal.Offset],
        Argument { Offset: >= 0 } parameter => [parameter.Offset],
        Argument argument => offsetsOfArgument.GetValueOrDefault(argument.Name, []),
        ListArgument list => offsetsOfArgument.GetValueOrDefault(list.Name, []),
        UnaryExpr { Op: UnaryOp.Minus } minus => Offsets(minus.Operand),
        TupleExpr tuple => tuple.Items.SelectMany(Offsets),
        _ => [],
    };

    private int SlotAt(int offset)
    {
        for (int i = 0; i < digest.Digest.Slots.Count; i++)
            if (digest.Digest.Slots[i].Offsets.Contains(offset))
                return i;
        return -1;
    }
}
