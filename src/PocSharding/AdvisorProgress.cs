namespace PocSharding;

/// <summary>How far a long step is.</summary>
/// <param name="Step">What is being done: <c>Reading slow.log</c>.</param>
/// <param name="Done">Share that is done, 0 to 1; null where that is unknown.</param>
public sealed record AdvisorProgress(string Step, double? Done);
