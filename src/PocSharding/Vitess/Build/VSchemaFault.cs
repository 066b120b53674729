namespace PocSharding.Vitess;

/// <summary>What can be wrong in a keyspace's VSchema. Vitess: vindexes/vschema.go.</summary>
internal enum FaultKind
{
    Vindex, Source, SequenceInShards, TableType, Pin, NoVindex, DuplicateColumn, Default, UnknownVindex, ColumnAndColumns, NoColumn,
    PrimaryNotUnique, PrimaryOwned, OwnerColumns, MultiColumnNotPrimary,
    SourceInKeyspace, SourceKeyspace, SourceTable, SourceType, SourceTwice, SourceChain, Sequence,
}

/// <summary>One thing that is wrong, in Vitess's words.</summary>
internal sealed record VSchemaFault(FaultKind Kind, string Message);
