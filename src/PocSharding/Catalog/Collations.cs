namespace PocSharding.Catalog;

/// <summary>
/// Which collation a text column has. MySQL 8.4 manual: Column Character Set and Collation: the column's collation, else the default
/// of the column's character set, else the table's, else the database's, else the server's.
/// </summary>
internal sealed class Collations(ServerFlavor server)
{
    /// <summary>Default collations of the character sets (SHOW CHARACTER SET); utf8mb4's depends on the server.</summary>
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["armscii8"] = "armscii8_general_ci",
        ["ascii"] = "ascii_general_ci",
        ["big5"] = "big5_chinese_ci",
        ["binary"] = "binary",
        ["cp1250"] = "cp1250_general_ci",
        ["cp1251"] = "cp1251_general_ci",
        ["cp1256"] = "cp1256_general_ci",
        ["cp1257"] = "cp1257_general_ci",
        ["cp850"] = "cp850_general_ci",
        ["cp852"] = "cp852_general_ci",
        ["cp866"] = "cp866_general_ci",
        ["cp932"] = "cp932_japanese_ci",
        ["dec8"] = "dec8_swedish_ci",
        ["eucjpms"] = "eucjpms_japanese_ci",
        ["euckr"] = "euckr_korean_ci",
        ["gb18030"] = "gb18030_chinese_ci",
        ["gb2312"] = "gb2312_chinese_ci",
        ["gbk"] = "gbk_chinese_ci",
        ["geostd8"] = "geostd8_general_ci",
        ["greek"] = "greek_general_ci",
        ["hebrew"] = "hebrew_general_ci",
        ["hp8"] = "hp8_english_ci",
        ["keybcs2"] = "keybcs2_general_ci",
        ["koi8r"] = "koi8r_general_ci",
        ["koi8u"] = "koi8u_general_ci",
        ["latin1"] = "latin1_swedish_ci",
        ["latin2"] = "latin2_general_ci",
        ["latin5"] = "latin5_turkish_ci",
        ["latin7"] = "latin7_general_ci",
        ["macce"] = "macce_general_ci",
        ["macroman"] = "macroman_general_ci",
        ["sjis"] = "sjis_japanese_ci",
        ["swe7"] = "swe7_swedish_ci",
        ["tis620"] = "tis620_thai_ci",
        ["ucs2"] = "ucs2_general_ci",
        ["ujis"] = "ujis_japanese_ci",
        ["utf16"] = "utf16_general_ci",
        ["utf16le"] = "utf16le_general_ci",
        ["utf32"] = "utf32_general_ci",
        ["utf8mb3"] = "utf8mb3_general_ci",
    };

    /// <summary>The server's own default: utf8mb4 from MySQL 8.0 on, latin1 before and on MariaDB up to 11.5.</summary>
    public string ServerDefault => server.Utf8ByDefault ? Default("utf8mb4") : "latin1_swedish_ci";

    /// <summary>The collation that a character set and a collation, either perhaps not written, give; null when neither is.</summary>
    public string? Of(string? characterSet, string? collation, bool binary)
    {
        if (collation is not null && !collation.Equals("default", StringComparison.OrdinalIgnoreCase))
            return Canonical(collation);
        if (characterSet is null || characterSet.Equals("default", StringComparison.OrdinalIgnoreCase))
            return null;
        string name = CharacterSet(characterSet);
        return binary && name != "binary" ? name + "_bin" : Default(name);
    }

    /// <summary>The binary collation of another collation's character set.</summary>
    public static string Binary(string collation) => collation == "binary" ? collation : collation[..Math.Max(collation.IndexOf('_', StringComparison.Ordinal), 0)] + "_bin";

    private string Default(string characterSet) =>
        characterSet == "utf8mb4" ? server.Utf8mb4Collation : Defaults.TryGetValue(characterSet, out string? collation) ? collation : characterSet + "_general_ci";

    /// <summary>utf8 is utf8mb3 under its old name, in collations too.</summary>
    private static string Canonical(string collation)
    {
        string name = collation.ToLowerInvariant();
        return name.StartsWith("utf8_", StringComparison.Ordinal) ? "utf8mb3_" + name[5..] : name;
    }

    private static string CharacterSet(string name) => name.ToLowerInvariant() is var lower && lower == "utf8" ? "utf8mb3" : lower;
}
