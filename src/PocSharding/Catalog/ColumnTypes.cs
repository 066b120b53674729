using System.Globalization;
using PocSharding.Sql.Ast;

namespace PocSharding.Catalog;

/// <summary>Column types: MySQL's words for them, and Vitess's query.Type. Vitess: sqlparser/ast_funcs.go ColumnType.SQLType; MySQL 8.4 manual: Using Data Types from Other Database Engines.</summary>
internal static class ColumnTypes
{
    /// <summary>A type that Vitess has no name for (MariaDB's uuid, inet6, …).</summary>
    public const string Unknown = "NULL_TYPE";

    /// <summary>The type in Vitess's words; the character set <c>binary</c> makes a text type a binary one.</summary>
    public static string Vitess(ColumnType type, string? collation)
    {
        string name = Base(type);
        if (Integer(name) is { } integer)
            return type.Unsigned || type.Zerofill || IsSerial(type) ? "U" + integer : integer;
        bool binary = collation == "binary";
        return name switch
        {
            "float" => "FLOAT32",
            "double" => "FLOAT64",
            "decimal" => "DECIMAL",
            "char" => binary ? "BINARY" : "CHAR",
            "varchar" => binary ? "VARBINARY" : "VARCHAR",
            "tinytext" or "text" or "mediumtext" or "longtext" => binary ? "BLOB" : "TEXT",
            "tinyblob" or "blob" or "mediumblob" or "longblob" => "BLOB",
            "binary" or "varbinary" or "bit" or "date" or "time" or "datetime" or "timestamp" or "year" or "enum" or "set" or "json" or "vector" => name.ToUpperInvariant(),
            "geometry" or "point" or "linestring" or "polygon" or "geometrycollection" or "multipoint" or "multilinestring" or "multipolygon" => "GEOMETRY",
            _ => Unknown,
        };
    }

    /// <summary>The type as MySQL writes it in SHOW CREATE TABLE, without character set and collation.</summary>
    public static string Text(ColumnType type)
    {
        string name = Base(type), size = Size(type, name);
        return name + size + (type.Unsigned || type.Zerofill || IsSerial(type) ? " unsigned" : "") + (type.Zerofill ? " zerofill" : "");
    }

    /// <summary>SERIAL is BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.</summary>
    public static bool IsSerial(ColumnType type) => type.Name.Equals("serial", StringComparison.OrdinalIgnoreCase);

    public static bool IsText(ColumnType type) => Base(type) is "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set";

    /// <summary>NATIONAL CHAR and its synonyms: utf8mb3, whatever the table's character set.</summary>
    public static bool IsNational(ColumnType type) => type.Name.StartsWith("national", StringComparison.OrdinalIgnoreCase) || type.Name.StartsWith("nchar", StringComparison.OrdinalIgnoreCase) || type.Name.StartsWith("nvarchar", StringComparison.OrdinalIgnoreCase);

    private static string? Integer(string name) => name switch
    {
        "tinyint" => "INT8",
        "smallint" => "INT16",
        "mediumint" => "INT24",
        "int" => "INT32",
        "bigint" => "INT64",
        _ => null,
    };

    /// <summary>The one name of a type that MySQL keeps of its synonyms.</summary>
    private static string Base(ColumnType type)
    {
        string name = string.Join(' ', type.Name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name switch
        {
            "integer" or "int4" => "int",
            "bool" or "boolean" or "int1" => "tinyint",
            "int2" => "smallint",
            "int3" or "middleint" => "mediumint",
            "int8" or "serial" => "bigint",
            "float" when type.Length > 24 && type.Scale is null => "double",
            "float4" => "float",
            "real" or "double precision" or "float8" => "double",
            "numeric" or "dec" or "fixed" => "decimal",
            "character" or "nchar" or "national char" or "national character" => "char",
            "character varying" or "char varying" or "varcharacter" or "nvarchar" or "nchar varchar" or "nchar varying" or "national varchar" or "national varcharacter" or "national char varying" or "national character varying" => "varchar",
            "long" or "long varchar" or "long char varying" or "long character varying" => "mediumtext",
            "long varbinary" => "mediumblob",
            "char byte" => "binary",
            "geomcollection" => "geometrycollection",
            _ => name,
        };
    }

    private static string Size(ColumnType type, string name)
    {
        if (type.Members.Count > 0)
            return $"({string.Join(',', type.Members.Select(m => $"'{m.Replace("'", "''", StringComparison.Ordinal)}'"))})";
        if (type.Name.StartsWith("bool", StringComparison.OrdinalIgnoreCase))
            return "(1)";
        string? length = type.Length?.ToString(CultureInfo.InvariantCulture) ?? (name is "decimal" ? "10" : name is "char" or "binary" or "bit" ? "1" : null);
        if (length is null || name == "double" && type.Scale is null || name is "float" && type.Scale is null)
            return "";
        string? scale = type.Scale?.ToString(CultureInfo.InvariantCulture) ?? (name is "decimal" ? "0" : null);
        return scale is null ? $"({length})" : $"({length},{scale})";
    }
}
