namespace PocSharding.Vitess;

/// <summary>What Vitess says to a VSchema: nothing of it, and the VSchema is accepted.</summary>
internal sealed record VSchemaVerdict
{
    /// <summary>The text is no VSchema at all.</summary>
    public JsonFault? JsonFault { get; init; }

    /// <summary>By keyspace, what vtgate finds when it loads all keyspaces together.</summary>
    public IReadOnlyDictionary<string, string> BuildErrors { get; init; } = new Dictionary<string, string>();

    /// <summary>By keyspace, what ApplyVSchema finds in each by itself.</summary>
    public IReadOnlyDictionary<string, string> ApplyErrors { get; init; } = new Dictionary<string, string>();

    /// <summary>By <c>keyspace.vindex</c>, parameters that only <c>ApplyVSchema --strict</c> refuses.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UnknownParams { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
