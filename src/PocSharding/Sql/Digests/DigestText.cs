namespace PocSharding.Sql;

/// <summary>The tokens that digest rules look back at.</summary>
internal enum DigestToken : byte
{
    None, Value, ValueList, SingleRow, SingleRowList, MultipleRow, MultipleRowList, InValues,
    LeftParen, Comma, Plus, Minus, In, Values, Row, IsOrNot, Select,

    /// <summary>Another token after which an expression starts, so that a sign after it is no operator.</summary>
    StartsExpression,

    /// <summary>An identifier, a closing parenthesis and the like: a sign after it is an operator.</summary>
    Other,
}

/// <summary>The growing normalized text, with the stack of its tokens: a rule that folds tokens takes them back off.</summary>
internal sealed class DigestText
{
    private byte[] bytes = new byte[1024];
    private int length;
    private DigestToken[] kinds = new DigestToken[256];
    private int[] starts = new int[256];
    private int count;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    public DigestToken Last => Back(1);

    public DigestToken BeforeLast => Back(2);

    public void Clear() => length = count = 0;

    private DigestToken Back(int n) => count >= n ? kinds[count - n] : DigestToken.None;

    private void Pop(int n)
    {
        count -= n;
        length = starts[count];
    }

    private void Push(DigestToken kind, ReadOnlySpan<byte> token)
    {
        Start(kind, token.Length);
        token.CopyTo(bytes.AsSpan(length));
        length += token.Length;
    }

    private void Start(DigestToken kind, int size)
    {
        if (count == kinds.Length)
        {
            Array.Resize(ref kinds, count * 2);
            Array.Resize(ref starts, count * 2);
        }
        if (length + size + 8 > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + size + 8));
        kinds[count] = kind;
        starts[count++] = length;
        if (length > 0)
            bytes[length++] = (byte)' ';
    }

    public void Symbol(DigestToken kind, ReadOnlySpan<byte> token) => Push(kind, token);

    public void Other(ReadOnlySpan<byte> token, bool startsExpression) => Push(startsExpression ? DigestToken.StartsExpression : DigestToken.Other, token);

    /// <summary><c>@@`name`</c>, or <c>@@GLOBAL</c> before its dot.</summary>
    public void SystemVariable(ReadOnlySpan<byte> name, bool scope)
    {
        Start(DigestToken.Other, name.Length + 4);
        "@@`"u8.CopyTo(bytes.AsSpan(length));
        length += scope ? 2 : 3;
        System.Text.Ascii.ToUpper(scope ? name : default, bytes.AsSpan(length), out _);
        if (!scope)
            name.CopyTo(bytes.AsSpan(length));
        length += name.Length;
        if (!scope)
            bytes[length++] = (byte)'`';
    }

    public void Keyword(Keyword keyword, ReadOnlySpan<byte> token)
    {
        if (Synonym(keyword) is { Length: > 0 } other)
            token = other;
        Start(Kind(keyword), token.Length);
        System.Text.Ascii.ToUpper(token, bytes.AsSpan(length), out int written);
        length += written;
    }

    /// <summary>Words that are one token to MySQL show by the last of their names (sql/lex.h).</summary>
    private static ReadOnlySpan<byte> Synonym(Keyword keyword) => keyword switch
    {
        Sql.Keyword.ANY => "SOME"u8,
        Sql.Keyword.BIGINT => "INT8"u8,
        Sql.Keyword.CHAR => "CHARACTER"u8,
        Sql.Keyword.COLUMNS => "FIELDS"u8,
        Sql.Keyword.CURRENT_DATE => "CURDATE"u8,
        Sql.Keyword.CURRENT_TIME => "CURTIME"u8,
        Sql.Keyword.CURRENT_TIMESTAMP or Sql.Keyword.LOCALTIME or Sql.Keyword.LOCALTIMESTAMP => "NOW"u8,
        Sql.Keyword.DATABASE => "SCHEMA"u8,
        Sql.Keyword.DATABASES => "SCHEMAS"u8,
        Sql.Keyword.DAY => "SQL_TSI_DAY"u8,
        Sql.Keyword.DEC => "DECIMAL"u8,
        Sql.Keyword.DESCRIBE => "EXPLAIN"u8,
        Sql.Keyword.DISTINCT => "DISTINCTROW"u8,
        Sql.Keyword.DOUBLE => "FLOAT8"u8,
        Sql.Keyword.FLOAT => "FLOAT4"u8,
        Sql.Keyword.HOUR => "SQL_TSI_HOUR"u8,
        Sql.Keyword.INT or Sql.Keyword.INT4 => "INTEGER"u8,
        Sql.Keyword.INT1 => "TINYINT"u8,
        Sql.Keyword.INT2 => "SMALLINT"u8,
        Sql.Keyword.INT3 or Sql.Keyword.MEDIUMINT => "MIDDLEINT"u8,
        Sql.Keyword.MID or Sql.Keyword.SUBSTR => "SUBSTRING"u8,
        Sql.Keyword.MINUTE => "SQL_TSI_MINUTE"u8,
        Sql.Keyword.MONTH => "SQL_TSI_MONTH"u8,
        Sql.Keyword.QUARTER => "SQL_TSI_QUARTER"u8,
        Sql.Keyword.REGEXP => "RLIKE"u8,
        Sql.Keyword.SECOND => "SQL_TSI_SECOND"u8,
        Sql.Keyword.SQL_TSI_WEEK => "WEEK"u8,
        Sql.Keyword.SQL_TSI_YEAR => "YEAR"u8,
        Sql.Keyword.STD or Sql.Keyword.STDDEV => "STDDEV_POP"u8,
        Sql.Keyword.VARCHAR => "VARCHARACTER"u8,
        Sql.Keyword.VARIANCE => "VAR_POP"u8,
        _ => default,
    };

    private static DigestToken Kind(Keyword keyword)
    {
        switch (keyword)
        {
            case Sql.Keyword.IN: return DigestToken.In;
            case Sql.Keyword.VALUES or Sql.Keyword.VALUE: return DigestToken.Values;
            case Sql.Keyword.ROW: return DigestToken.Row;
            case Sql.Keyword.IS or Sql.Keyword.NOT: return DigestToken.IsOrNot;
            case Sql.Keyword.SELECT: return DigestToken.Select;
            case Sql.Keyword.WHERE or Sql.Keyword.HAVING or Sql.Keyword.BY or Sql.Keyword.ON or Sql.Keyword.AND or Sql.Keyword.OR or Sql.Keyword.XOR or Sql.Keyword.BETWEEN
                or Sql.Keyword.LIKE or Sql.Keyword.REGEXP or Sql.Keyword.RLIKE or Sql.Keyword.DIV or Sql.Keyword.MOD or Sql.Keyword.INTERVAL or Sql.Keyword.CASE
                or Sql.Keyword.WHEN or Sql.Keyword.THEN or Sql.Keyword.ELSE or Sql.Keyword.IF or Sql.Keyword.DEFAULT or Sql.Keyword.RETURN or Sql.Keyword.DISTINCT
                or Sql.Keyword.ALL or Sql.Keyword.LIMIT or Sql.Keyword.OFFSET or Sql.Keyword.SET:
                return DigestToken.StartsExpression;
            default: return DigestToken.Other;
        }
    }

    public void Identifier(ReadOnlySpan<byte> name, bool quoted)
    {
        Start(DigestToken.Other, name.Length + 2);
        if (!quoted)
            bytes[length++] = (byte)'`';
        name.CopyTo(bytes.AsSpan(length));
        length += name.Length;
        if (!quoted)
            bytes[length++] = (byte)'`';
    }

    /// <summary>Takes back the signs that belong to the number to come; true for a minus (two make none).</summary>
    public bool TakeSigns()
    {
        bool negative = false;
        while (Last is DigestToken.Minus or DigestToken.Plus && BeforeLast is not (DigestToken.None or DigestToken.Other or DigestToken.InValues) && BeforeLast is < DigestToken.Value or > DigestToken.InValues)
        {
            negative ^= Last == DigestToken.Minus;
            Pop(1);
        }
        return negative;
    }

    /// <summary>Adds a literal; says what stood before its comma where it folds into a list (a value or a list), else nothing.</summary>
    public DigestToken Value()
    {
        DigestToken before = Last == DigestToken.Comma ? BeforeLast : DigestToken.None;
        if (before is not (DigestToken.Value or DigestToken.ValueList))
        {
            Push(DigestToken.Value, "?"u8);
            return DigestToken.None;
        }
        Pop(2);
        Push(DigestToken.ValueList, "?, ..."u8);
        return before;
    }

    public void CloseParenthesis()
    {
        bool single = Last == DigestToken.Value, row = (single || Last == DigestToken.ValueList) && BeforeLast == DigestToken.LeftParen;
        if (!row)
        {
            Push(DigestToken.Other, ")"u8);
            return;
        }
        Pop(2);
        DigestToken one = single ? DigestToken.SingleRow : DigestToken.MultipleRow, many = one + 1;
        if (Last == DigestToken.In)
        {
            Pop(1);
            Push(DigestToken.InValues, "IN (...)"u8);
        }
        else if (Last == DigestToken.Comma && (BeforeLast == one || BeforeLast == many))
        {
            Pop(2);
            Push(many, single ? "(?) /* , ... */"u8 : "(...) /* , ... */"u8);
        }
        else
            Push(one, single ? "(?)"u8 : "(...)"u8);
    }

    public void DropTrailingSemicolons()
    {
        while (count > 0 && length - starts[count - 1] is 1 or 2 && bytes[length - 1] == ';')
            Pop(1);
    }
}
