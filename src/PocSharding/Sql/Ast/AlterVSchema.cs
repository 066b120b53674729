namespace PocSharding.Sql.Ast;

internal enum VSchemaVerb
{
    CreateVindex, DropVindex, AddTable, DropTable, AddColumnVindex, DropColumnVindex, AddSequence, DropSequence, AddAutoIncrement, DropAutoIncrement,
}

/// <summary>ALTER VSCHEMA: Vitess's statement that changes a keyspace's VSchema.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="Table">The table, sequence or vindex that it names.</param>
internal sealed record AlterVSchema(VSchemaVerb Verb, TableName Table) : Statement
{
    /// <summary>The vindex of ADD VINDEX and DROP VINDEX on a table.</summary>
    public Ident Vindex { get; init; } = Ident.None;

    /// <summary>The vindex's columns, or the one of AUTO_INCREMENT.</summary>
    public NodeList<Ident> Columns { get; init; } = NodeList<Ident>.Empty;

    /// <summary>The type after USING; empty when there is none.</summary>
    public Ident Type { get; init; } = Ident.None;

    public NodeList<VindexParam> Params { get; init; } = NodeList<VindexParam>.Empty;

    /// <summary>The sequence after USING.</summary>
    public TableName Sequence { get; init; } = TableName.None;
}

/// <summary><c>name=value</c> after WITH; a quoted string keeps its quotes.</summary>
internal sealed record VindexParam(string Name, string Value) : Node;
