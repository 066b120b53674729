namespace PocSharding.Design;

/// <summary>What the two keyspaces are called.</summary>
internal sealed record KeyspaceNames(string Sharded, string Unsharded)
{
    public static KeyspaceNames For(DatabaseSchema schema, AdvisorOptions options)
    {
        if (options.Keyspaces is { } given)
            return given.Sharded != given.Unsharded ? new(given.Sharded, given.Unsharded) : throw new PocShardingException(FailureKind.Usage, "the two keyspaces need different names", "--keyspaces");
        string unsharded = "main";
        for (int i = 1; unsharded == schema.Name; i++)
            unsharded = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"main_{i}");
        return new(schema.Name, unsharded);
    }
}
