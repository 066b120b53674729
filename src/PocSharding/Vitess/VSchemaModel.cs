namespace PocSharding.Vitess;

/// <summary>A built VSchema: what vtgate holds after loading all keyspaces. Vitess: vindexes/vschema.go.</summary>
internal sealed class VSchemaModel
{
    public required IReadOnlyDictionary<string, Keyspace> Keyspaces { get; init; }

    /// <summary>The alphabetically first keyspace: it holds the locks.</summary>
    public Keyspace? FirstKeyspace => field ??= Keyspaces.Values.MinBy(k => k.Name, StringComparer.Ordinal);

    /// <summary>The alphabetically first sharded keyspace: it serves what has no table of its own.</summary>
    public Keyspace? FirstSharded => field ??= Keyspaces.Values.Where(k => k.Sharded).MinBy(k => k.Name, StringComparer.Ordinal);

    /// <summary>Table routing rules by from_table as written (<c>t</c>, <c>ks.t</c>, with <c>@type</c>).</summary>
    public IReadOnlyDictionary<string, RoutingRule> RoutingRules { get; init; } = new Dictionary<string, RoutingRule>();

    private Dictionary<(string Keyspace, string Table), RoutingRule> RulesByTable => field ??= ByTable(RoutingRules);

    /// <summary>Keyspace routing rules, from (perhaps with <c>@type</c>) to keyspace.</summary>
    public IReadOnlyDictionary<string, string> KeyspaceRoutingRules { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, MirrorRule> MirrorRules { get; init; } = new Dictionary<string, MirrorRule>();

    /// <summary>Unqualified names: the table that each resolves to, null where the name is ambiguous.</summary>
    public required IReadOnlyDictionary<string, VTable?> GlobalTables { get; init; }

    /// <summary>Unqualified vindex names, null where ambiguous.</summary>
    public IReadOnlyDictionary<string, Vindex?> GlobalVindexes { get; init; } = new Dictionary<string, Vindex?>();

    /// <summary>The rule for reads and writes of a table, named with a keyspace or (empty) without.</summary>
    public RoutingRule? RuleFor(string keyspace, string table) => RoutingRules.Count == 0 ? null : RulesByTable.GetValueOrDefault((keyspace, table));

    /// <summary>A rule for <c>@primary</c> comes before one for every type.</summary>
    private static Dictionary<(string Keyspace, string Table), RoutingRule> ByTable(IReadOnlyDictionary<string, RoutingRule> rules)
    {
        const string primary = "@primary";
        var byTable = new Dictionary<(string, string), RoutingRule>();
        foreach ((string name, RoutingRule rule) in rules.OrderBy(r => r.Key.EndsWith(primary, StringComparison.Ordinal)))
        {
            string table = name.EndsWith(primary, StringComparison.Ordinal) ? name[..^primary.Length] : name;
            byTable[table.Split('.', 2) is [var keyspace, var own] ? (keyspace, own) : ("", table)] = rule;
        }
        return byTable;
    }
}

internal enum ForeignKeyMode { Unspecified, Disallow, Unmanaged, Managed }

internal sealed class Keyspace(string name, bool sharded)
{
    public string Name { get; } = name;

    public bool Sharded { get; } = sharded;

    public bool RequireExplicitRouting { get; set; }

    public ForeignKeyMode ForeignKeyMode { get; set; }

    public Dictionary<string, VTable> Tables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Vindex> Vindexes { get; } = new(StringComparer.Ordinal);

    /// <summary>Views by name: the text of their SELECT.</summary>
    public Dictionary<string, string> Views { get; } = new(StringComparer.Ordinal);

    /// <summary>User-defined aggregate functions, as vtgate's schema tracking finds them; a VSchema does not list them.</summary>
    public HashSet<string> AggregateFunctions { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The error that Vitess gives for this keyspace; null when it built.</summary>
    public string? Error { get; set; }

    /// <summary>Columns of foreign keys whose changes would cascade in a circle; null when there are none or no foreign keys are known.</summary>
    public string? ForeignKeyCycle { get; set; }

    /// <summary>Everything that is wrong in it, of which <see cref="Error"/> is one.</summary>
    public List<VSchemaFault> Faults { get; } = [];

    public override string ToString() => Name;
}

internal enum VTableType { Normal, Sequence, Reference }

internal sealed class VTable(string name, Keyspace keyspace)
{
    public string Name { get; } = name;

    public Keyspace Keyspace { get; } = keyspace;

    public VTableType Type { get; set; }

    /// <summary>In VSchema order, the prefix entries of partial multi-column vindexes among them (after their full entry).</summary>
    public List<ColumnVindex> ColumnVindexes { get; } = [];

    public List<VColumn> Columns { get; } = [];

    public bool ColumnListAuthoritative { get; set; }

    public AutoIncrement? AutoIncrement { get; set; }

    /// <summary>The keyspace id that the table is pinned to; null if it is not.</summary>
    public byte[]? Pinned { get; set; }

    /// <summary>A reference table's table of record, in another keyspace.</summary>
    public VTable? Source { get; set; }

    /// <summary>The copies of this table in other keyspaces, by keyspace name.</summary>
    public Dictionary<string, VTable> ReferencedBy { get; } = new(StringComparer.Ordinal);

    /// <summary>Empty when unknown.</summary>
    public IReadOnlyList<string> PrimaryKey { get; set; } = [];

    public List<IReadOnlyList<string>> UniqueKeys { get; } = [];

    public List<VForeignKey> ParentForeignKeys { get; } = [];

    public List<VForeignKey> ChildForeignKeys { get; } = [];

    /// <summary>A table that no VSchema lists: an unsharded keyspace takes any name.</summary>
    public bool Implicit { get; init; }

    public override string ToString() => $"{Keyspace.Name}.{Name}";
}

internal sealed record VColumn(string Name, string Type)
{
    public string? Collation { get; init; }

    public bool Invisible { get; init; }

    public string? Default { get; init; }

    public int Size { get; init; }

    public int Scale { get; init; }

    public bool Nullable { get; init; } = true;

    public IReadOnlyList<string> Values { get; init; } = [];
}

internal sealed record AutoIncrement(string Column, VTable Sequence);

/// <summary>A foreign key between two tables of the VSchema.</summary>
internal sealed record VForeignKey(VTable Child, IReadOnlyList<string> ChildColumns, VTable Parent, IReadOnlyList<string> ParentColumns, Sql.Ast.ReferenceAction OnDelete, Sql.Ast.ReferenceAction OnUpdate);

/// <summary>A vindex as one table uses it. Identity of <see cref="Vindex"/> decides whether joins merge.</summary>
internal sealed record ColumnVindex(Vindex Vindex, IReadOnlyList<string> Columns)
{
    public string Name => Vindex.Name;

    public bool Owned { get; init; }

    /// <summary>A prefix entry of a multi-column vindex.</summary>
    public bool Partial { get; init; }

    public bool Unique => Vindex.Unique && !Partial;

    /// <summary>The place of a column among those of the vindex, -1 when it is none.</summary>
    public int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
            if (Columns[i].Equals(column, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    public int Cost { get; init; }

    public bool Backfill => Vindex is LookupVindex { WriteOnly: true };
}

/// <summary>A vindex instance of a keyspace. Vitess: vindexes/vindex.go.</summary>
internal abstract class Vindex(string name, string type)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Parameters that this type does not know, sorted; vtgate ignores them, ApplyVSchema --strict refuses them.</summary>
    public IReadOnlyList<string> UnknownParams { get; init; } = [];

    public abstract int Cost { get; }

    public abstract bool Unique { get; }

    /// <summary>Reads another table to map a value: lookups.</summary>
    public virtual bool NeedsVCursor => false;

    /// <summary>Maps more than one column.</summary>
    public virtual bool MultiColumn => false;

    /// <summary>A prefix of its columns gives a key range (multicol, region_experimental).</summary>
    public virtual bool PartialUsable => false;

    /// <summary>BETWEEN gives a key range (binary, numeric).</summary>
    public virtual bool Sequential => false;

    /// <summary>LIKE gives a key range (cfc): the vindex that maps prefixes.</summary>
    public virtual Vindex? PrefixVindex => null;

    public override string ToString() => $"{Name} ({Type})";
}

/// <summary>The lookup family; the planner plans its read of the backing table when <see cref="Planable"/>.</summary>
internal sealed class LookupVindex(string name, string type, bool unique, int cost, bool planable) : Vindex(name, type)
{
    public override int Cost => cost;

    public override bool Unique => unique;

    public override bool NeedsVCursor => true;

    public bool Planable => planable;

    public bool WriteOnly { get; init; }

    /// <summary>Backing table, perhaps <c>keyspace.table</c>.</summary>
    public string Table { get; init; } = "";

    public IReadOnlyList<string> From { get; init; } = [];

    public string To { get; init; } = "";

    public string? Owner { get; init; }

    /// <summary>A NULL has no row in the backing table.</summary>
    public bool IgnoreNulls { get; init; }

    public bool BatchLookup { get; init; }

    /// <summary>Rows are written in transactions of their own and never deleted.</summary>
    public bool Autocommit { get; init; }

    public bool MultiShardAutocommit { get; init; }

    public bool NoVerify { get; init; }

    /// <summary>exclusive (default), shared or none: how a DML in a transaction reads the backing table.</summary>
    public string ReadLock { get; init; } = "exclusive";

    public override string ToString() => $"{Name} ({Type} on {Table})";
}

/// <summary>One target table, or why the rule cannot be used (text as Vitess says it; empty targets: disabled).</summary>
internal sealed record RoutingRule(VTable? Target, string? Error);

internal sealed record MirrorRule(VTable? Target, double Percent, string? Error);
