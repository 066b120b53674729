using System.Runtime.InteropServices;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>Legs of a UNION with their select lists. Vitess: operators/union.go.</summary>
internal sealed class UnionOp(List<Op> legs, List<NodeList<SelectItem>> items, bool distinct) : Op
{
    public List<Op> Legs { get; private set; } = legs;

    public List<NodeList<SelectItem>> Items { get; private set; } = items;

    public bool Distinct { get; set; } = distinct;

    public override ReadOnlySpan<Op> Inputs => CollectionsMarshal.AsSpan(Legs);

    public override void SetInput(int index, Op input) => Legs[index] = input;

    public override Op Clone() => new UnionOp(Legs.ConvertAll(l => l.Clone()), [.. Items], Distinct);

    /// <summary>Takes over the legs of another union, which must not be used any more: a chain of unions is put together without copies.</summary>
    public void Become(UnionOp other)
    {
        Legs = other.Legs;
        Items = other.Items;
    }

    /// <summary>One more leg, or all legs of a nested union in its place.</summary>
    public void Append(Op leg, NodeList<SelectItem> items, bool unnest)
    {
        if (unnest && leg is UnionOp nested)
        {
            Legs.AddRange(nested.Legs);
            Items.AddRange(nested.Items);
        }
        else
        {
            Legs.Add(leg);
            Items.Add(items);
        }
    }

    /// <summary>Every leg gets the predicate, in terms of its own select list; where a column is not found it stays above.</summary>
    public override Op AddPredicate(PlanContext context, Predicate predicate)
    {
        Dictionary<string, int> positions = Positions(Items[0]);
        if (Tree.Any(predicate.Expr, n => n is ColumnName column && !positions.ContainsKey(column.Name.Text)))
            return new FilterOp(this, predicate);
        TableSet tables = Tables;
        for (int leg = 0; leg < Legs.Count; leg++)
        {
            NodeList<SelectItem> own = Items[leg];
            Predicate inLeg = predicate.Seen(e => InLeg(e, own, positions, tables, strict: false));
            Legs[leg] = Legs[leg].AddPredicate(context, inLeg);
        }
        return this;
    }

    /// <summary>The first leg names the columns.</summary>
    private static Dictionary<string, int> Positions(NodeList<SelectItem> first)
    {
        var positions = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < first.Count; i++)
            positions[Exprs.NameOf(first[i] as ExprItem ?? throw RefusedException.Unsupported("pushing predicates on UNION where the first SELECT contains * or NEXT"))] = i;
        return positions;
    }

    /// <summary>A column of another table, in a predicate of a join with that table, stays.</summary>
    private static Expr InLeg(Expr expr, NodeList<SelectItem> own, Dictionary<string, int> positions, TableSet tables, bool strict) => Tree.Map(expr, node => node switch
    {
        ColumnName column when Exprs.Deps(column) is { IsEmpty: false } deps && !deps.Overlaps(tables) => column,
        ColumnName column when positions.TryGetValue(column.Name.Text, out int position) => (own[position] as ExprItem ?? throw RefusedException.NeedsColumns()).Expr,
        ColumnName column when strict => throw new NotModelledException($"column `{column.Name}` of a UNION: Vitess's planner stops there"),
        _ => null,
    });

    public override int FindColumn(PlanContext context, Expr expr, bool underRoute) => FindByName(Columns(context), expr);

    public override int AddColumn(PlanContext context, bool reuse, bool groupBy, ExprItem column)
    {
        if (FindColumn(context, column.Expr, false) is >= 0 and int found)
            return found;
        if (column.Expr is WeightStringExpr weight && FindColumn(context, weight.Operand, false) is >= 0 and int operand)
            return AddWeightString(context, operand, false);
        if (column.Expr is Literal or Argument)
        {
            int offset = 0;
            foreach (Op leg in Legs)
                offset = leg.AddColumn(context, reuse, groupBy, column);
            return offset;
        }
        Dictionary<string, int> positions = Positions(Items[0]);
        TableSet tables = Tables;
        int added = -1;
        for (int i = 0; i < Legs.Count; i++)
            added = Legs[i].AddColumn(context, reuse, groupBy, column with { Expr = InLeg(column.Expr, Items[i], positions, tables, strict: true) });
        return added;
    }

    public override int AddWeightString(PlanContext context, int offset, bool underRoute)
    {
        int added = 0;
        foreach (Op leg in Legs)
            added = leg.AddWeightString(context, offset, underRoute);
        return added;
    }

    /// <summary>The union that gives an operator its columns; null where none does.</summary>
    private static UnionOp? Below(Op op) => op switch
    {
        UnionOp union => union,
        RouteOp or DistinctOp or LimitOp or OrderingOp => Below(((OneInputOp)op).Source),
        _ => null,
    };

    /// <summary>A column of a union has a known type only where every leg's has.</summary>
    public static bool NeedsWeightString(PlanContext context, Op source, Expr column)
    {
        if (context.NeedsWeightString(column))
            return true;
        return Below(source) is { } union && union.FindColumn(context, column, false) is >= 0 and int offset
            && union.Items.Exists(leg => offset < leg.Count && leg[offset] is ExprItem item && context.NeedsWeightString(item.Expr));
    }

    /// <summary>In a UNION that is sent as one text every leg selects the weight itself.</summary>
    public int? AddWeightToLegs(PlanContext context, int offset)
    {
        int added = Columns(context).Count;
        for (int i = 0; i < Legs.Count; i++)
        {
            switch (Legs[i])
            {
                case HorizonOp { Query: Select select, Derived: null } leg:
                    Legs[i] = new HorizonOp(leg.Source, select with { Items = new NodeList<SelectItem>([.. select.Items, Wrap(PlanContext.WeightString(leg.Columns(context)[offset].Expr))]) });
                    break;
                case ProjectionOp { Items: { } own } leg:
                    leg.AddWithoutPushing(Wrap(PlanContext.WeightString(own[offset].Outside)));
                    break;
                case AggregatorOp:
                    Legs[i].AddWeightString(context, offset, true);
                    break;
                default:
                    return null;
            }
        }
        return added;
    }

    /// <summary>Of the first leg; the copy of a reference table that a merge put there has lost its own, as in Vitess.</summary>
    public override IReadOnlyList<ExprItem> Columns(PlanContext context) => Legs[0] is TableOp ? [.. Items[0].OfType<ExprItem>()] : Legs[0].Columns(context);

    public override IReadOnlyList<SelectItem> SelectItems(PlanContext context) => Legs[0] is TableOp ? Items[0] : Legs[0].SelectItems(context);

    public override IReadOnlyList<OrderBy> Ordering(PlanContext context) => [];

    public override bool TryTruncate(int columns) => false;
}
