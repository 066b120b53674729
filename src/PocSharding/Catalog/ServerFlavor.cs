using System.Globalization;

namespace PocSharding.Catalog;

/// <summary>The kind and version of the server that wrote a dump, as far as defaults hang on it; MySQL 8.4 where nothing tells.</summary>
internal sealed record ServerFlavor(bool MariaDb, int Major, int Minor)
{
    public static readonly ServerFlavor Unknown = new(false, 8, 4);

    /// <summary>MySQL 8.0: utf8mb4_0900_ai_ci; MariaDB 11.5: utf8mb4_uca1400_ai_ci; before: utf8mb4_general_ci.</summary>
    public string Utf8mb4Collation => MariaDb ? (New ? "utf8mb4_uca1400_ai_ci" : "utf8mb4_general_ci") : New ? "utf8mb4_0900_ai_ci" : "utf8mb4_general_ci";

    /// <summary>Whether the server's default character set is utf8mb4 rather than latin1. MariaDB: from 11.6 on.</summary>
    public bool Utf8ByDefault => MariaDb ? (Major, Minor).CompareTo((11, 6)) >= 0 : New;

    private bool New => MariaDb ? (Major, Minor).CompareTo((11, 5)) >= 0 : Major >= 8;

    /// <summary>Reads a version such as <c>9.7.4-2</c>, <c>10.11.19-MariaDB-0+deb12u1</c>.</summary>
    public static ServerFlavor? Parse(string version)
    {
        string[] parts = version.Trim().Split('.', '-');
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
            return null;
        bool mariaDb = version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        return new ServerFlavor(mariaDb, major, minor);
    }
}
