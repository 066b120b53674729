using System.Diagnostics.CodeAnalysis;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>
/// The foreign keys of one statement that vtgate must keep itself: those of its tables in managed keyspaces, less those that the statement does not
/// touch, less those that MySQL keeps. Vitess: semantics/foreign_keys.go, semantic_table.go RemoveNonRequiredForeignKeys (planner-facts §15).
/// </summary>
internal sealed class ForeignKeyDuties
{
    /// <summary>The table of an INSERT stands in no FROM clause.</summary>
    public const int InsertTarget = -1;

    public static readonly ForeignKeyDuties None = new();

    private readonly SortedDictionary<int, Keys> byTable = [];

    private sealed record Keys(List<VForeignKey> Parents, List<VForeignKey> Children);

    /// <summary>MySQL runs without its checks: vtgate verifies every key, those within a shard too.</summary>
    public bool VerifyAll { get; private init; }

    public bool Any => byTable.Count > 0 && byTable.Values.Any(k => k.Parents.Count + k.Children.Count > 0);

    public IReadOnlyList<VForeignKey> AllParents => [.. byTable.Values.SelectMany(k => k.Parents)];

    public IReadOnlyList<VForeignKey> AllChildren => [.. byTable.Values.SelectMany(k => k.Children)];

    public IReadOnlyList<VForeignKey> Parents(int table) => byTable.TryGetValue(table, out Keys? keys) ? keys.Parents : [];

    public IReadOnlyList<VForeignKey> Children(int table) => byTable.TryGetValue(table, out Keys? keys) ? keys.Children : [];

    /// <summary>Those of the user's statement: a key column with a value that depends on the row takes all of them.</summary>
    public static ForeignKeyDuties Of(PlanContext context) =>
        Involved(context) is { Count: > 0 } involved ? Of(context, involved, context.Statement is Update update && TakesValuesOfRows(update, involved), null) : None;

    private static bool TakesValuesOfRows(Update update, SortedDictionary<int, Keys> involved) =>
        update.Assignments.Any(a => !IsLiteral(a.Value) && TargetOf(a) is { } t && involved.TryGetValue(t, out Keys? keys) && Uses(keys, a));

    /// <summary>Those of a statement that a key asked for. <paramref name="ignored"/>: the key whose cascade made it. Vitess: ast_to_op.go createOpFromStmt.</summary>
    public static ForeignKeyDuties OfNested(PlanContext context, bool verifyAll, VForeignKey? ignored) =>
        Involved(context) is { Count: > 0 } involved ? Of(context, involved, verifyAll, ignored) : None;

    private static ForeignKeyDuties Of(PlanContext context, SortedDictionary<int, Keys> involved, bool verifyAll, VForeignKey? ignored)
    {
        var duties = new ForeignKeyDuties { VerifyAll = verifyAll };
        foreach ((int table, Keys keys) in involved)
            duties.byTable[table] = Required(keys, context.Statement, verifyAll, ignored);
        return duties;
    }

    /// <summary>Null for a statement that concerns no managed keyspace.</summary>
    private static SortedDictionary<int, Keys>? Involved(PlanContext context)
    {
        if (context.ForeignKeyChecks == false || context.Statement is not (Insert or Update or Delete) || !AnyManaged(context))
            return null;
        SortedDictionary<int, Keys> managed = Managed(context);
        if (managed.Count > 0 && context.Statement is Update update && update.Assignments.Any(a => TargetOf(a) is null) && NameError(context) is { } error)
            throw new RefusedException(error);
        return Touched(context.Statement, managed);
    }

    /// <summary>Keys cannot be told where a column is not known: even an unsharded keyspace does not get such an UPDATE. Vitess: semantics/foreign_keys.go.</summary>
    private static Refused? NameError(PlanContext context) => context.Analysis.Errors.NotSingleRoute ?? context.Analysis.Errors.NotUnsharded;

    private static bool AnyManaged(PlanContext context) =>
        Array.Exists(context.Tables, t => IsManaged(t.Table)) || (context.Statement is Insert insert && IsManaged(context.Resolver.Resolve(insert.Table).Table));

    private static bool IsManaged([NotNullWhen(true)] VTable? table) => table is { Keyspace.ForeignKeyMode: ForeignKeyMode.Managed } && !TableResolver.IsDual(table);

    /// <summary>Values that are known before any row is read. Vitess: sqlparser.IsLiteral.</summary>
    public static bool IsLiteral(Expr value) => value is Literal or Argument or NullLiteral or BoolLiteral;

    /// <summary>The one table whose column is assigned.</summary>
    public static int? TargetOf(Assignment assignment) => Exprs.DirectDeps(assignment.Column) is { IsSingle: true } set ? set.First : null;

    private static SortedDictionary<int, Keys> Managed(PlanContext context)
    {
        var found = new SortedDictionary<int, Keys>();
        for (int i = 0; i < context.Tables.Length; i++)
            Add(found, i, context.Tables[i].Table);
        if (context.Statement is Insert insert)
            Add(found, InsertTarget, context.Resolver.Resolve(insert.Table).Table);
        return found;
    }

    private static void Add(SortedDictionary<int, Keys> found, int id, VTable? table)
    {
        if (!IsManaged(table))
            return;
        if (table.Keyspace.ForeignKeyCycle is { } cycle)
            throw new RefusedException("VT09019", $"keyspace '{table.Keyspace}' has cyclic foreign keys. Cycle exists between [{cycle}]");
        found[id] = new Keys([.. table.ParentForeignKeys], [.. table.ChildForeignKeys]);
    }

    private static SortedDictionary<int, Keys> Touched(Statement statement, SortedDictionary<int, Keys> all)
    {
        var touched = new SortedDictionary<int, Keys>();
        foreach ((int table, Keys keys) in all)
            touched[table] = statement switch
            {
                Delete => keys with { Parents = [] },
                Insert { Replace: true } => keys,
                Insert insert => keys with { Children = table == InsertTarget ? keys.Children.FindAll(k => Updates(insert, k)) : [] },
                Update update => Assigned(keys, [.. update.Assignments.Where(a => TargetOf(a) == table)]),
                _ => new Keys([], []),
            };
        return touched;
    }

    private static bool Updates(Insert insert, VForeignKey key)
    {
        foreach (Assignment assignment in insert.OnDuplicate)
            if (KeyColumns.Has(key.ParentColumns, assignment.Column.Name.Text))
                return true;
        return false;
    }

    /// <summary>Child keys with an assigned column; parent keys too, unless one of their columns becomes NULL.</summary>
    private static Keys Assigned(Keys keys, Assignment[] assignments) => new(
        keys.Parents.FindAll(k => AssignedIn(k.ChildColumns, assignments) is { Length: > 0 } own && Array.TrueForAll(own, a => a.Value is not NullLiteral)),
        keys.Children.FindAll(k => AssignedIn(k.ParentColumns, assignments).Length > 0));

    private static Assignment[] AssignedIn(IReadOnlyList<string> columns, Assignment[] assignments) =>
        Array.FindAll(assignments, a => KeyColumns.Has(columns, a.Column.Name.Text));

    private static bool Uses(Keys keys, Assignment assignment) =>
        keys.Parents.Exists(k => KeyColumns.Has(k.ChildColumns, assignment.Column.Name.Text)) || keys.Children.Exists(k => KeyColumns.Has(k.ParentColumns, assignment.Column.Name.Text));

    private static Keys Required(Keys keys, Statement statement, bool verifyAll, VForeignKey? ignored)
    {
        List<VForeignKey> parents = keys.Parents.FindAll(k => !ReferenceEquals(k, ignored));
        if (verifyAll)
            return keys with { Parents = parents };
        return new Keys(
            parents.FindAll(k => !ShardScope.Holds(k)),
            keys.Children.FindAll(k => !IsRestrict(statement is Delete ? k.OnDelete : k.OnUpdate) || !ShardScope.Holds(k)));
    }

    public static bool IsRestrict(ReferenceAction action) => action is ReferenceAction.Restrict or ReferenceAction.NoAction or ReferenceAction.None;
}
