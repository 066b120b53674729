namespace PocSharding.Vitess;

/// <summary>A table of a keyspace's VSchema as it stands in a file. Vitess: proto/vschema.proto, Table.</summary>
internal sealed record TableDocument : ProtoDocument
{
    public static ProtoMessage<TableDocument> Message { get; } = new(
        ProtoFields.Text<TableDocument>("type", t => t.Type, (t, v) => t.Type = v),
        ProtoFields.Messages<TableDocument, ColumnVindexDocument>("column_vindexes", ColumnVindexDocument.Message, t => t.ColumnVindexes),
        ProtoFields.Message("auto_increment", AutoIncrementDocument.Message, t => t.AutoIncrement, (TableDocument t, AutoIncrementDocument v) => t.AutoIncrement = v),
        ProtoFields.Messages<TableDocument, ColumnDocument>("columns", ColumnDocument.Message, t => t.Columns),
        ProtoFields.Text<TableDocument>("pinned", t => t.Pinned, (t, v) => t.Pinned = v),
        ProtoFields.Flag<TableDocument>("column_list_authoritative", t => t.ColumnListAuthoritative, (t, v) => t.ColumnListAuthoritative = v),
        ProtoFields.Text<TableDocument>("source", t => t.Source, (t, v) => t.Source = v));

    public string Type { get; set; } = "";

    public List<ColumnVindexDocument> ColumnVindexes { get; init; } = [];

    public AutoIncrementDocument? AutoIncrement { get; set; }

    public List<ColumnDocument> Columns { get; init; } = [];

    /// <summary>A keyspace id in hex; empty when the table is not pinned.</summary>
    public string Pinned { get; set; } = "";

    public bool ColumnListAuthoritative { get; set; }

    public string Source { get; set; } = "";

    /// <summary>A copy whose column vindexes can be changed by themselves.</summary>
    public TableDocument Copy() => this with { ColumnVindexes = [.. ColumnVindexes] };
}

internal sealed record ColumnVindexDocument : ProtoDocument
{
    public static ProtoMessage<ColumnVindexDocument> Message { get; } = new(
        ProtoFields.Text<ColumnVindexDocument>("column", c => c.Column, (c, v) => c.Column = v),
        ProtoFields.Text<ColumnVindexDocument>("name", c => c.Name, (c, v) => c.Name = v),
        ProtoFields.Texts<ColumnVindexDocument>("columns", c => c.Columns));

    public string Column { get; set; } = "";

    public string Name { get; set; } = "";

    public List<string> Columns { get; init; } = [];
}

internal sealed record AutoIncrementDocument : ProtoDocument
{
    public static ProtoMessage<AutoIncrementDocument> Message { get; } = new(
        ProtoFields.Text<AutoIncrementDocument>("column", a => a.Column, (a, v) => a.Column = v),
        ProtoFields.Text<AutoIncrementDocument>("sequence", a => a.Sequence, (a, v) => a.Sequence = v));

    public string Column { get; set; } = "";

    public string Sequence { get; set; } = "";
}

internal sealed record ColumnDocument : ProtoDocument
{
    public static ProtoMessage<ColumnDocument> Message { get; } = new(
        ProtoFields.Text<ColumnDocument>("name", c => c.Name, (c, v) => c.Name = v),
        ProtoFields.Enum<ColumnDocument>("type", ProtoEnums.ColumnType, c => c.Type, (c, v) => c.Type = v),
        ProtoFields.Flag<ColumnDocument>("invisible", c => c.Invisible, (c, v) => c.Invisible = v),
        ProtoFields.Text<ColumnDocument>("default", c => c.Default, (c, v) => c.Default = v),
        ProtoFields.Text<ColumnDocument>("collation_name", c => c.CollationName, (c, v) => c.CollationName = v),
        ProtoFields.Whole<ColumnDocument>("size", c => c.Size, (c, v) => c.Size = v),
        ProtoFields.Whole<ColumnDocument>("scale", c => c.Scale, (c, v) => c.Scale = v),
        ProtoFields.OptionalFlag<ColumnDocument>("nullable", c => c.Nullable, (c, v) => c.Nullable = v),
        ProtoFields.Texts<ColumnDocument>("values", c => c.Values));

    public string Name { get; set; } = "";

    /// <summary>The number of query.Type; 0 (NULL_TYPE) when unknown.</summary>
    public int Type { get; set; }

    public bool Invisible { get; set; }

    public string Default { get; set; } = "";

    public string CollationName { get; set; } = "";

    public int Size { get; set; }

    public int Scale { get; set; }

    public bool? Nullable { get; set; }

    public List<string> Values { get; init; } = [];

    /// <summary>The type's name, such as <c>INT64</c>; its number where Vitess has no name for it.</summary>
    public string TypeName
    {
        get => ProtoEnums.ColumnType.Name(Type) ?? Type.ToString(System.Globalization.CultureInfo.InvariantCulture);
        init => Type = ProtoEnums.ColumnType.Number(value) ?? 0;
    }
}
