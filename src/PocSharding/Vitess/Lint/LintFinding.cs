namespace PocSharding.Vitess;

internal enum LintSeverity
{
    /// <summary>Vitess takes it, but it is not what it seems.</summary>
    Warning,

    /// <summary>Vitess refuses it, or refuses the queries that use it.</summary>
    Error,
}

/// <summary>One thing to tell a person about a VSchema: where it is (<c>keyspace</c>, <c>keyspace.vindex</c>, <c>line 3, column 7</c>) and what.</summary>
internal sealed record LintFinding(LintSeverity Severity, string Place, string Message);
