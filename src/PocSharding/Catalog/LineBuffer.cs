namespace PocSharding.Catalog;

/// <summary>The bytes of a stream from a moving start on. Indexes are relative to the start, so that they survive reading more.</summary>
internal sealed class LineBuffer(Stream stream)
{
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Number of the line at the start, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Why the stream ended early (a damaged archive, a disk error); null when it did not.</summary>
    public string? Failure { get; private set; }

    public int Length => end - start;

    public ReadOnlySpan<byte> Span => buffer.AsSpan(start, end - start);

    /// <summary>A part of the buffer; valid until more is read.</summary>
    public ReadOnlyMemory<byte> Memory(int from, int to) => buffer.AsMemory(start + from, to - from);

    /// <summary>Reads more bytes behind those held; false at the end of the stream.</summary>
    public bool Fill()
    {
        if (ended)
            return false;
        if (end == buffer.Length)
            MakeRoom();
        int n = Read();
        ended = n == 0;
        end += n;
        return !ended;
    }

    private int Read()
    {
        try
        {
            return stream.Read(buffer, end, buffer.Length - end);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ZstdSharp.ZstdException)
        {
            Failure = e.Message;
            return 0;
        }
    }

    /// <summary>Moves the start forward.</summary>
    public void Advance(int count)
    {
        Line += Span[..count].Count((byte)'\n');
        start += count;
    }

    /// <summary>The index just behind the line that starts at <paramref name="from"/>, its newline included, or the end of what there is within <paramref name="limit"/> bytes.</summary>
    public int LineEnd(int from, int limit = int.MaxValue)
    {
        for (int searched = from; ;)
        {
            int at = Span[searched..].IndexOf((byte)'\n');
            if (at >= 0)
                return searched + at + 1;
            searched = Length;
            if (searched - from >= limit || !Fill())
                return searched;
        }
    }

    private void MakeRoom()
    {
        byte[] target = Length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        Span.CopyTo(target);
        end = Length;
        start = 0;
        buffer = target;
    }
}
