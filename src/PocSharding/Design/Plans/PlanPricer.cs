using PocSharding.Design.Load;
using PocSharding.Design.Pricing;
using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Design.Plans;

/// <summary>Turns one plan into the price of one execution (pricing.md §2): walks the tree, counts shard statements and vtgate's rows, and notes which shards a transaction would take in.</summary>
internal sealed class PlanPricer
{
    private readonly PriceContext context;
    private readonly DigestFacts digest;
    private readonly Func<Expr, string, IReadOnlyList<int>> slotsOf;
    private readonly double workPerTable;
    private readonly List<ShardUse> uses = [];
    private double sharded, unsharded, vtgate, statements, singleShardChance = 1, commitShards;
    private bool writes;

    private PlanPricer(PriceContext context, DigestFacts digest, Primitive root, Func<Expr, string, IReadOnlyList<int>> slotsOf)
    {
        (this.context, this.digest, this.slotsOf) = (context, digest, slotsOf);
        workPerTable = digest.Work(context.Costs) / Math.Max(1, TablesBelow(root));
    }

    /// <param name="context">Shards, parameters, skew.</param>
    /// <param name="digest">The statement.</param>
    /// <param name="plan">Its plan, refusal, or neither.</param>
    /// <param name="slotsOf">The slots that an expression of the plan takes its values from, given the column it is compared with.</param>
    public static StatementPrice Price(PriceContext context, DigestFacts digest, PlanResult plan, Func<Expr, string, IReadOnlyList<int>> slotsOf) => plan switch
    {
        Planned { Root: { } root } => new PlanPricer(context, digest, root, slotsOf).Finish(plan, root),
        Planned => new(plan),
        Refused => new(plan) { Penalty = context.Costs.Refused },
        _ => NotKnown(context, digest, plan),
    };

    /// <summary>A statement that we cannot plan is taken to scatter: it attracts no design.</summary>
    private static StatementPrice NotKnown(PriceContext context, DigestFacts digest, PlanResult plan) =>
        new(plan) { Sharded = context.Shards * context.Costs.ShardStatement + digest.Work(context.Costs), ShardStatements = context.Shards, Uses = [new(UseKind.AllShards, false)] };

    private StatementPrice Finish(PlanResult plan, Primitive root)
    {
        Visit(root, 1);
        double several = writes ? 1 - singleShardChance : 0;
        return new(plan)
        {
            Sharded = sharded,
            Unsharded = unsharded,
            Vtgate = vtgate + context.Costs.VtgateStatement * statements,
            ShardStatements = statements,
            WritesSeveral = several,
            Autocommit = several * (context.Costs.SeveralShardsWritten + commitShards * context.Commit),
            Uses = uses,
        };
    }

    private void Visit(Primitive primitive, double times)
    {
        switch (primitive)
        {
            case Route route:
                Leaf(route.Routing, route.Tables, times, write: false);
                if (route.OrderBy is not null && Touched(route.Routing) > 1)
                    Rows(Touched(route.Routing) * digest.RowsSent);
                break;
            case Dml dml:
                Leaf(dml.Routing, dml.Tables, times, write: true);
                break;
            case InsertRows insert:
                Insert(insert, times);
                break;
            case Join join:
                Repeat(join.Left, join.Right, times, join.Variant is JoinVariant.HashJoin or JoinVariant.HashLeftJoin);
                break;
            case SemiJoin semi:
                Repeat(semi.Left, semi.Right, times, once: false);
                break;
            case RecurseCte recursion:
                Repeat(recursion.Seed, recursion.Term, times, once: false);
                break;
            default:
                RowsOf(primitive);
                foreach (Primitive input in primitive.Inputs)
                    Visit(input, times);
                break;
        }
    }

    /// <summary>X10: the right side runs once for each row of the left.</summary>
    private void Repeat(Primitive left, Primitive right, double times, bool once)
    {
        Visit(left, times);
        double rows = times > 1 ? 1 : Math.Max(1, digest.LeftRows);
        Visit(right, once ? times : times * rows);
        Rows(rows + digest.RowsSent);
    }

    private void RowsOf(Primitive primitive)
    {
        double shards = primitive.Inputs.Count == 1 ? Widest(primitive.Inputs[0]) : 1;
        if (primitive is Aggregate or LimitRows)
            Rows(shards * Math.Max(1, digest.RowsSent));
        else if (primitive is RowOperator { Kind: RowOperatorKind.Sort or RowOperatorKind.Distinct or RowOperatorKind.Filter } or Concatenate)
            Rows(Math.Max(1, digest.RowsSent));
    }

    private void Rows(double rows) => vtgate += context.Costs.VtgateRow * rows;

    private void Leaf(Routing routing, IReadOnlyList<VTable> tables, double times, bool write)
    {
        double shards = Touched(routing), work = workPerTable * Math.Max(1, tables.Count);
        double cost = times * shards * context.Costs.ShardStatement + (shards > 0 ? work : 0);
        statements += times * shards;
        writes |= write;
        if (routing.Keyspace is { Sharded: false } || routing.Opcode is Opcode.Unsharded or Opcode.Next)
        {
            unsharded += cost;
            uses.Add(new(UseKind.Unsharded, write));
            Participate(1, 1, write);
            if (write && tables.Any(t => t.ReferencedBy.Count > 0))
                sharded += context.Shards * work;
            return;
        }
        sharded += cost * Skew(routing, tables);
        NoteUse(routing, times, write);
    }

    private void NoteUse(Routing routing, double times, bool write)
    {
        switch (routing.Opcode)
        {
            case Opcode.None:
                break;
            case Opcode.Reference or Opcode.DBA:
                uses.Add(new(UseKind.AnyShard, write) { Count = times });
                break;
            case Opcode.EqualUnique or Opcode.Equal or Opcode.IN or Opcode.MultiEqual when routing.Vindex is { } vindex:
                KeyUse([.. routing.Values.SelectMany(v => slotsOf(v, vindex.Columns[0]))], times, write, Touched(routing));
                break;
            default:
                uses.Add(new(UseKind.AllShards, write));
                Participate(context.Shards, context.Shards > 1 ? 0 : 1, write);
                break;
        }
    }

    private void KeyUse(int[] slots, double times, bool write, double shards)
    {
        foreach (int slot in slots)
            uses.Add(new(UseKind.Key, write) { Slot = slot });
        if (slots.Length == 0)
            uses.Add(new(UseKind.UnknownKey, write) { Count = times });
        double one = slots.Length == 1 ? 1 - digest.Slots[slots[0]].Several(context.Shards) : 1 - Occupancy.Several(context.Shards, Math.Max(slots.Length, times));
        Participate(shards, one, write);
    }

    private void Participate(double shards, double oneShardChance, bool write)
    {
        if (!write)
            return;
        commitShards += shards;
        singleShardChance *= oneShardChance;
    }

    private void Insert(InsertRows insert, double times)
    {
        if (insert.Source is not null)
            Visit(insert.Source, times);
        writes = true;
        if (insert.Keyspace is { Sharded: false })
        {
            Leaf(new(Opcode.Unsharded, insert.Keyspace), [insert.Table], times, write: true);
            return;
        }
        if (insert.MissingSequenceValues > 0 || (insert.Sequence is not null && insert.Source is not null))
        {
            unsharded += context.Costs.ShardStatement;
            statements++;
            uses.Add(new(UseKind.Sequence, true));
        }
        InsertRowsOf(insert, times);
    }

    private void InsertRowsOf(InsertRows insert, double times)
    {
        ColumnVindex primary = insert.Table.ColumnVindexes[0];
        int[] slots = insert.VindexValues.Count == 0 ? [] : [.. insert.VindexValues[0].ColumnRows.SelectMany(rows => rows).SelectMany(v => slotsOf(v, primary.Columns[0])).Distinct()];
        double rows = insert.Source is not null ? Math.Max(1, digest.LeftRows) : insert.VindexValues.Count == 0 ? 1 : insert.VindexValues[0].ColumnRows.Max(r => r.Count);
        double shards = slots.Length == 1 ? digest.Slots[slots[0]].Shards(context.Shards) : Occupancy.Shards(context.Shards, rows);
        statements += shards;
        double skew = slots.Length == 0 ? 1 : SkewOf(insert.Table, primary);
        sharded += skew * (times * shards * context.Costs.ShardStatement + workPerTable);
        KeyUse(slots, slots.Length == 0 ? rows : 1, write: true, shards);
    }

    /// <summary>Expected shards that one execution of the leaf touches.</summary>
    private double Touched(Routing routing) => routing.Opcode switch
    {
        Opcode.None => 0,
        Opcode.Scatter => context.Shards,
        Opcode.SubShard or Opcode.Between => context.Shards,
        Opcode.IN or Opcode.MultiEqual => ListShards(routing),
        Opcode.EqualUnique or Opcode.Equal or Opcode.Unsharded or Opcode.Next or Opcode.Reference or Opcode.DBA => 1,
        _ => context.Shards,
    };

    private double ListShards(Routing routing)
    {
        int[] slots = [.. routing.Values.SelectMany(v => slotsOf(v, routing.Vindex?.Columns[0] ?? "")).Distinct()];
        return slots.Length switch
        {
            0 => Occupancy.Shards(context.Shards, Math.Max(1, digest.LeftRows)),
            1 => digest.Slots[slots[0]].Shards(context.Shards),
            _ => Occupancy.Shards(context.Shards, slots.Sum(s => digest.Slots[s].MeanValues)),
        };
    }

    private double Widest(Primitive primitive) => primitive switch
    {
        Route route => Math.Max(1, Touched(route.Routing)),
        _ => primitive.Inputs.Count == 0 ? 1 : primitive.Inputs.Max(Widest),
    };

    private double Skew(Routing routing, IReadOnlyList<VTable> tables)
    {
        if (routing.Vindex is not { } vindex || routing.Opcode is Opcode.Scatter or Opcode.Reference)
            return 1;
        VTable? table = tables.FirstOrDefault(t => t.ColumnVindexes.Contains(vindex));
        return table is null ? 1 : SkewOf(table, vindex);
    }

    private double SkewOf(VTable table, ColumnVindex vindex) => context.Skew(table.Name, vindex.Columns[0]);

    private static int TablesBelow(Primitive primitive) => primitive switch
    {
        Route route => Math.Max(1, route.Tables.Count),
        Dml dml => Math.Max(1, dml.Tables.Count),
        InsertRows insert => 1 + insert.Inputs.Sum(TablesBelow),
        _ => primitive.Inputs.Sum(TablesBelow),
    };
}
