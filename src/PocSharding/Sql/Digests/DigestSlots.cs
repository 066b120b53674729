namespace PocSharding.Sql;

/// <summary>
/// Gives every literal its slot. Parentheses are tracked: the members of an IN list share one slot; the rows of VALUES (and of an IN list of
/// rows) share one slot for each literal place of the row; of a list of arguments that the digest folds, all from the second on share one.
/// </summary>
internal sealed class DigestSlots
{
    private enum Kind : byte { Plain, InList, Row }

    /// <summary>An open parenthesis. <see cref="Owner"/>: the level of the list or row that literals in here belong to; -1 for none.</summary>
    private struct Level
    {
        public Kind Kind;
        public int Owner;
        public int Slot;
        public int Column;
        public int Ordinal;
        public int Region;
    }

    private DigestLiteral[] literals = new DigestLiteral[64];
    private int count;
    private int slots;
    private Level[] levels = new Level[32];
    private int depth;
    private (int Region, int Column, int Ordinal, int Slot)[] places = new (int, int, int, int)[64];
    private int placeCount;
    private int regions;
    private int valuesDepth;
    private int valuesRegion;

    public ReadOnlySpan<DigestLiteral> Literals => literals.AsSpan(0, count);

    public void Clear()
    {
        count = slots = depth = placeCount = regions = 0;
        valuesDepth = -1;
    }

    public void Open(DigestToken last, DigestToken beforeLast)
    {
        if (depth == levels.Length)
            Array.Resize(ref levels, depth * 2);
        ref Level parent = ref levels[Math.Max(0, depth - 1)];
        bool inside = depth > 0;
        var level = new Level { Owner = inside ? parent.Owner : -1, Slot = -1 };
        bool rowOfValues = valuesDepth == depth;
        if (last == DigestToken.In)
            level = new Level { Kind = Kind.InList, Owner = depth, Slot = -1, Region = ++regions };
        else if (rowOfValues)
            level = new Level { Kind = Kind.Row, Owner = depth, Region = valuesRegion };
        else if (inside && parent.Kind == Kind.InList && last is DigestToken.LeftParen or DigestToken.Comma)
            level = new Level { Kind = Kind.Row, Owner = depth, Region = parent.Region };
        levels[depth++] = level;
    }

    public void Close() => depth = Math.Max(0, depth - 1);

    public void Comma()
    {
        if (depth > 0 && levels[depth - 1].Kind == Kind.Row)
        {
            levels[depth - 1].Column++;
            levels[depth - 1].Ordinal = 0;
        }
    }

    /// <summary>A token that is no literal, comma or parenthesis ends the rows of VALUES.</summary>
    public void Between()
    {
        if (valuesDepth == depth)
            valuesDepth = -1;
    }

    public void Keyword(Keyword keyword)
    {
        switch (keyword)
        {
            case Sql.Keyword.VALUES or Sql.Keyword.VALUE:
                (valuesDepth, valuesRegion) = (depth, ++regions);
                break;
            case Sql.Keyword.ROW when valuesDepth == depth:
                break;
            case Sql.Keyword.SELECT when depth > 0:
                levels[depth - 1].Kind = Kind.Plain;
                levels[depth - 1].Owner = -1;
                Between();
                break;
            default:
                Between();
                break;
        }
    }

    public void Add(Token token, DigestLiteralKind kind, bool negative, bool furtherOfList)
    {
        int owner = depth > 0 ? levels[depth - 1].Owner : -1, slot;
        if (owner < 0)
        {
            Between();
            slot = furtherOfList ? slots - 1 : slots++;
        }
        else if (levels[owner].Kind == Kind.InList)
        {
            if (levels[owner].Slot < 0)
                levels[owner].Slot = slots++;
            slot = levels[owner].Slot;
        }
        else
            slot = RowSlot(ref levels[owner]);
        if (count == literals.Length)
            Array.Resize(ref literals, count * 2);
        literals[count++] = new DigestLiteral(slot, token.Start, token.Length, kind, negative);
    }

    private int RowSlot(ref Level row)
    {
        int ordinal = row.Ordinal++;
        for (int i = 0; i < placeCount; i++)
            if (places[i].Region == row.Region && places[i].Column == row.Column && places[i].Ordinal == ordinal)
                return places[i].Slot;
        if (placeCount == places.Length)
            Array.Resize(ref places, placeCount * 2);
        places[placeCount++] = (row.Region, row.Column, ordinal, slots);
        return slots++;
    }
}
