namespace PocSharding;

/// <summary>Misuse, or input of which nothing can be used. Content that merely cannot be read in part is <see cref="Skipped"/> data instead.</summary>
public sealed class PocShardingException(FailureKind kind, string message, string? place = null) : Exception(place is null ? message : $"{place}: {message}")
{
    /// <summary>What is wrong; the command maps it to its exit code.</summary>
    public FailureKind Kind { get; } = kind;

    /// <summary>File (and line) or option; null when there is none.</summary>
    public string? Place { get; } = place;
}

/// <summary>Why work stopped.</summary>
public enum FailureKind
{
    /// <summary>Wrong options or arguments (exit code 64).</summary>
    Usage,

    /// <summary>Nothing usable in the input (exit code 3).</summary>
    Unusable,

    /// <summary>The output folder holds something that is not ours (exit code 64).</summary>
    OutputNotOurs,
}
