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

    public void Keyword(Keyword keyword, ReadOnlySpan<byte> token)
    {
        Start(Kind(keyword), token.Length);
        System.Text.Ascii.ToUpper(token, bytes.AsSpan(length), out int written);
        length += written;
    }

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
